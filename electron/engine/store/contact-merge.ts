import type { Database } from 'better-sqlite3';
import type { Identifier, Merge } from '#shared/contract/contact.ts';
import type { FieldType } from '#shared/contract/field.ts';
import { MERGED_SLOTS, type MergedSlot, type MergePreview, type MergeTake } from '#shared/contract/merge.ts';
import { contactChanges } from './contact-changes.ts';
import type { ContactReader } from './contact-reader.ts';
import { type ContactRow, contactOf, provenanceOf, slotsOf } from './contact-row.ts';
import { type ContactSnapshot, contactSnapshots, unknownKey } from './contact-snapshot.ts';
import { mergedFlows } from './merged-flows.ts';
import {
  comparedValue,
  type Merged,
  type MergeRecord,
  mergedSnapshot,
  readMergeRecord,
  unmergedSnapshot,
  withoutSlot,
} from './merged-snapshot.ts';
import { perDatabase } from './per-database.ts';
import type { UndoneMerge } from './port/contact-store.ts';
import { sayLeft } from './undo-words.ts';

export const NOTHING_TAKEN: MergeTake = { slots: [], fields: [] };

export interface ContactMerger {
  preview(keep: ContactRow, from: ContactRow, take: MergeTake, at: number): MergePreview;
  merge(keep: ContactRow, from: ContactRow, how: { take: MergeTake; at: number; conflictId: string | null }): Merge;
  undo(id: string, at: number): UndoneMerge;
  /** What was merged into this contact and not taken out again, latest first. */
  into(userNs: string): Merge[];
  /** Those into this contact and those of it into another, undone or not, latest first. */
  about(userNs: string): Merge[];
  byConflict(conflictId: string): Merge[];
  alsoFoundBy(pk: number): Identifier[];
}

/**
 * Merging: the kept contact gets what it lacks, the requests move along, and the other contact goes. Everything that led there (its User Ns,
 * identifiers that find no place) leads to the kept one until the merge is undone. Call inside a transaction.
 */
