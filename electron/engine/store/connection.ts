import Database from 'better-sqlite3';
import { APPLICATION_ID } from './file-header.ts';
import { defineFingerprint } from './fingerprint.ts';
import { defineFoldAddress } from './fold-address.ts';

/** Another program may hold the file for a moment; a longer wait would stop every request, since SQLite is called synchronously. */
const BUSY_TIMEOUT_MS = 200;
const CACHE_KIB = 8 * 1024;
/** A checkpoint every 16 MB of log: rarer ones write the same pages fewer times. */
const CHECKPOINT_PAGES = 4000;
/** While much is deleted: its pages lie all over the file, and who waits for a 200 waits for the checkpoint as well, 20 ms for 4 MB. */
const SMALL_CHECKPOINT_PAGES = 1000;
/** What the log keeps of its size once it is written back. */
export const LOG_KEPT_BYTES = 64 * 1024 * 1024;

/**
 * Opens the one connection that reads and writes. `synchronous = FULL` is what makes an answer to a sender true: better-sqlite3 comes with
 * NORMAL for WAL, where the last commits are lost in a power cut.
 */
export function openConnection(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (isNew(database)) {
      database.pragma('auto_vacuum = INCREMENTAL');
      database.pragma(`application_id = ${APPLICATION_ID}`);
    }
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    // What is deleted or moved is overwritten where that costs no write of its own: an erasure (LG3) then seldom has to rebuild the file.
    database.pragma('secure_delete = FAST');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    database.pragma(`journal_size_limit = ${LOG_KEPT_BYTES}`);
    defineFingerprint(database);
    defineFoldAddress(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Does much at once with less of the log written back at a time. */
export async function inSmallCheckpoints<Result>(
  database: Database.Database,
  work: () => Promise<Result>,
): Promise<Result> {
  database.pragma(`wal_autocheckpoint = ${SMALL_CHECKPOINT_PAGES}`);
  try {
    return await work();
  } finally {
    if (database.open) database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  }
}

/** The first page alone is what a first start leaves that was cut short between the two settings. */
function isNew(database: Database.Database): boolean {
  return Number(database.pragma('page_count', { simple: true })) <= 1;
}

/** Changes nothing of the file, also when it is closed last and a log lies beside it. */
export function openToRead(file: string): Database.Database {
  return new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
}
