import type { Database } from 'better-sqlite3';
import { contactTags } from './contact-tags.ts';
import { perDatabase } from './per-database.ts';

/** What is done to many contacts at once, by their numbers. Call inside a transaction what writes. */
export const chosenContacts = perDatabase((database: Database) => {
  const named = database
    .prepare<[string], number>(
      'SELECT c.pk FROM json_each(?) asked CROSS JOIN contact c ON c.user_ns = asked.value ORDER BY c.pk DESC',
    )
    .pluck();
  const isThere = database.prepare<[number], number>('SELECT 1 FROM contact WHERE pk = ?').pluck();
  const touch = database.prepare<[number, number]>('UPDATE contact SET updated_at = ? WHERE pk = ?');
  const tags = contactTags(database);

  return {
    named: (userNs: readonly string[]): number[] => named.all(JSON.stringify(userNs)),
    /** Answers whether that changed something; false as well where the contact has gone. */
    tag(pk: number, change: { tag: string; action: 'add' | 'remove' }, at: number): boolean {
      if (isThere.get(pk) === undefined || !tags.change(pk, change, { at, request: null })) return false;
      touch.run(at, pk);
      return true;
    },
  };
});
