import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './running-marks.mjs';

/** No build takes as long: the number of its owner has gone to another program. */
const LONGEST_BUILD_MS = 5 * 60_000;
/** Its owner was killed between making the file and writing its number. */
const LONGEST_EMPTY_MS = 5_000;
const SILENT_MS = 2_000;

/**
 * Lets one process at a time build: waits for the one that does, and says so. A lock whose owner is gone is taken over.
 * @param {string} file
 * @param {(line: string) => void} tell
 * @returns {Promise<() => void>} gives the lock back
 */
export async function lockBuild(file, tell) {
  const release = () => rmSync(file, { force: true });
  for (let waited = 0; ; waited += 100) {
    if (create(file)) return release;
    const lock = look(file);
    if (lock && isDead(lock) && takeOver(file, lock)) return release;
    if (waited === SILENT_MS) tell(`Waiting for the build of process ${lock?.owner ?? '(unknown)'} to end…`);
    await wait(100);
  }
}

/** @param {string} file */
function create(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function look(file) {
  try {
    const { ino, mtimeMs } = statSync(file);
    return { owner: Number(readFileSync(file, 'utf8')) || null, id: `${ino}-${mtimeMs}`, ageMs: Date.now() - mtimeMs };
  } catch {
    return null;
  }
}

/** @param {{ owner: number | null, ageMs: number }} lock */
function isDead({ owner, ageMs }) {
  if (owner === null) return ageMs > LONGEST_EMPTY_MS;
  return !isAlive(owner) || ageMs > LONGEST_BUILD_MS;
}

/**
 * Of all that wait, one may replace this very lock; the rename leaves no moment without one.
 * @param {string} file
 * @param {{ id: string }} dead
 */
function takeOver(file, dead) {
  const claim = `${file}-${dead.id}`;
  if (!create(claim)) return false;
  const isStillThere = look(file)?.id === dead.id;
  if (isStillThere) renameSync(claim, file);
  else rmSync(claim, { force: true });
  return isStillThere;
}