export function contactMerger(
  database: Database,
  reader: ContactReader,
  newId: (prefix: string) => string,
): ContactMerger {
  const snapshots = contactSnapshots(database);
  const changes = contactChanges(database);
  const flows = mergedFlows(database);
  const sql = statements(database);
  const plan = (keep: ContactRow, from: ContactRow, take: MergeTake, at: number) => {
    const [before, gone] = [snapshots.read(keep.pk), snapshots.read(from.pk)];
    return { before, gone, merged: mergedSnapshot(before, gone, take, at) };
  };

  return {
    preview(keep, from, take, at) {
      const { before, gone, merged } = plan(keep, from, take, at);
      const people = {
        keep: contactOf(keep, reader.fields(keep.pk)),
        from: contactOf(from, reader.fields(from.pk)),
      };
      return { ...people, ...previewOf(before, gone, merged, sql.fields.all(), people) };
    },

    merge(keep, from, { take, at, conflictId }) {
      const { before, gone, merged } = plan(keep, from, take, at);
      const id = newId('mrg');
      const aliases = sql.aliases.all(from.pk);
      const record: MergeRecord = {
        ...{ before, after: merged.after, from: gone, aliases },
        changes: changes.numbersOf(from.pk),
        flows: flows.of(from.pk),
      };
      const { lastInsertRowid } = sql.insert.run(
        id,
        keep.user_ns,
        from.user_ns,
        from.label,
        at,
        conflictId,
        JSON.stringify(record),
      );
      const merge = Number(lastInsertRowid);
      sql.noteDeliveries.run(merge, from.pk);
      sql.moveDeliveries.run(keep.pk, from.pk);
      sql.noteItems.run(merge, from.pk);
      sql.moveItems.run(keep.pk, from.pk);
      sql.moveAliases.run(keep.pk, from.pk);
      flows.move(from.pk, keep.pk);
      changes.move(from.pk, keep.pk);
      changes.noteSlots(keep.pk, before.row, merged.after.row, { at, request: null, via: 'merge' });
      snapshots.remove(from.pk);
      snapshots.write(merged.after);
      for (const { slot, compared, value } of merged.aliases) {
        sql.insertAlias.run(slot, compared, keep.pk, merge, value);
      }
      // A second account leads here too; the first is the one that is written to.
      const account = from.page_scoped_id;
      if (account !== null && account !== merged.after.row.page_scoped_id) {
        sql.insertAlias.run('pageScopedId', account, keep.pk, merge, account);
      }
      return mergeOf(sql.get.get(id)!);
    },

    undo(id, at) {
      const row = sql.get.get(id);
      if (row === undefined) return 'not-found';
      if (row.snapshot === null) return { refused: 'This merge has been undone already.' };
      const keepRow = sql.exact.get(row.keep_user_ns);
      if (keepRow === undefined) {
        const into = sql.mergedInto.get(row.keep_user_ns);
        return {
          refused: `${row.keep_label ?? 'The kept contact'} has been merged into ${into?.keep_label ?? 'another contact'} since. Undo that merge first.`,
        };
      }
      const record = readMergeRecord(row.snapshot);
      const current = snapshots.read(keepRow.pk);
      const { keep, changedSince } = unmergedSnapshot(current, record, at);
      const own = freed(keep);
      sql.dropAliases.run(row.pk);
      snapshots.write(own.snapshot);
      const back = freed(record.from);
      snapshots.insert(back.snapshot);
      changes.move(keepRow.pk, record.from.row.pk, record.changes);
      flows.giveBack(keepRow.pk, record.from.row.pk, record.flows);
      changes.noteSlots(keepRow.pk, current.row, own.snapshot.row, { at, request: null, via: 'unmerge' });
      for (const { slot, value } of record.aliases) sql.returnAlias.run(record.from.row.pk, slot, value, keepRow.pk);
      sql.returnDeliveries.run(record.from.row.pk, keepRow.pk, row.pk);
      sql.returnItems.run(record.from.row.pk, keepRow.pk, row.pk);
      sql.seeLastRequest.run({ contact: keepRow.pk });
      sql.close.run(at, row.pk);

      const from = sql.exact.get(row.from_user_ns)!;
      const kept = sql.exact.get(row.keep_user_ns)!;
      // One that was deleted when they were merged, and is there again, goes by its number in what was noted then.
      const fieldNames = new Map(
        sql.fields.all().flatMap(({ pk, key, name }) => [[key, name] as const, [unknownKey(pk), name] as const]),
      );
      return {
        keep: { userNs: kept.user_ns, label: kept.label },
        from: { userNs: from.user_ns, label: from.label },
        left: sayLeft({
          keep: kept.label,
          from: from.label,
          slots: changedSince.slots,
          fields: changedSince.fields.flatMap((key) => fieldNames.get(key) ?? []),
          taken: [
            ...own.taken.map((one) => ({ ...one, without: kept.label })),
            ...back.taken.map((one) => ({ ...one, without: from.label })),
          ],
          requestsSince: current.row.requests - record.after.row.requests,
        }),
      };
    },

    into: (userNs) => sql.into.all(userNs).map(mergeOf),
    about: (userNs) => sql.about.all(userNs, userNs).map(mergeOf),
    byConflict: (conflictId) => sql.byConflict.all(conflictId).map(mergeOf),
    alsoFoundBy: (pk) => sql.shownAliases.all(pk),
  };

  /** An identifier that somebody else has got in the meantime stays there. */
  function freed(snapshot: ContactSnapshot) {
    const taken: { slot: MergedSlot; value: string; by: string }[] = [];
    let free = snapshot;
    for (const slot of ['phone', 'email', 'crmContactId'] as const) {
      const value = comparedValue(snapshot.row, slot);
      const owner = value === null ? undefined : sql.owner[slot].get(value);
      if (owner === undefined || owner.pk === snapshot.row.pk) continue;
      taken.push({ slot, value: slotsOf(snapshot.row)[slot]!, by: owner.label });
      free = withoutSlot(free, slot);
    }
    const account = free.row.page_scoped_id;
    const holder = account === null ? undefined : sql.owner.pageScopedId.get(account);
    if (holder !== undefined && holder.pk !== free.row.pk)
      free = { ...free, row: { ...free.row, page_scoped_id: null } };
    return { snapshot: free, taken };
  }
}

