import type { Database, Statement } from 'better-sqlite3';
import { searchesOf } from './contact-terms.ts';

/** Sorts behind every text that begins with the term it follows. */
const LAST_CHARACTER = '\u{10FFFF}';
const BEGINNING = 'SELECT contact FROM contact_term WHERE term >= ? AND term < ?';

export interface FoundContacts {
  /** Newest first, at most `limit`, below `before`. */
  pks: number[];
  total: number;
}

/** Finds contacts by the beginnings of their terms; each beginning is one range of the index. */
export function contactSearch(database: Database): (query: string, before: number, limit: number) => FoundContacts {
  const statements = new Map<string, Statement<(string | number)[], { total: number; pks: string }>>();
  return (query, before, limit) => {
    const searches = searchesOf(query);
    if (searches.length === 0) return { total: 0, pks: [] };
    const text = searchText(searches);
    const statement = statements.get(text) ?? database.prepare(text);
    statements.set(text, statement);
    const ranges = searches.flat().flatMap((term) => [term, term + LAST_CHARACTER]);
    const { total = 0, pks = '[]' } = statement.get(...ranges, before, limit) ?? {};
    return { total, pks: JSON.parse(pks) };
  };
}

/** All terms of a search, any of the searches; each contact once. */
function searchText(searches: string[][]): string {
  const found = searches.map(
    (terms) => `SELECT DISTINCT contact FROM (${terms.map(() => BEGINNING).join(' INTERSECT ')})`,
  );
  return `WITH found AS MATERIALIZED (${found.join(' UNION ')})
    SELECT (SELECT count(*) FROM found) AS total,
      (SELECT json_group_array(contact ORDER BY contact DESC) FROM (
         SELECT contact FROM found WHERE contact < ? ORDER BY contact DESC LIMIT ?)) AS pks`;
}
