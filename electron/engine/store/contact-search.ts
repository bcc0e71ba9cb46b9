import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { searchesOf } from './contact-terms.ts';

/** Sorts behind every text that begins with the term it follows. */
const LAST_CHARACTER = '\u{10FFFF}';
/** Terms read at a time, about 3 ms; between two slices requests are served. */
const SLICE = 4000;

export interface FoundContacts {
  /** Highest first, at most `limit`, all below `before`. */
  pks: number[];
  total: number;
}

interface TermRow {
  term: string;
  contact: number;
}

/**
 * Finds contacts by the beginnings of their terms; each beginning is one range of the index. A single letter may stand for half of
 * 200,000 contacts: the ranges are read in slices, so that even such a search does not hold up the receiver.
 */
export function contactSearch(
  database: Database,
): (query: string, before: number, limit: number) => Promise<FoundContacts> {
  const highest = database.prepare<[], number>('SELECT coalesce(max(pk), 0) FROM contact').pluck();
  const slice = database.prepare<[string, number, string], TermRow>(
    `SELECT term, contact FROM contact_term
     WHERE (term, contact) > (?, ?) AND term < ? ORDER BY term, contact LIMIT ${SLICE}`,
  );

  const forEachWith = async (beginning: string, visit: (contact: number) => void): Promise<void> => {
    let last: TermRow = { term: beginning, contact: 0 };
    for (;;) {
      const rows = slice.all(last.term, last.contact, beginning + LAST_CHARACTER);
      for (const { contact } of rows) visit(contact);
      if (rows.length < SLICE) return;
      last = rows.at(-1)!;
      await setImmediate();
    }
  };

  return async (query, before, limit) => {
    // One byte a contact, by pk: how many beginnings it has shown so far; found when it has shown all of a search.
    const isFound = new Uint8Array((highest.get() ?? 0) + 1);
    for (const beginnings of searchesOf(query)) {
      const shown = new Uint8Array(isFound.length);
      for (const [index, beginning] of beginnings.entries()) {
        await forEachWith(beginning, (contact) => {
          if (shown[contact] === index) shown[contact] = index + 1;
        });
      }
      for (let pk = 0; pk < shown.length; pk += 1) if (shown[pk] === beginnings.length) isFound[pk] = 1;
    }
    return newestOf(isFound, before, limit);
  };
}

function newestOf(isFound: Uint8Array, before: number, limit: number): FoundContacts {
  const found: FoundContacts = { pks: [], total: 0 };
  for (let pk = isFound.length - 1; pk > 0; pk -= 1) {
    if (isFound[pk] !== 1) continue;
    found.total += 1;
    if (pk < before && found.pks.length < limit) found.pks.push(pk);
  }
  return found;
}