function previewOf(
  keep: ContactSnapshot,
  from: ContactSnapshot,
  { after, slots, fields, aliases }: Merged,
  known: readonly { key: string; name: string; type: FieldType }[],
  people: Pick<MergePreview, 'keep' | 'from'>,
): Omit<MergePreview, 'keep' | 'from'> {
  const [own, others, result] = [slotsOf(keep.row), slotsOf(from.row), slotsOf(after.row)];
  const sources = provenanceOf(after.row, after.sources, null);
  const fieldOf = (snapshot: ContactSnapshot, key: string) => {
    const value = snapshot.fields.find((field) => field.key === key);
    return value === undefined ? null : { text: value.text, original: value.original };
  };
  return {
    label: labelOf(after.row),
    values: MERGED_SLOTS.flatMap((slot) => {
      const of = slots.get(slot);
      const value = result[slot];
      if (of === undefined || value === null) return [];
      const other = of === 'keep' ? others[slot] : own[slot];
      return [{ slot, value, of, other, isSame: other === value, source: sources[slot] ?? null }];
    }),
    fields: known.flatMap(({ key, name, type }) => {
      const of = fields.get(key);
      const value = after.fields.find((field) => field.key === key);
      const written = of && people[of].fields[key];
      if (of === undefined || value === undefined || written === undefined) return [];
      const { text, original } = value;
      const { by, deliveryId, flowName, importId, at } = written;
      const other = fieldOf(of === 'keep' ? from : keep, key);
      const source = { by, deliveryId, flowName, importId, at };
      return [{ field: key, name, type, value: { text, original }, of, source, other, isSame: other?.text === text }];
    }),
    requests: after.row.requests,
    alsoFoundBy: aliases.map(({ slot, value }) => ({ slot, value })),
  };
}

/** As the database computes it. */
function labelOf({ name, first_name, last_name, email_raw, phone, crm_contact_id, user_ns }: ContactRow): string {
  const fullName = `${first_name ?? ''} ${last_name ?? ''}`.trim();
  return name ?? (fullName || (email_raw ?? phone ?? crm_contact_id ?? user_ns));
}

interface MergeRow {
  pk: number;
  id: string;
  keep_user_ns: string;
  keep_label: string | null;
  from_user_ns: string;
  from_label: string;
  at: number;
  undone_at: number | null;
  snapshot: string | null;
}

function mergeOf(row: MergeRow): Merge {
  return {
    id: row.id,
    keep: { userNs: row.keep_user_ns, label: row.keep_label ?? row.keep_user_ns },
    from: { userNs: row.from_user_ns, label: row.from_label },
    at: new Date(row.at).toISOString(),
    undoneAt: row.undone_at === null ? null : new Date(row.undone_at).toISOString(),
  };
}

/** The kept contact by its own User Ns or, since it was merged itself, by whom that leads to now. */
const MERGE = `SELECT m.pk, m.id, m.keep_user_ns, m.from_user_ns, m.from_label, m.at, m.undone_at, m.snapshot,
    coalesce(k.label, (SELECT i.from_label FROM contact_merge i WHERE i.from_user_ns = m.keep_user_ns ORDER BY i.pk DESC LIMIT 1)) AS keep_label
  FROM contact_merge m LEFT JOIN contact k ON k.user_ns = m.keep_user_ns`;

type Owner = { pk: number; label: string };

const statements = perDatabase(prepare);

