import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One empty file per running Fieldhook, named by its process: out/ must not be rebuilt under it. */
const MARKS = fileURLToPath(new URL('../../out/running/', import.meta.url));

/** Marks this process as running until it ends. An install that cannot be written to runs without a mark, as its build stays. */
export function markRunning() {
  const mark = join(MARKS, String(process.pid));
  try {
    mkdirSync(MARKS, { recursive: true });
    writeFileSync(mark, '');
  } catch (error) {
    if (isNotWritable(error)) return;
    throw error;
  }
  process.once('exit', () => rmSync(mark, { force: true }));
}

/** Processes other than this one that run out of out/; marks of processes that died without a word are removed. */
export function otherRunningPids() {
  return marks().filter((pid) => {
    if (pid === process.pid) return false;
    if (isAlive(pid)) return true;
    rmSync(join(MARKS, String(pid)), { force: true });
    return false;
  });
}

/** @param {unknown} error */
export function isNotWritable(error) {
  return ['EACCES', 'EPERM', 'EROFS'].includes(/** @type {NodeJS.ErrnoException} */ (error)?.code ?? '');
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

function marks() {
  try {
    return readdirSync(MARKS).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}
