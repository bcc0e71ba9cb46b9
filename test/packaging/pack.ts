import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../../electron/launch/build-if-stale.mjs';
import { makeStandInElectron } from './stand-in-electron.ts';
import type { Platform, Target } from './targets.ts';

/** Where things lie in a packed app. All paths are absolute. */
export interface PackedApp {
  /** Holds app.asar and app.asar.unpacked. */
  resources: string;
  /** The file that the fuses are in. */
  program: string;
  /** What tells the system about the app: the folder `share` of Linux, Info.plist of macOS. On Windows only the installer does. */
  presentation: string | null;
}

const OPTIONS: Record<Platform, readonly string[]> = {
  linux: ['--linux', 'deb'],
  win32: ['--win', 'dir'],
  // A signature needs a certificate and a Mac.
  darwin: ['--mac', 'dir', '-c.mac.identity=null'],
};

/**
 * Packs the app as it is built, with the real settings and around a stand-in for Electron, into a folder for temporary files: what an installer of the
 * target would put on a disk. Rejects with everything that electron-builder wrote.
 */
export async function pack({ platform, arch }: Target, folder: string): Promise<PackedApp> {
  const electron = join(folder, 'electron');
  const output = join(folder, 'packed');
  const installed = join(folder, 'installed');
  makeStandInElectron(electron, platform);
  const cli = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const places = [`-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  const args = [cli, ...OPTIONS[platform], `--${arch}`, '--publish=never', ...places];
  const env = {
    ...process.env,
    CUSTOM_FPM_PATH: fileURLToPath(new URL('stand-in-fpm.sh', import.meta.url)),
    FPM_INSTALLS_INTO: installed,
    // Not with the certificates of whoever runs this.
    CSC_IDENTITY_AUTO_DISCOVERY: 'false',
    CSC_LINK: '',
    WIN_CSC_LINK: '',
  };
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`electron-builder did not pack:\n${stdout}${stderr}`, { cause: error });
  }
  // Only what is not for Intel is named by its processor.
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  switch (platform) {
    case 'linux': {
      const app = join(output, `linux${suffix}-unpacked`);
      const presentation = join(installed, 'usr', 'share');
      return { resources: join(app, 'resources'), program: join(app, 'fieldhook'), presentation };
    }
    case 'win32': {
      const app = join(output, `win${suffix}-unpacked`);
      return { resources: join(app, 'resources'), program: join(app, 'Fieldhook.exe'), presentation: null };
    }
    case 'darwin': {
      const contents = join(output, `mac${suffix}`, 'Fieldhook.app', 'Contents');
      const framework = join(contents, 'Frameworks', 'Electron Framework.framework', 'Electron Framework');
      return { resources: join(contents, 'Resources'), program: framework, presentation: join(contents, 'Info.plist') };
    }
  }
}
