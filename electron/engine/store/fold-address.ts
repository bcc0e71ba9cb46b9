import type { Database } from 'better-sqlite3';

/** An address as it is compared (ID12): NFC and lower case, also beyond A to Z, where SQLite's own `lower` changes nothing. */
export function foldAddress(address: string): string {
  return address.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The same in SQL: `fold_address(address)`. */
export function defineFoldAddress(database: Database): void {
  database.function('fold_address', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldAddress(text) : text,
  );
}
