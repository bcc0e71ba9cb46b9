import type { Database } from 'better-sqlite3';
import type { ContactWrite } from '#shared/contract/known-contact.ts';
import { type ChangeSource, contactChanges } from './contact-changes.ts';
import { type ContactRow, SLOTS, slotsOf } from './contact-row.ts';
import { contactTags } from './contact-tags.ts';
import { contactTerms } from './contact-terms.ts';
import { perDatabase } from './per-database.ts';
import type { ContactEdit } from './port/contact-store.ts';

/** Where the written values come from: without `request` and `via`, from the owner's hand. */
export interface WriteSource extends ChangeSource {
  request: { deliveryId: string; webhookId: string; webhookName: string } | null;
}

export interface ContactWriter {
  create(write: Extract<ContactWrite, { kind: 'create' }>, source: WriteSource): Written;
  update(row: ContactRow, edit: ContactEdit, source: WriteSource): Written;
  delete(row: ContactRow): void;
}

export interface Written {
  pk: number;
  /** Keys in `fields` for which there is no field (any more); their values were not stored. */
  missingFields: string[];
}

/** All writes to contacts; call inside a transaction. An identifier that is taken breaks a UNIQUE index and throws. */
export function contactWriter(database: Database, newId: (prefix: string) => string): ContactWriter {
  const sql = statements(database);
  const changes = contactChanges(database);
  const tags = contactTags(database);

  const writeProvenance = (pk: number, before: Columns, after: Columns, { at, request, via }: WriteSource) => {
    const [old, present] = [slotsOf(before), slotsOf(after)];
    for (const slot of SLOTS) {
      if (present[slot] !== old[slot]) sql.putSource.run(pk, slot, request?.deliveryId ?? null, via ?? null, at);
    }
  };
  const writeTerms = (pk: number, before: string[], after: string[]) => {
    for (const term of before) if (!after.includes(term)) sql.deleteTerm.run(term, pk);
    for (const term of after) if (!before.includes(term)) sql.insertTerm.run(term, pk);
  };
  const clearField = (
    pk: number,
    field: number,
    source: { delivery: string | null; via: string | null; at: number },
  ) => {
    sql.keepCleared.run({ ...source, pk, field });
    return sql.clearField.run(pk, field).changes;
  };
  const writeFields = (pk: number, fields: ContactEdit['fields'], { at, request, via }: WriteSource) => {
    const missing: string[] = [];
    let changes = 0;
    const source = { delivery: request?.deliveryId ?? null, via: via ?? null, at };
    for (const [key, value] of Object.entries(fields)) {
      const field = sql.field.get(key);
      if (field === undefined) missing.push(key);
      else if (value === null) changes += clearField(pk, field, source);
      else changes += sql.putField.run({ ...source, pk, field, text: value.text, original: value.original }).changes;
    }
    return { missing, changed: changes > 0 };
  };

  const writeTags = (
    pk: number,
    { add = [], remove = [] }: Exclude<ContactEdit['tags'], undefined>,
    source: WriteSource,
  ) => {
    const changed = [
      ...remove.map((tag) => tags.change(pk, { tag, action: 'remove' }, source)),
      ...add.map((tag) => tags.change(pk, { tag, action: 'add' }, source)),
    ];
    return changed.includes(true);
  };

  return {
    create(write, source) {
      // ID14 writes it without the underscore that other ids have.
      const columns = edited({ ...BLANK, user_ns: newId('f1u').replace('_', ''), channel: write.channel }, write);
      const terms = contactTerms(columns);
      const { lastInsertRowid } = sql.insert.run({
        ...columns,
        terms: terms.join('\n'),
        at: source.at,
        delivery: source.request?.deliveryId ?? null,
        via: source.via ?? null,
        webhook: source.request?.webhookId ?? null,
        webhookName: source.request?.webhookName ?? null,
      });
      const pk = Number(lastInsertRowid);
      sql.count.run(1);
      writeTerms(pk, [], terms);
      if (write.pageScopedId !== undefined) sql.putPageScopedId.run(write.pageScopedId, pk);
      if (write.tags !== undefined) writeTags(pk, write.tags, source);
      return { pk, missingFields: writeFields(pk, write.fields, source).missing };
    },
    update(row, edit, source) {
      const { pk } = row;
      const columns = edited(row, edit);
      const changed = COLUMNS.some((column) => columns[column] !== row[column]);
      if (changed) {
        const terms = contactTerms(columns);
        sql.update.run({ ...columns, terms: terms.join('\n'), pk });
        writeTerms(pk, row.terms.split('\n'), terms);
        writeProvenance(pk, row, columns, source);
        changes.noteSlots(pk, row, columns, source);
      }
      if (edit.pageScopedId !== undefined) sql.putPageScopedId.run(edit.pageScopedId, pk);
      const fields = writeFields(pk, edit.fields, source);
      const isTagged = edit.tags !== undefined && writeTags(pk, edit.tags, source);
      if (changed || fields.changed || isTagged) sql.touch.run(source.at, pk);
      return { pk, missingFields: fields.missing };
    },
    delete({ pk, user_ns, terms }) {
      writeTerms(pk, terms.split('\n'), []);
      sql.forgetRules.run(user_ns, pk);
      sql.delete.run(pk);
      sql.forgetMerges.run(user_ns);
      sql.count.run(-1);
    },
  };
}

