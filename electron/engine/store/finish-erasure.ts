import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { replaceBackups } from './backups.ts';
import type { DataFolder } from './data-folder.ts';
import { giveBackPages } from './delete-old.ts';
import { searchWiper } from './delivery-search.ts';
import type { FileBytes } from './file-bytes.ts';
import { isMachineFault } from './machine-fault.ts';

/** Bodies taken away in one transaction; each may have 5 MB, and every byte of it is overwritten. */
const SLICE = 20;

/**
 * The end of an erasure (LG3): what is invisible already leaves the disk. Bodies are overwritten and deleted in slices, the log of the
 * database is emptied into its file and cut to nothing, freed pages are given back. What then still stands in unused parts of pages, which
 * SQLite leaves behind when it moves rows, goes by building the file anew; that holds requests up for seconds where much is stored, so it is
 * done only when it is found. Resolves to whether the file holds nothing of `needles` any more.
 */
export async function wipe(database: Database, bytes: FileBytes, needles: readonly string[]): Promise<boolean> {
  await removeBodies(database);
  await mergeSearch(database);
  await giveBackPages(database);
  if (!emptyLog(database)) return false;
  if (!(await bytes.hold(needles))) return true;
  rebuild(database);
  return emptyLog(database) && !(await bytes.hold(needles));
}

/** A fault may have written down what was being worked on. */
export function forgetFault(folder: DataFolder, needles: readonly string[]): void {
  if (!existsSync(folder.lastFault)) return;
  const text = readFileSync(folder.lastFault, 'latin1').toLowerCase();
  if (needles.some((needle) => text.includes(needle))) rmSync(folder.lastFault, { force: true });
}

/** Null where nothing is unfinished. */
export function unfinishedErasure(database: Database): { isWiped: boolean; replaceBackups: boolean } | null {
  const row = database
    .prepare<[], { is_wiped: number; replace_backups: number }>(
      'SELECT is_wiped, replace_backups FROM unfinished_erasure',
    )
    .get();
  return row === undefined ? null : { isWiped: row.is_wiped === 1, replaceBackups: row.replace_backups === 1 };
}

/** The database holds nothing any more; what is left to do, if anything, concerns backups. */
export function noteWiped(database: Database): void {
  database.exec('UPDATE unfinished_erasure SET is_wiped = 1; DELETE FROM unfinished_erasure WHERE replace_backups = 0');
}

export function endErasure(database: Database): void {
  database.exec('DELETE FROM unfinished_erasure');
}

/**
 * At a start: goes on with an erasure that was cut short. Whom it concerned is known no more, so the file is built anew in any case. What
 * cannot be done, because the disk is full, is left to the next start: no reason to stay closed.
 */
export async function resumeErasure(database: Database, folder: DataFolder, now: number): Promise<void> {
  const unfinished = unfinishedErasure(database);
  if (unfinished === null) return;
  try {
    if (!unfinished.isWiped) {
      await removeBodies(database);
      await mergeSearch(database);
      rebuild(database);
      emptyLog(database);
      noteWiped(database);
    }
  } catch (error) {
    if (!isMachineFault(error)) throw error;
    return;
  }
  if (unfinished.replaceBackups && (await isReplaced(() => replaceBackups(folder, now)))) endErasure(database);
}

/** Whether it could be done: no room, or a file in the way, is no fault of ours. */
export async function isReplaced(replace: () => Promise<void>): Promise<boolean> {
  try {
    await replace();
    return true;
  } catch {
    return false;
  }
}

async function removeBodies(database: Database): Promise<void> {
  const next = database.prepare<[], number>(`SELECT seq FROM erased_body ORDER BY seq LIMIT ${SLICE}`).pluck();
  const drop = database.prepare<[number]>('DELETE FROM delivery_body WHERE seq = ?');
  const done = database.prepare<[number]>('DELETE FROM erased_body WHERE seq = ?');
  const step = database.transaction((): boolean => {
    const seqs = next.all();
    for (const seq of seqs) {
      drop.run(seq);
      done.run(seq);
    }
    return seqs.length === SLICE;
  });
  // With ON, also pages that become free are overwritten.
  database.pragma('secure_delete = ON');
  while (database.open && step.immediate()) await setImmediate();
  if (database.open) database.pragma('secure_delete = FAST');
}

async function mergeSearch(database: Database): Promise<void> {
  const step = searchWiper(database);
  while (database.open && step()) await setImmediate();
}

/** Writes what the log holds into the database and cuts the log to nothing; false where somebody still reads from it. */
function emptyLog(database: Database): boolean {
  const [result] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return result?.busy === 0;
}

function rebuild(database: Database): void {
  // The copy in between may be as large as the database.
  database.pragma('temp_store = FILE');
  try {
    database.exec('VACUUM');
  } finally {
    database.pragma('temp_store = MEMORY');
  }
}
