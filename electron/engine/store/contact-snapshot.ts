import type { Database } from 'better-sqlite3';
import type { ContactFieldRow, ContactRow, SourceRow } from './contact-row.ts';
import { contactTerms } from './contact-terms.ts';

/** A value of a custom field, with the pk of the field. */
export type SnapshotField = Omit<ContactFieldRow, 'flow_name'> & { field: number };

/** A value that a custom field held before. */
export interface PastField extends Omit<SnapshotField, 'key'> {
  ended_at: number;
  ended_by: 'change' | 'clear' | 'merge';
  /** What cleared it; merges that were kept before that was known do not have it. */
  ended_delivery_id?: string | null;
  ended_via?: string | null;
}

export interface TagRow {
  tag: string;
  at: number;
}

/** Everything that is stored of a contact itself, as rows. Its requests, and what changed in it, are not part of it. */
export interface ContactSnapshot {
  row: ContactRow;
  sources: SourceRow[];
  /** Those of fields that still exist, or can be put back: these have no key that people know. */
  fields: SnapshotField[];
  /** Oldest first. */
  past: PastField[];
  tags: TagRow[];
}

export interface ContactSnapshots {
  read(pk: number): ContactSnapshot;
  /** Makes a contact that is there exactly what the snapshot says; a field deleted since then is passed over. */
  write(snapshot: ContactSnapshot): void;
  /** Brings back a contact that was removed, under the pk it had. */
  insert(snapshot: ContactSnapshot): void;
  remove(pk: number): void;
}

/** Whole contacts in and out; call inside a transaction. */
export function contactSnapshots(database: Database): ContactSnapshots {
  const sql = prepare(database);

  const writeTerms = (pk: number, terms: readonly string[]) => {
    for (const term of terms) sql.insertTerm.run(term, pk);
  };
  const dropTerms = (pk: number) => {
    for (const term of sql.row.get(pk)!.terms.split('\n')) sql.deleteTerm.run(term, pk);
  };
  const writeValues = ({ row: { pk }, sources, fields, past, tags }: ContactSnapshot) => {
    for (const { slot, delivery_id, via, at } of sources) sql.insertSource.run(pk, slot, delivery_id, via, at);
    for (const value of fields) sql.insertField.run({ ...value, pk });
    for (const value of past) sql.insertPast.run({ ended_delivery_id: null, ended_via: 'unknown', ...value, pk });
    for (const { tag, at } of tags) sql.insertTag.run(pk, tag, at);
  };

  return {
    read: (pk) => ({
      row: sql.row.get(pk)!,
      sources: sql.sources.all(pk),
      fields: sql.fields.all(pk),
      past: sql.past.all(pk),
      tags: sql.tags.all(pk),
    }),
    write(snapshot) {
      const { row } = snapshot;
      const terms = contactTerms(row);
      dropTerms(row.pk);
      sql.update.run({ ...row, terms: terms.join('\n') });
      writeTerms(row.pk, terms);
      sql.dropSources.run(row.pk);
      sql.dropFields.run(row.pk);
      sql.dropPast.run(row.pk);
      sql.dropTags.run(row.pk);
      writeValues(snapshot);
    },
    insert(snapshot) {
      const { row } = snapshot;
      const terms = contactTerms(row);
      sql.insert.run({ ...row, terms: terms.join('\n') });
      sql.count.run(1);
      writeTerms(row.pk, terms);
      writeValues(snapshot);
    },
    remove(pk) {
      dropTerms(pk);
      sql.delete.run(pk);
      sql.count.run(-1);
    },
  };
}

/** With those that were deleted and can be put back: nothing that happens to a contact meanwhile may lose its values of them. */
export const FIELDS = "(SELECT pk FROM field UNION ALL SELECT pk FROM unfinished_deletion WHERE kind = 'field')";

/** Instead of the key of a field that is deleted now. */
export const unknownKey = (pk: number | '') => `#${pk}`;

