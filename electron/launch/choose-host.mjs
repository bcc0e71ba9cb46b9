import { hasDisplay } from '../host/display.ts';

/**
 * @typedef {object} Situation
 * @property {boolean} headless asked for by `--headless`
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {boolean} isRoot
 * @property {() => string | null} findElectron the program, or null
 * @property {() => Promise<{ electron: string } | { why: string }>} downloadElectron only tried when a window could open
 *
 * @typedef {{ host: 'desktop', electron: string } | { host: 'browser', reason: string }} Choice
 */

/**
 * Window or browser, and why not the window.
 * @param {Situation} situation
 * @returns {Promise<Choice>}
 */
export async function chooseHost({ headless, env, platform, isRoot, findElectron, downloadElectron }) {
  if (headless) return { host: 'browser', reason: 'you asked for it' };
  if (!hasDisplay(env, platform)) return { host: 'browser', reason: 'this machine has no display' };
  if (platform === 'linux' && isRoot) {
    return { host: 'browser', reason: 'the desktop window does not run as root' };
  }
  const electron = findElectron();
  if (electron !== null) return { host: 'desktop', electron };
  const download = await downloadElectron();
  return 'electron' in download
    ? { host: 'desktop', electron: download.electron }
    : { host: 'browser', reason: download.why };
}
