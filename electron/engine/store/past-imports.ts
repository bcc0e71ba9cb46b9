import type { Database } from 'better-sqlite3';
import type { PastImport } from '#shared/contract/contact-import.ts';
import { PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import type { ContactReader } from './contact-reader.ts';
import { type ContactRow, slotsOf } from './contact-row.ts';
import type { ContactWriter } from './contact-write.ts';
import { blankEdit, EDITED_SLOTS, type ImportedEdit, isBlank, isShown } from './import-record.ts';
import type { ContactEdit, UndoneRows } from './port/contact-store.ts';

interface ImportRow {
  id: string;
  at: number;
  created: number;
  changed: number;
  left: number;
  undone_at: number | null;
}

interface KeptRow {
  import: number;
  contact: number;
  is_new: number;
  at: number;
  made: string;
  back: string;
}

/** Imports that can be undone, and undoing them some people at a time. */
export function pastImports(database: Database, reader: ContactReader, writer: ContactWriter) {
  const sql = prepare(database);

  /** Somebody new goes, unless anything has happened with them since. */
  const removed = (row: ContactRow, at: number): boolean => {
    if (row.updated_at > at || row.requests > 0 || sql.isUsed.get({ pk: row.pk, userNs: row.user_ns }) === 1) {
      return false;
    }
    writer.delete(row);
    return true;
  };

  /** What of it is still as the import left it goes back; answers whether that is all of it. */
  const putBack = (row: ContactRow, { made, back }: ImportedEdit, at: number): { any: boolean; all: boolean } => {
    const edit = blankEdit();
    let left = 0;
    const present = slotsOf(row);
    for (const slot of EDITED_SLOTS) {
      const before = back.identifiers[slot];
      if (before === undefined) continue;
      const owner = before === null ? undefined : reader.bySlot(slot, before.value);
      const isFree = owner === undefined || owner.pk === row.pk;
      if (isFree && isShown(row, slot, made.identifiers[slot] ?? null)) edit.identifiers[slot] = before;
      else left += 1;
    }
    for (const slot of PROFILE_SLOTS) {
      const before = back.profile[slot];
      if (before === undefined) continue;
      if (present[slot] === (made.profile[slot] ?? null)) edit.profile[slot] = before;
      else left += 1;
    }
    for (const [key, before] of Object.entries(back.fields)) {
      const now = sql.text.get(row.pk, key) ?? null;
      if (now === (made.fields[key]?.text ?? null)) edit.fields[key] = before;
      else left += 1;
    }
    const whole: ContactEdit = back.tags === undefined ? edit : { ...edit, tags: back.tags };
    if (!isBlank(whole)) writer.update(row, whole, { at, request: null, via: 'import-undo' });
    return { any: !isBlank(whole), all: left === 0 };
  };

  const undoSome = database.transaction((id: string, most: number, at: number): UndoneRows => {
    const undone: UndoneRows = { rows: 0, removed: 0, stayed: 0, putBack: 0, partly: 0 };
    for (const kept of sql.next.all(id, most)) {
      const row = reader.byPk(kept.contact)!;
      undone.rows += 1;
      if (kept.is_new === 1) undone[removed(row, kept.at) ? 'removed' : 'stayed'] += 1;
      else {
        const { any, all } = putBack(row, { made: JSON.parse(kept.made), back: JSON.parse(kept.back) }, at);
        if (all) undone.putBack += 1;
        else if (any) undone.partly += 1;
        else undone.stayed += 1;
      }
      sql.done.run(kept.import, kept.contact);
    }
    if (undone.rows < most) sql.end.run(at, id);
    return undone;
  });

  return {
    list: (): PastImport[] => sql.list.all().map(importOf),
    get(id: string): PastImport | null {
      const row = sql.get.get(id);
      return row === undefined ? null : importOf(row);
    },
    undoSome: (id: string, most: number, at: number) => undoSome.immediate(id, most, at),
  };
}

function importOf({ id, at, created, changed, left, undone_at }: ImportRow): PastImport {
  const undoneAt = undone_at === null ? null : new Date(undone_at).toISOString();
  return { id, at: new Date(at).toISOString(), created, changed, left, undoneAt };
}

function prepare(database: Database) {
  const imports = `SELECT id, at, created, changed, undone_at,
      (SELECT count(*) FROM contact_import_row r WHERE r.import = i.pk) AS left
    FROM contact_import i`;
  return {
    list: database.prepare<[], ImportRow>(`${imports} WHERE created + changed > 0 ORDER BY pk DESC`),
    get: database.prepare<[string], ImportRow>(`${imports} WHERE id = ?`),
    next: database.prepare<[string, number], KeptRow>(
      `SELECT * FROM contact_import_row WHERE import = (SELECT pk FROM contact_import WHERE id = ?) ORDER BY contact DESC LIMIT ?`,
    ),
    done: database.prepare<[number, number]>('DELETE FROM contact_import_row WHERE import = ? AND contact = ?'),
    end: database.prepare<[number, string]>('UPDATE contact_import SET undone_at = ? WHERE id = ?'),
    text: database
      .prepare<[number, string], string>(
        'SELECT v.text FROM field f JOIN contact_field v ON v.field = f.pk AND v.contact = ? WHERE f.key = ?',
      )
      .pluck(),
    isUsed: database
      .prepare<[{ pk: number; userNs: string }], number>(
        `SELECT EXISTS (SELECT 1 FROM flow_run WHERE contact = @pk) OR EXISTS (SELECT 1 FROM message WHERE contact = @pk)
           OR EXISTS (SELECT 1 FROM contact_alias WHERE contact = @pk) OR EXISTS (SELECT 1 FROM delivery WHERE contact = @pk)
           OR EXISTS (SELECT 1 FROM delivery_item WHERE contact = @pk) OR EXISTS (SELECT 1 FROM conflict_candidate WHERE user_ns = @userNs)`,
      )
      .pluck(),
  };
}
