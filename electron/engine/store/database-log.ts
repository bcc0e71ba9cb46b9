import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { LOG_KEPT_BYTES } from './connection.ts';

/**
 * How many bytes of the database's log wait to be written into its file and cannot be, because another program reads the database or the disk
 * refuses. The backlog is 0 while the log is no longer than it is kept anyway, and while our own reader holds it up.
 */
export function databaseLog(database: Database, file: string, isReadByUs: () => boolean) {
  const pageBytes = Number(database.pragma('page_size', { simple: true }));
  const size = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return {
    size,
    /** What it is longer than it is kept anyway: so much room its file may need when it is written back. */
    excess: () => Math.max(0, size() - LOG_KEPT_BYTES),
    backlog(): number {
      const bytes = size();
      if (bytes <= LOG_KEPT_BYTES || isReadByUs()) return 0;
      const waiting = writeBack(database, 'PASSIVE');
      if (waiting === null) return bytes;
      // Everything is written back: the room goes back to the disk now, and not only with the next request but one.
      if (waiting === 0) writeBack(database, 'TRUNCATE');
      return waiting * pageBytes;
    },
  };
}

/** Pages that still wait afterwards; null where nothing could be written. */
function writeBack(database: Database, mode: 'PASSIVE' | 'TRUNCATE'): number | null {
  try {
    const [result] = database.pragma(`wal_checkpoint(${mode})`) as { log: number; checkpointed: number }[];
    return result === undefined || result.log < 0 ? null : result.log - result.checkpointed;
  } catch {
    return null;
  }
}
