import Database from 'better-sqlite3';

const CODES = [
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'SQLITE_NOMEM',
];

/** A fault of disk, memory or file, as opposed to one of the data that was being written. Extended codes carry their primary one in front. */
export function isMachineFault(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    CODES.some((code) => error.code === code || error.code.startsWith(`${code}_`))
  );
}

/** What may be told of a fault: its code or kind. Its message may quote what was being written. */
export function faultCode(error: unknown): string {
  if (error instanceof Database.SqliteError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
