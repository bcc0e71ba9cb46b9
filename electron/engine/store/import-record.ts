import type { Database } from 'better-sqlite3';
import type { ContactWrite } from '#shared/contract/known-contact.ts';
import { PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import { type ContactRow, slotsOf } from './contact-row.ts';
import type { ContactEdit } from './port/contact-store.ts';

export const EDITED_SLOTS = ['crmContactId', 'phone', 'email'] as const;

/** What an import wrote to somebody, and what puts back what stood there before. */
export interface ImportedEdit {
  made: ContactEdit;
  back: ContactEdit;
}

interface KeptRow {
  is_new: number;
  made: string;
  back: string;
}

/** Keeps of an import what it takes to undo it. Call inside the transaction that writes. */
export function importRecord(database: Database) {
  const sql = prepare(database);
  const put = (place: { pk: number; contact: number; at: number; isNew: boolean }, { made, back }: ImportedEdit) =>
    sql.put.run({ ...place, isNew: place.isNew ? 1 : 0, made: JSON.stringify(made), back: JSON.stringify(back) });

  return {
    /** The number of an import; with the first that it writes it is there. */
    begin(id: string, at: number): number {
      sql.begin.run(id, at);
      return sql.pk.get(id)!;
    },
    /** Of what is about to be written, the part that changes something, with what is there now. */
    edit(row: ContactRow, write: Extract<ContactWrite, { kind: 'update' }>): ImportedEdit {
      const [made, back] = [blankEdit(), blankEdit()];
      const present = slotsOf(row);
      for (const slot of EDITED_SLOTS) {
        const written = write.identifiers[slot];
        if (written === undefined || isShown(row, slot, written)) continue;
        made.identifiers[slot] = written;
        back.identifiers[slot] = identifierOf(row, slot);
      }
      for (const slot of PROFILE_SLOTS) {
        const written = write.profile[slot];
        if (written === undefined || written === present[slot]) continue;
        made.profile[slot] = written;
        back.profile[slot] = present[slot];
      }
      for (const [key, written] of Object.entries(write.fields)) {
        const before = sql.field.get(row.pk, key) ?? null;
        if (before?.text === written?.text) continue;
        made.fields[key] = written;
        back.fields[key] = before;
      }
      const added = (write.tags?.add ?? []).filter((tag) => sql.tag.get(row.pk, tag) === undefined);
      return added.length === 0
        ? { made, back }
        : { made: { ...made, tags: { add: added } }, back: { ...back, tags: { remove: added } } };
    },
    created(pk: number, contact: number, at: number): void {
      put({ pk, contact, at, isNew: true }, { made: blankEdit(), back: blankEdit() });
      sql.countCreated.run(pk);
    },
    /** A second row about the same person adds to the first; what stood there before the import stays what it was. */
    changed(pk: number, contact: number, edit: ImportedEdit, at: number): void {
      if (isBlank(edit.made)) return;
      const kept = sql.kept.get(pk, contact);
      if (kept === undefined) sql.countChanged.run(pk);
      const made = kept === undefined ? edit.made : joined(JSON.parse(kept.made), edit.made);
      const back = kept === undefined ? edit.back : joined(edit.back, JSON.parse(kept.back));
      put({ pk, contact, at, isNew: kept?.is_new === 1 }, { made, back });
    },
  };
}

export function blankEdit(): ContactEdit {
  return { identifiers: {}, profile: {}, fields: {} };
}

export function isBlank({ identifiers, profile, fields, tags }: ContactEdit): boolean {
  return [identifiers, profile, fields, tags ?? {}].every((part) => Object.keys(part).length === 0);
}

/** Whether this is what people see of the contact in that slot. */
export function isShown(
  row: ContactRow,
  slot: (typeof EDITED_SLOTS)[number],
  written: { value: string; raw: string } | null,
): boolean {
  return slotsOf(row)[slot] === (slot === 'email' ? (written?.raw ?? null) : (written?.value ?? null));
}

function identifierOf(row: ContactRow, slot: (typeof EDITED_SLOTS)[number]): { value: string; raw: string } | null {
  const [value, raw] = {
    crmContactId: [row.crm_contact_id, row.crm_contact_id],
    phone: [row.phone, row.phone_raw],
    email: [row.email, row.email_raw],
  }[slot] as [string | null, string | null];
  return value === null ? null : { value, raw: raw ?? value };
}

/** The later one wins. */
function joined(first: ContactEdit, later: ContactEdit): ContactEdit {
  const tags = {
    add: [...(first.tags?.add ?? []), ...(later.tags?.add ?? [])],
    remove: [...(first.tags?.remove ?? []), ...(later.tags?.remove ?? [])],
  };
  return {
    identifiers: { ...first.identifiers, ...later.identifiers },
    profile: { ...first.profile, ...later.profile },
    fields: { ...first.fields, ...later.fields },
    ...(tags.add.length + tags.remove.length > 0 && { tags }),
  };
}

function prepare(database: Database) {
  return {
    begin: database.prepare<[string, number]>(
      'INSERT INTO contact_import (id, at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
    ),
    pk: database.prepare<[string], number>('SELECT pk FROM contact_import WHERE id = ?').pluck(),
    field: database.prepare<[number, string], { text: string; original: string | null }>(
      `SELECT v.text, v.original FROM field f JOIN contact_field v ON v.field = f.pk AND v.contact = ? WHERE f.key = ?`,
    ),
    tag: database.prepare<[number, string], number>('SELECT 1 FROM contact_tag WHERE contact = ? AND tag = ?').pluck(),
    kept: database.prepare<[number, number], KeptRow>(
      'SELECT is_new, made, back FROM contact_import_row WHERE import = ? AND contact = ?',
    ),
    put: database.prepare(
      `INSERT OR REPLACE INTO contact_import_row (import, contact, is_new, at, made, back) VALUES (@pk, @contact, @isNew, @at, @made, @back)`,
    ),
    countCreated: database.prepare<[number]>('UPDATE contact_import SET created = created + 1 WHERE pk = ?'),
    countChanged: database.prepare<[number]>('UPDATE contact_import SET changed = changed + 1 WHERE pk = ?'),
  };
}
