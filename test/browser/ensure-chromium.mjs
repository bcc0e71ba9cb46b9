import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.mjs';

/**
 * Finds a Chromium for the browser tests, or installs one where that is possible without asking anybody. Null: the person has to.
 * @param {(line: string) => void} tell
 * @returns {Promise<string | null>}
 */
export async function ensureChromium(tell) {
  const found = findChromium() ?? installWithApt(tell) ?? (await unpackFromNpm());
  if (found === null) {
    tell('The browser tests need Chromium or Chrome. Install one, or set CHROMIUM to the full path of one.');
  }
  return found;
}

/** @param {(line: string) => void} tell */
function installWithApt(tell) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  tell('No Chromium found: installing Debian’s with apt-get…');
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-qq', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 180_000,
    }).status === 0;
  const isInstalled = apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium');
  return isInstalled ? findChromium() : null;
}

/** The Chromium inside an npm package, which unpacks into the folder for temporary files. Linux on Intel only. */
async function unpackFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
