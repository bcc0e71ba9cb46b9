import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ELECTRON_PACKAGE, findElectron } from './find-electron.mjs';

const RELEASES = 'https://github.com/electron/electron/releases/download/';
const LONGEST = { reachMs: 3000, downloadMs: 300_000 };

/**
 * Fetches Electron with its own install script, but only after its server has shown within three seconds that it can be reached.
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} tell
 * @param {{ reachMs: number, downloadMs: number }} longest
 * @returns {Promise<{ electron: string } | { why: string }>}
 */
export async function downloadElectron(env, tell, longest = LONGEST) {
  if (!(await isReachable(electronReleases(env), longest.reachMs))) {
    return { why: 'the desktop window is not installed and cannot be downloaded from here' };
  }
  tell('Downloading the desktop window, about 120 MB, this once…');
  const began = Date.now();
  const progress = setInterval(
    () => tell(`…still downloading after ${Math.round((Date.now() - began) / 1000)} s`),
    10_000,
  );
  const isDone = await install(env, longest.downloadMs);
  clearInterval(progress);
  const electron = isDone ? findElectron(env) : null;
  return electron === null ? { why: 'the desktop window could not be downloaded' } : { electron };
}

/** Where Electron is downloaded from; these are its own names for a mirror. @param {NodeJS.ProcessEnv} env */
export function electronReleases(env) {
  return env.npm_config_electron_mirror || env.NPM_CONFIG_ELECTRON_MIRROR || env.ELECTRON_MIRROR || RELEASES;
}

/**
 * Any answer at all counts: what is there is for the install script to find out.
 * @param {string} address
 * @param {number} timeoutMs
 */
export async function isReachable(address, timeoutMs) {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {number} timeoutMs
 * @returns {Promise<boolean>}
 */
function install(env, timeoutMs) {
  return new Promise((resolve) => {
    const script = join(ELECTRON_PACKAGE, 'install.js');
    const child = spawn(process.execPath, [script], { env, stdio: 'ignore', timeout: timeoutMs });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
