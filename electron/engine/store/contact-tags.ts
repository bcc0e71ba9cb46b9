import type { Database } from 'better-sqlite3';

export interface ContactTags {
  /** In the order of the alphabet. */
  of(contact: number): string[];
  /** Call inside a transaction. A tag that is there already stays as it is. */
  change(contact: number, change: { tag: string; action: 'add' | 'remove' }, at: number): void;
}

export function contactTags(database: Database): ContactTags {
  const list = database.prepare<[number], string>('SELECT tag FROM contact_tag WHERE contact = ? ORDER BY tag').pluck();
  const add = database.prepare<[number, string, number]>(
    'INSERT INTO contact_tag (contact, tag, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const remove = database.prepare<[number, string]>('DELETE FROM contact_tag WHERE contact = ? AND tag = ?');
  return {
    of: (contact) => list.all(contact),
    change(contact, { tag, action }, at) {
      if (action === 'add') add.run(contact, tag, at);
      else remove.run(contact, tag);
    },
  };
}