function prepare(database: Database) {
  const owner = (column: string) =>
    database.prepare<[string], Owner>(`SELECT pk, label FROM contact WHERE ${column} = +?`);
  return {
    exact: database.prepare<[string], ContactRow>('SELECT * FROM contact WHERE user_ns = ?'),
    owner: {
      phone: owner('phone'),
      email: owner('email'),
      crmContactId: owner('crm_contact_id'),
      pageScopedId: owner('page_scoped_id'),
    },
    fields: database.prepare<[], { pk: number; key: string; name: string; type: FieldType }>(
      'SELECT pk, key, name, type FROM field ORDER BY pk',
    ),
    insert: database.prepare<[string, string, string, string, number, string | null, string]>(
      `INSERT INTO contact_merge (id, keep_user_ns, from_user_ns, from_label, at, conflict_id, snapshot)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    get: database.prepare<[string], MergeRow>(`${MERGE} WHERE m.id = ?`),
    into: database.prepare<[string], MergeRow>(
      `${MERGE} WHERE m.keep_user_ns = ? AND m.undone_at IS NULL ORDER BY m.pk DESC`,
    ),
    about: database.prepare<[string, string], MergeRow>(
      `${MERGE} WHERE m.pk IN (SELECT pk FROM contact_merge WHERE keep_user_ns = ?
         UNION SELECT pk FROM contact_merge WHERE from_user_ns = ?) ORDER BY m.pk DESC`,
    ),
    byConflict: database.prepare<[string], MergeRow>(`${MERGE} WHERE m.conflict_id = ? ORDER BY m.pk`),
    mergedInto: database.prepare<[string], MergeRow>(
      `${MERGE} WHERE m.from_user_ns = ? AND m.undone_at IS NULL ORDER BY m.pk DESC LIMIT 1`,
    ),
    // What the snapshot holds of people has no purpose any more.
    close: database.prepare<[number, number]>('UPDATE contact_merge SET undone_at = ?, snapshot = NULL WHERE pk = ?'),
    noteDeliveries: database.prepare<[number, number]>(
      'INSERT INTO contact_merge_delivery (merge, seq) SELECT ?, seq FROM delivery WHERE contact = ?',
    ),
    moveDeliveries: database.prepare<[number, number]>('UPDATE delivery SET contact = ? WHERE contact = ?'),
    noteItems: database.prepare<[number, number]>(
      'INSERT INTO contact_merge_item (merge, seq, position) SELECT ?, seq, position FROM delivery_item WHERE contact = ?',
    ),
    moveItems: database.prepare<[number, number]>('UPDATE delivery_item SET contact = ? WHERE contact = ?'),
    returnItems: database.prepare<[number, number, number]>(
      `UPDATE delivery_item SET contact = ?
       WHERE contact = ? AND (seq, position) IN (SELECT seq, position FROM contact_merge_item WHERE merge = ?)`,
    ),
    returnDeliveries: database.prepare<[number, number, number]>(
      `UPDATE delivery SET contact = ?
       WHERE contact = ? AND seq IN (SELECT seq FROM contact_merge_delivery WHERE merge = ?)`,
    ),
    // Where its requests are too old to be kept, it stays as it was before the merge.
    seeLastRequest: database.prepare<[{ contact: number }]>(
      `UPDATE contact SET last_request_at = coalesce((SELECT max(received_at) FROM (
           SELECT received_at FROM delivery WHERE contact = @contact
           UNION ALL SELECT d.received_at FROM delivery_item i JOIN delivery d ON d.seq = i.seq WHERE i.contact = @contact
         )), last_request_at)
       WHERE pk = @contact`,
    ),
    aliases: database.prepare<[number], { slot: string; value: string }>(
      'SELECT slot, value FROM contact_alias WHERE contact = ?',
    ),
    // An account in Messenger is a number that says nothing to people.
    shownAliases: database.prepare<[number], Identifier>(
      "SELECT slot, shown AS value FROM contact_alias WHERE contact = ? AND slot <> 'pageScopedId' ORDER BY merge, slot, value",
    ),
    insertAlias: database.prepare<[string, string, number, number, string]>(
      'INSERT OR IGNORE INTO contact_alias (slot, value, contact, merge, shown) VALUES (?, ?, ?, ?, ?)',
    ),
    moveAliases: database.prepare<[number, number]>('UPDATE contact_alias SET contact = ? WHERE contact = ?'),
    returnAlias: database.prepare<[number, string, string, number]>(
      'UPDATE contact_alias SET contact = ? WHERE slot = ? AND value = ? AND contact = ?',
    ),
    dropAliases: database.prepare<[number]>('DELETE FROM contact_alias WHERE merge = ?'),
  };
}
