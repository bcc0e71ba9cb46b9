import type { Database } from 'better-sqlite3';
import { type ChangeSource, contactChanges } from './contact-changes.ts';
import { perDatabase } from './per-database.ts';

export interface ContactTags {
  /** In the order of the alphabet. */
  of(contact: number): string[];
  /** The same of many, by their pks; who has none is not in it. */
  ofEach(contacts: readonly number[]): Map<number, string[]>;
  /** All that somebody has, in the order of the alphabet; at most so many. */
  all(limit: number): string[];
  /** Call inside a transaction. A tag that is there already stays as it is. Answers whether something changed. */
  change(contact: number, change: { tag: string; action: 'add' | 'remove' }, source: ChangeSource): boolean;
}

export const contactTags = perDatabase(prepareTags);

function prepareTags(database: Database): ContactTags {
  const list = database.prepare<[number], string>('SELECT tag FROM contact_tag WHERE contact = ? ORDER BY tag').pluck();
  const each = database.prepare<[string], { contact: number; tag: string }>(
    'SELECT contact, tag FROM contact_tag WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY contact, tag',
  );
  // From one tag of the index to the next one: what comes between, one entry for each contact, is passed over.
  const all = database
    .prepare<[number], string>(
      `WITH RECURSIVE known (tag) AS (
         SELECT min(tag) FROM contact_tag
         UNION ALL SELECT (SELECT min(t.tag) FROM contact_tag t WHERE t.tag > known.tag) FROM known WHERE known.tag IS NOT NULL
       )
       SELECT tag FROM known WHERE tag IS NOT NULL LIMIT ?`,
    )
    .pluck();
  const add = database.prepare<[number, string, number]>(
    'INSERT INTO contact_tag (contact, tag, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const remove = database.prepare<[number, string]>('DELETE FROM contact_tag WHERE contact = ? AND tag = ?');
  const changes = contactChanges(database);
  return {
    of: (contact) => list.all(contact),
    ofEach(contacts) {
      const groups = Map.groupBy(each.all(JSON.stringify(contacts)), ({ contact }) => contact);
      return new Map([...groups].map(([contact, rows]) => [contact, rows.map(({ tag }) => tag)]));
    },
    all: (limit) => all.all(limit),
    change(contact, { tag, action }, source) {
      const isAdded = action === 'add';
      const { changes: changed } = isAdded ? add.run(contact, tag, source.at) : remove.run(contact, tag);
      if (changed === 0) return false;
      changes.note(contact, { what: 'tag', before: isAdded ? null : tag, after: isAdded ? tag : null }, source);
      return true;
    },
  };
}
