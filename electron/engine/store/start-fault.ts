import { statfsSync } from 'node:fs';
import { StartError } from '#engine/start-error.ts';

/** Translates what SQLite or the file system threw while the store was opened. What is not a known fault is returned as it is. */
export function startErrorOf(error: unknown, dir: string): unknown {
  if (error instanceof StartError) return error;
  const code = codeOf(error);
  if (FULL.has(code) || (code.startsWith('SQLITE_IOERR') && isFull(dir))) {
    return new StartError(
      'disk-full',
      `The disk that holds the data folder ${dir} is full. Make some room, then start Fieldhook again. Nothing that was stored is lost.`,
      { cause: error },
    );
  }
  if (UNWRITABLE.has(code) || code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY')) {
    return new StartError(
      'data-folder-unwritable',
      `Fieldhook cannot write in the data folder ${dir}. Check that the folder belongs to you and can be written to, or choose another one with --data.`,
      { cause: error },
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged(dir, 'It cannot be read.', error);
  if (code.startsWith('SQLITE_BUSY')) {
    return new StartError(
      'already-running',
      `Another program is using the database in ${dir}. Close it, then start Fieldhook again.`,
      { cause: error },
    );
  }
  return error;
}

/** `what` is one sentence that says what was found. */
export function damaged(dir: string, what: string, cause?: unknown): StartError {
  return new StartError(
    'database-damaged',
    `The database fieldhook.db in ${dir} is damaged. ${what} Nothing was changed. Put a backup back with --restore FILE (they are in its folder “backups”), or choose another folder with --data.`,
    { cause },
  );
}

/** SQLite reports a full disk as SHMSIZE when it cannot even make its shared-memory file. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE']);
const UNWRITABLE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  // Of the data folder only: no other file is looked for. /proc answers so when a folder is to be made in it.
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ELOOP',
  'EIO',
  'SQLITE_CANTOPEN',
  'SQLITE_PERM',
]);

/** Less room than SQLite needs for its first pages. */
const FULL_BELOW_BYTES = 256 * 1024;

function isFull(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
