import type { Database } from 'better-sqlite3';

/** `fold_address(address)` in SQL: as addresses are compared (ID12), also beyond A to Z, where SQLite's own `lower` changes nothing. */
export function defineFoldAddress(database: Database): void {
  database.function('fold_address', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.normalize('NFC').toLowerCase().normalize('NFC') : text,
  );
}