function prepare(database: Database) {
  return {
    row: database.prepare<[number], ContactRow>('SELECT * FROM contact WHERE pk = ?'),
    sources: database.prepare<[number], SourceRow>(
      'SELECT slot, delivery_id, via, at FROM contact_provenance WHERE contact = ?',
    ),
    fields: database.prepare<[number], SnapshotField>(
      `SELECT v.field, coalesce(f.key, '${unknownKey('')}' || v.field) AS key, v.text, v.original, v.delivery_id, v.via, v.at
       FROM contact_field v LEFT JOIN field f ON f.pk = v.field WHERE v.contact = ? AND v.field IN ${FIELDS} ORDER BY v.field`,
    ),
    update: database.prepare(
      `UPDATE contact SET channel = @channel, crm_contact_id = @crm_contact_id, phone = @phone, phone_raw = @phone_raw, email = @email,
         email_raw = @email_raw, first_name = @first_name, last_name = @last_name, name = @name, terms = @terms,
         updated_at = @updated_at, requests = @requests, last_request_at = @last_request_at,
         page_scoped_id = @page_scoped_id
       WHERE pk = @pk`,
    ),
    insert: database.prepare(
      `INSERT INTO contact (pk, user_ns, channel, crm_contact_id, phone, phone_raw, email, email_raw, first_name, last_name, name, terms,
         created_at, updated_at, created_by_delivery, created_via, created_by_webhook, created_by_webhook_name, requests, last_request_at, page_scoped_id)
       VALUES (@pk, @user_ns, @channel, @crm_contact_id, @phone, @phone_raw, @email, @email_raw, @first_name, @last_name, @name, @terms,
         @created_at, @updated_at, @created_by_delivery, @created_via, @created_by_webhook, @created_by_webhook_name, @requests, @last_request_at, @page_scoped_id)`,
    ),
    delete: database.prepare<[number]>('DELETE FROM contact WHERE pk = ?'),
    count: database.prepare<[number]>("UPDATE counter SET value = value + ? WHERE name = 'contacts'"),
    insertTerm: database.prepare<[string, number]>('INSERT INTO contact_term (term, contact) VALUES (?, ?)'),
    deleteTerm: database.prepare<[string, number]>('DELETE FROM contact_term WHERE term = ? AND contact = ?'),
    insertSource: database.prepare<[number, string, string | null, string | null, number]>(
      'INSERT INTO contact_provenance (contact, slot, delivery_id, via, at) VALUES (?, ?, ?, ?, ?)',
    ),
    dropSources: database.prepare<[number]>('DELETE FROM contact_provenance WHERE contact = ?'),
    past: database.prepare<[number], PastField>(
      `SELECT p.field, p.text, p.original, p.delivery_id, p.via, p.at, p.ended_at, p.ended_by, p.ended_delivery_id, p.ended_via
       FROM contact_field_past p WHERE p.contact = ? AND p.field IN ${FIELDS} ORDER BY p.pk`,
    ),
    insertField: database.prepare(
      `INSERT INTO contact_field (contact, field, text, original, delivery_id, via, at)
       SELECT @pk, @field, @text, @original, @delivery_id, @via, @at WHERE @field IN ${FIELDS}`,
    ),
    insertPast: database.prepare(
      `INSERT INTO contact_field_past (contact, field, text, original, delivery_id, via, at, ended_at, ended_by, ended_delivery_id, ended_via)
       SELECT @pk, @field, @text, @original, @delivery_id, @via, @at, @ended_at, @ended_by, @ended_delivery_id, @ended_via WHERE @field IN ${FIELDS}`,
    ),
    dropPast: database.prepare<[number]>('DELETE FROM contact_field_past WHERE contact = ?'),
    tags: database.prepare<[number], TagRow>('SELECT tag, at FROM contact_tag WHERE contact = ? ORDER BY tag'),
    insertTag: database.prepare<[number, string, number]>(
      'INSERT INTO contact_tag (contact, tag, at) VALUES (?, ?, ?)',
    ),
    dropTags: database.prepare<[number]>('DELETE FROM contact_tag WHERE contact = ?'),
    dropFields: database.prepare<[number]>('DELETE FROM contact_field WHERE contact = ?'),
  };
}
