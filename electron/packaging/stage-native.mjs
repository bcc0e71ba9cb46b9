import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch } from 'electron-builder';
import { runNpm } from './run-npm.mjs';

// electron-builder calls this before it packs for a target. ngrok's client has a package with a native module for each kind of machine, and npm installs
// the one of this machine only; the target's is laid into out/native, where electron-builder.yml takes it from.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** In ms; a package is some 4 MB. */
const PATIENCE_MS = 120_000;

/** @type {Record<string, (arch: string) => string>} */
const PARTS = {
  linux: (arch) => `ngrok-linux-${arch}-gnu`,
  win32: (arch) => `ngrok-win32-${arch}-msvc`,
  darwin: (arch) => `ngrok-darwin-${arch}`,
};

/** @param {{ electronPlatformName: string, arch: Arch }} context */
export function beforePack({ electronPlatformName, arch }) {
  const part = PARTS[electronPlatformName]?.(Arch[arch] ?? '');
  if (part === undefined) throw new Error(`There is no ngrok for ${electronPlatformName}.`);
  return stageNative(part);
}

/**
 * Lays the package `@ngrok/PART` into out/native/PART: as it is installed here, or from the npm registry with the checksum of our lock file. Throws an Error
 * with a sentence for whoever packs.
 * @param {string} part
 * @param {{ root?: string, npm?: typeof runNpm }} parts replaced by tests
 */
export async function stageNative(part, { root = ROOT, npm = runNpm } = {}) {
  const name = `@ngrok/${part}`;
  const locked = readJson(join(root, 'package-lock.json')).packages[`node_modules/${name}`];
  if (!locked?.integrity) throw new Error(`${name} is not in package-lock.json, so it cannot be packed.`);
  const folder = join(root, 'out', 'native');
  const staged = join(folder, part);
  if (versionIn(staged) === locked.version) return;

  mkdirSync(folder, { recursive: true });
  const making = mkdtempSync(join(folder, 'making-'));
  try {
    const installed = join(root, 'node_modules', name);
    const source = versionIn(installed) === locked.version ? installed : await fetchPart(name, locked, making, npm);
    const copy = join(making, 'copy');
    cpSync(source, copy, { recursive: true });
    rmSync(staged, { recursive: true, force: true });
    renameSync(copy, staged);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {{ version: string, integrity: string }} locked
 * @param {string} folder
 * @param {typeof runNpm} npm
 */
async function fetchPart(name, { version, integrity }, folder, npm) {
  const about = { name: 'native-part', version: '0.0.0', dependencies: { [name]: version } };
  // Without what kind of machine it is for: npm would refuse to install it here.
  const lock = {
    ...about,
    lockfileVersion: 3,
    packages: { '': about, [`node_modules/${name}`]: { version, integrity } },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  try {
    await npm(['ci', '--ignore-scripts'], { cwd: folder, timeoutMs: PATIENCE_MS });
  } catch (error) {
    const isOther = String(/** @type {{ stderr?: unknown }} */ (error).stderr).includes('EINTEGRITY');
    const why = isOther
      ? 'what npm brought is not what package-lock.json names'
      : 'the npm registry cannot be reached from here, or does not have it';
    throw new Error(`The target needs ${name} ${version}, which is not installed on this machine: ${why}.`, {
      cause: error,
    });
  }
  return join(folder, 'node_modules', name);
}

/** @param {string} folder */
function versionIn(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? readJson(file).version : null;
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
