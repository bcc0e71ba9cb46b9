import type { Database } from 'better-sqlite3';

/** A database up to this size is checked whole in well under a second. */
const CHECKED_WHOLE_BYTES = 128 * 1024 * 1024;
/** What a larger one may cost at each start. No table is begun after this; the one begun before it is finished. */
const BUDGET_MS = 500;
/** The bulk of a large database: its loss would be the smallest, its check takes the longest. */
const BULK = new Set([
  ...['delivery_request', 'delivery_body', 'delivery_receipt'],
  ...['delivery_search', 'delivery_search_data', 'delivery_search_docsize', 'delivery_search_idx'],
]);

/**
 * The faults that SQLite's quick check finds; empty for a sound database. Of a large database only as much is checked as the time allows, in
 * the order in which the tables were made: webhooks and contacts before requests.
 */
export function checkAtStart(database: Database, now: () => number, wholeBytes = CHECKED_WHOLE_BYTES): string[] {
  const pages = Number(database.pragma('page_count', { simple: true }));
  const pageBytes = Number(database.pragma('page_size', { simple: true }));
  if (pages * pageBytes <= wholeBytes) return quickCheck(database, '');
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    .pluck()
    .all();
  const begun = now();
  return tables
    .filter((table) => !BULK.has(table))
    .flatMap((table) => (now() - begun > BUDGET_MS ? [] : quickCheck(database, `("${table}")`)));
}

function quickCheck(database: Database, only: string): string[] {
  const rows = database.prepare<[], string>(`PRAGMA quick_check${only}`).pluck().all();
  return rows.filter((row) => row !== 'ok');
}
