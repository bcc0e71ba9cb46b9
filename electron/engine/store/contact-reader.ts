import type { Database } from 'better-sqlite3';
import type { ContactFinder, FindingSlot } from '#shared/contract/known-contact.ts';
import {
  type ContactFieldRow,
  type ContactRow,
  type ContactValueRow,
  FLOW_OF_VIA,
  IMPORT_OF_VIA,
  knownContactOf,
} from './contact-row.ts';
import { perDatabase } from './per-database.ts';

const CONTACT = `SELECT c.*, coalesce(w.name, c.created_by_webhook_name) AS created_by_webhook_name
  FROM contact c LEFT JOIN webhook w ON w.id = c.created_by_webhook`;

export interface ContactReader {
  byPk(pk: number): ContactRow | undefined;
  /**
   * `value` as it is compared: E.164, e-mail in NFC and lower case. What belonged to a contact that was merged leads to the one it was
   * merged into.
   */
  bySlot(slot: FindingSlot, value: string): ContactRow | undefined;
  /** Only by the User Ns of its own. */
  byUserNs(userNs: string): ContactRow | undefined;
  /** The pks below `before`, highest first. */
  newest(before: number, limit: number): number[];
  /** The values of fields that still exist, in the order of the fields. */
  fields(pk: number): ContactFieldRow[];
  find: ContactFinder;
}

export const contactReader = perDatabase(prepareReader);

function prepareReader(database: Database): ContactReader {
  const byPk = database.prepare<[number], ContactRow>(`${CONTACT} WHERE c.pk = +?`);
  // One statement, because most values that nobody has belong to somebody new, and each question costs.
  const ownerBy = (slot: FindingSlot, column: string) =>
    database.prepare<[string, string], ContactRow>(
      `${CONTACT} WHERE c.pk = coalesce((SELECT pk FROM contact WHERE ${column} = +?),
        (SELECT contact FROM contact_alias WHERE slot = '${slot}' AND value = +?))`,
    );
  const bySlot = {
    userNs: ownerBy('userNs', 'user_ns'),
    crmContactId: ownerBy('crmContactId', 'crm_contact_id'),
    phone: ownerBy('phone', 'phone'),
    email: ownerBy('email', 'email'),
    pageScopedId: ownerBy('pageScopedId', 'page_scoped_id'),
  };
  const byUserNs = database.prepare<[string], ContactRow>(`${CONTACT} WHERE c.user_ns = +?`);
  const newest = database
    .prepare<[number, number], number>('SELECT pk FROM contact WHERE pk < ? ORDER BY pk DESC LIMIT ?')
    .pluck();
  const fields = database.prepare<[number], ContactFieldRow>(
    `SELECT f.key, v.text, v.original, v.delivery_id, v.via, l.name AS flow_name, m.id AS import_id, v.at
     FROM contact_field v JOIN field f ON f.pk = v.field ${FLOW_OF_VIA('v.via')} ${IMPORT_OF_VIA('v.via')} WHERE v.contact = +? ORDER BY v.field`,
  );
  const values = database.prepare<[number], ContactValueRow>(
    `SELECT f.key, v.text, v.original
     FROM contact_field v JOIN field f ON f.pk = v.field WHERE v.contact = +? ORDER BY v.field`,
  );
  const reader: ContactReader = {
    byPk: (pk) => byPk.get(pk),
    bySlot: (slot, value) => bySlot[slot].get(value, value),
    byUserNs: (userNs) => byUserNs.get(userNs),
    newest: (before, limit) => newest.all(before, limit),
    fields: (pk) => fields.all(pk),
    find(slot, value) {
      const row = reader.bySlot(slot, value);
      return row === undefined ? null : knownContactOf(row, values.all(row.pk));
    },
  };
  return reader;
}
