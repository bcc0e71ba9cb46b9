import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './running-marks.mjs';

/**
 * Lets one process at a time build: waits for the one that does. A lock whose owner is gone is taken over.
 * @param {string} file
 * @returns {Promise<() => void>} gives the lock back
 */
export async function lockBuild(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(file);
    if (owner !== null && !isAlive(owner)) rmSync(file, { force: true });
    else await wait(100);
  }
}

/**
 * Null while its owner has not written its number yet, and after it is gone.
 * @param {string} file
 */
function ownerOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}
