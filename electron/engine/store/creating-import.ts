import type { Database } from 'better-sqlite3';
import { type ContactRow, IMPORT_OF_VIA } from './contact-row.ts';
import { perDatabase } from './per-database.ts';

/** The id of the import that made a contact, while it is known; null where none did. */
export const creatingImport = perDatabase((database: Database) => {
  const find = database
    .prepare<[number], string | null>(`SELECT m.id FROM contact c ${IMPORT_OF_VIA('c.created_via')} WHERE c.pk = ?`)
    .pluck();
  return ({ pk }: Pick<ContactRow, 'pk'>): string | null => find.get(pk) ?? null;
});
