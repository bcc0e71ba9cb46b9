import { installWithApt } from '../install-with-apt.mjs';
import { findChromium } from './find-chromium.mjs';

/**
 * Finds a Chromium for the browser tests, or installs one where that is possible without asking anybody. Null: the person has to.
 * @param {(line: string) => void} tell
 * @returns {Promise<string | null>}
 */
export async function ensureChromium(tell) {
  const found = findChromium() ?? install('chromium-headless-shell') ?? install('chromium') ?? (await unpackFromNpm());
  if (found === null) {
    tell('The browser tests need Chromium or Chrome. Install one, or set CHROMIUM to the full path of one.');
  }
  return found;

  /** @param {string} name of a Debian package */
  function install(name) {
    return installWithApt(name, tell) ? findChromium() : null;
  }
}

/** The Chromium inside an npm package, which unpacks into the folder for temporary files. Linux on Intel only. */
async function unpackFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