const COLUMNS = [
  'channel',
  'crm_contact_id',
  'phone',
  'phone_raw',
  'email',
  'email_raw',
  'first_name',
  'last_name',
  'name',
] as const;
type Columns = Pick<ContactRow, (typeof COLUMNS)[number] | 'user_ns'>;

const BLANK = {
  crm_contact_id: null,
  phone: null,
  phone_raw: null,
  email: null,
  email_raw: null,
  first_name: null,
  last_name: null,
  name: null,
};

/** Undefined leaves a value, null clears it. */
function edited(row: Columns, { channel, identifiers, profile }: Omit<ContactEdit, 'fields'>): Columns {
  const { crmContactId, phone, email } = identifiers;
  const { firstName, lastName, name } = profile;
  return {
    user_ns: row.user_ns,
    channel: channel ?? row.channel,
    crm_contact_id: crmContactId === undefined ? row.crm_contact_id : (crmContactId?.value ?? null),
    phone: phone === undefined ? row.phone : (phone?.value ?? null),
    phone_raw: phone === undefined ? row.phone_raw : (phone?.raw ?? null),
    email: email === undefined ? row.email : (email?.value ?? null),
    email_raw: email === undefined ? row.email_raw : (email?.raw ?? null),
    first_name: firstName === undefined ? row.first_name : firstName,
    last_name: lastName === undefined ? row.last_name : lastName,
    name: name === undefined ? row.name : name,
  };
}

const statements = perDatabase(prepare);

function prepare(database: Database) {
  return {
    insert: database.prepare(
      `INSERT INTO contact (user_ns, channel, crm_contact_id, phone, phone_raw, email, email_raw, first_name, last_name, name, terms,
         created_at, updated_at, created_by_delivery, created_via, created_by_webhook, created_by_webhook_name)
       VALUES (@user_ns, @channel, @crm_contact_id, @phone, @phone_raw, @email, @email_raw, @first_name, @last_name, @name, @terms,
         @at, @at, @delivery, @via, @webhook, @webhookName)`,
    ),
    update: database.prepare(
      `UPDATE contact SET channel = @channel, crm_contact_id = @crm_contact_id, phone = @phone, phone_raw = @phone_raw, email = @email,
         email_raw = @email_raw, first_name = @first_name, last_name = @last_name, name = @name, terms = @terms
       WHERE pk = @pk`,
    ),
    putPageScopedId: database.prepare<[string, number]>(
      'UPDATE OR IGNORE contact SET page_scoped_id = ? WHERE pk = ? AND page_scoped_id IS NULL',
    ),
    touch: database.prepare<[number, number]>('UPDATE contact SET updated_at = ? WHERE pk = ?'),
    delete: database.prepare<[number]>('DELETE FROM contact WHERE pk = ?'),
    // With what was merged into those that were merged into it: nobody is left to take it out of.
    forgetMerges: database.prepare<[string]>(
      `WITH RECURSIVE gone (user_ns) AS (
         SELECT ? UNION SELECT m.from_user_ns FROM contact_merge m JOIN gone g ON g.user_ns = m.keep_user_ns WHERE m.undone_at IS NULL
       )
       DELETE FROM contact_merge WHERE keep_user_ns IN (SELECT user_ns FROM gone)`,
    ),
    forgetRules: database.prepare<[string, number]>(
      `DELETE FROM conflict_rule
       WHERE user_ns = ? OR user_ns IN (SELECT value FROM contact_alias WHERE contact = ? AND slot = 'userNs')`,
    ),
    count: database.prepare<[number]>("UPDATE counter SET value = value + ? WHERE name = 'contacts'"),
    insertTerm: database.prepare<[string, number]>('INSERT INTO contact_term (term, contact) VALUES (?, ?)'),
    deleteTerm: database.prepare<[string, number]>('DELETE FROM contact_term WHERE term = ? AND contact = ?'),
    putSource: database.prepare<[number, string, string | null, string | null, number]>(
      'INSERT OR REPLACE INTO contact_provenance (contact, slot, delivery_id, via, at) VALUES (?, ?, ?, ?, ?)',
    ),
    field: database.prepare<[string], number>('SELECT pk FROM field WHERE key = ?').pluck(),
    // A value that stays the same keeps its provenance; the one that is replaced is kept by a trigger.
    putField: database.prepare(
      `INSERT INTO contact_field (contact, field, text, original, delivery_id, via, at)
       VALUES (@pk, @field, @text, @original, @delivery, @via, @at)
       ON CONFLICT (contact, field) DO UPDATE SET
         text = excluded.text, original = excluded.original, delivery_id = excluded.delivery_id, via = excluded.via, at = excluded.at
       WHERE text <> excluded.text`,
    ),
    // Not by a trigger: a value also goes with its contact, its field or a person who is erased, and then nothing of it stays.
    keepCleared: database.prepare(
      `INSERT INTO contact_field_past (contact, field, text, original, delivery_id, via, at, ended_at, ended_by, ended_delivery_id, ended_via)
       SELECT contact, field, text, original, delivery_id, via, at, @at, 'clear', @delivery, @via FROM contact_field
       WHERE contact = @pk AND field = @field`,
    ),
    clearField: database.prepare<[number, number]>('DELETE FROM contact_field WHERE contact = ? AND field = ?'),
  };
}
