import type { Database, Statement } from 'better-sqlite3';
import { searchesOf } from './contact-terms.ts';

/** Sorts behind every text that begins with the term it follows. */
const LAST_CHARACTER = '\u{10FFFF}';
const BEGINNING = 'SELECT contact FROM contact_term WHERE term >= ? AND term < ?';

export interface FoundContacts {
  /** Newest first, at most `limit`. */
  pks: number[];
  total: number;
}

/** Finds contacts by the beginnings of their terms; each beginning is one range of the index. */
export function contactSearch(database: Database): (query: string, before: number, limit: number) => FoundContacts {
  const statements = new Map<string, Statement<(string | number)[], { pks: string; total: number }>>();
  return (query, before, limit) => {
    const searches = searchesOf(query);
    if (searches.length === 0) return { pks: [], total: 0 };
    const text = searchText(searches);
    const statement = statements.get(text) ?? database.prepare(text);
    statements.set(text, statement);
    const ranges = searches.flat().flatMap((term) => [term, term + LAST_CHARACTER]);
    const row = statement.get(...ranges, before, limit);
    return { pks: JSON.parse(row?.pks ?? '[]'), total: row?.total ?? 0 };
  };
}

function searchText(searches: string[][]): string {
  const found = searches.map((terms) => `SELECT contact FROM (${terms.map(() => BEGINNING).join(' INTERSECT ')})`);
  return `WITH found AS MATERIALIZED (${found.join(' UNION ')})
    SELECT (SELECT count(DISTINCT contact) FROM found) AS total,
      (SELECT json_group_array(contact) FROM (
         SELECT DISTINCT contact FROM found WHERE contact < ? ORDER BY contact DESC LIMIT ?)) AS pks`;
}
