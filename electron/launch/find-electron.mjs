import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ELECTRON_PACKAGE = fileURLToPath(new URL('../../node_modules/electron/', import.meta.url));

/**
 * Where the program lies inside Electron's folder.
 * @type {Partial<Record<NodeJS.Platform, string>>}
 */
const PROGRAM = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/**
 * The Electron program, without ever starting its download (as loading the package would). A folder of one's own counts as it is; in the
 * package the install script writes path.txt last, so that without it the program may be half unpacked.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} electronPackage
 * @returns {string | null}
 */
export function findElectron(env, electronPackage = ELECTRON_PACKAGE) {
  const own = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!own && !existsSync(join(electronPackage, 'path.txt'))) return null;
  const name = own
    ? (PROGRAM[process.platform] ?? 'electron')
    : readFileSync(join(electronPackage, 'path.txt'), 'utf8');
  const program = join(own || join(electronPackage, 'dist'), name);
  return existsSync(program) ? program : null;
}
