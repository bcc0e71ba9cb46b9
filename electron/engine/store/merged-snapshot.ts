import type { Identifier } from '#shared/contract/contact.ts';
import { MERGED_SLOTS, type MergedSlot, type MergeTake } from '#shared/contract/merge.ts';
import { type ContactRow, type SourceRow, slotsOf } from './contact-row.ts';
import type { ContactSnapshot, PastField, SnapshotField, TagRow } from './contact-snapshot.ts';
import type { FlowsOfContact } from './merged-flows.ts';

/*
 * What becomes of two contacts, as a computation over snapshots: merged into one, and apart again. The store carries it out.
 */

/** An identifier that the kept contact does not show and is still found by. */
export interface Alias extends Identifier {
  /** As it is compared; `value` is as people read it. */
  compared: string;
}

export interface Merged {
  after: ContactSnapshot;
  /** Whose values it has; a slot or field that neither has is missing. */
  slots: Map<MergedSlot, 'keep' | 'from'>;
  fields: Map<string, 'keep' | 'from'>;
  aliases: Alias[];
}

type Columns = readonly (keyof ContactRow)[];

/** The columns of each slot; the first is what is compared. */
const COLUMNS = {
  phone: ['phone', 'phone_raw'],
  email: ['email', 'email_raw'],
  crmContactId: ['crm_contact_id'],
  firstName: ['first_name'],
  lastName: ['last_name'],
  name: ['name'],
} as const satisfies Record<MergedSlot, Columns>;

const IDENTIFIERS = ['phone', 'email', 'crmContactId'] as const;

export function comparedValue(row: ContactRow, slot: MergedSlot): string | null {
  return row[COLUMNS[slot][0]];
}

/** The kept contact with what it lacks, and with what is to be taken, from the other. Every value brings its provenance along. */
export function mergedSnapshot(keep: ContactSnapshot, from: ContactSnapshot, take: MergeTake, at: number): Merged {
  let after: ContactSnapshot = {
    ...keep,
    row: {
      ...keep.row,
      ...requestsOf(keep.row, from.row),
      page_scoped_id: keep.row.page_scoped_id ?? from.row.page_scoped_id,
      updated_at: at,
    },
  };
  const slots: Merged['slots'] = new Map();
  const aliases: Alias[] = [{ slot: 'userNs', compared: from.row.user_ns, value: from.row.user_ns }];
  for (const slot of MERGED_SLOTS) {
    const [own, other] = [comparedValue(keep.row, slot), comparedValue(from.row, slot)];
    if (own === null && other === null) continue;
    const of = other !== null && other !== own && (own === null || take.slots.includes(slot)) ? 'from' : 'keep';
    slots.set(slot, of);
    if (of === 'from') after = withSlot(after, from, slot);
    const isIdentifier = (IDENTIFIERS as readonly string[]).includes(slot);
    if (isIdentifier && own !== null && other !== null) {
      const { row } = of === 'from' ? keep : from;
      const identifier = slot as (typeof IDENTIFIERS)[number];
      aliases.push({ slot: identifier, compared: comparedValue(row, slot)!, value: slotsOf(row)[slot]! });
    }
  }
  const fields: Merged['fields'] = new Map(keep.fields.map(({ key }) => [key, 'keep']));
  for (const { key, text } of from.fields) {
    const own = keep.fields.find((field) => field.key === key);
    if (own === undefined || (own.text !== text && take.fields.includes(key))) fields.set(key, 'from');
  }
  const values = [...keep.fields, ...from.fields].filter((field) => {
    const source = fields.get(field.key) === 'from' ? from : keep;
    return source.fields.includes(field);
  });
  return {
    after: {
      ...after,
      fields: values.toSorted((one, other) => one.field - other.field),
      past: inOrder([...keep.past, ...from.past, ...lost(keep, from, values, at)]),
      tags: [...keep.tags, ...missingIn(keep.tags, from.tags)],
    },
    slots,
    fields,
    aliases,
  };
}

/** The values that give way in the merge, as what was there before. */
function lost(keep: ContactSnapshot, from: ContactSnapshot, values: readonly SnapshotField[], at: number): PastField[] {
  return [...keep.fields, ...from.fields].flatMap(({ key: _, ...value }) => {
    const stays = values.some(({ field, text }) => field === value.field && text === value.text);
    return stays ? [] : [{ ...value, ended_at: at, ended_by: 'merge' as const }];
  });
}

function missingIn(tags: readonly TagRow[], others: readonly TagRow[]): TagRow[] {
  return others.filter(({ tag }) => !tags.some((one) => one.tag === tag));
}

function inOrder(past: readonly PastField[]): PastField[] {
  return past.toSorted((one, other) => one.ended_at - other.ended_at);
}

function requestsOf(keep: ContactRow, from: ContactRow): Pick<ContactRow, 'requests' | 'last_request_at'> {
  const times = [keep.last_request_at, from.last_request_at].filter((time) => time !== null);
  return {
    requests: keep.requests + from.requests,
    last_request_at: times.length === 0 ? null : Math.max(...times),
  };
}

/** Both contacts before a merge and the kept one after it. */
export interface MergeRecord {
  before: ContactSnapshot;
  after: ContactSnapshot;
  from: ContactSnapshot;
  /** Those that already led to the merged contact. */
  aliases: { slot: string; value: string }[];
  /** The numbers of what had changed in the merged contact. */
  changes: number[];
  /** What flows had done and were doing for the merged contact. */
  flows: FlowsOfContact;
}

/** One from before histories, `via`, `created_via`, tags, changes and flows were kept has none. */
export function readMergeRecord(text: string): MergeRecord {
  const record: MergeRecord = JSON.parse(text);
  const whole = (snapshot: ContactSnapshot & { past?: PastField[]; tags?: TagRow[] }): ContactSnapshot => ({
    ...snapshot,
    row: { ...snapshot.row, created_via: snapshot.row.created_via ?? null },
    sources: snapshot.sources.map((source) => ({ ...source, via: source.via ?? null })),
    fields: snapshot.fields.map((field) => ({ ...field, via: field.via ?? null })),
    past: snapshot.past ?? [],
    tags: snapshot.tags ?? [],
  });
  type Kept = Omit<MergeRecord, 'changes' | 'flows'> & Partial<Pick<MergeRecord, 'changes' | 'flows'>>;
  const { before, after, from, changes = [], flows = { runs: [], messages: [] } } = record as Kept;
  return { ...record, before: whole(before), after: whole(after), from: whole(from), changes, flows };
}

export interface Unmerged {
  keep: ContactSnapshot;
  /** What the merge had changed and somebody changed again. */
  changedSince: { slots: MergedSlot[]; fields: string[] };
}

/**
 * The kept contact as it was before the merge (when its last request came is for the caller to look up), as far as it is still what the merge made of it: a value that was changed since then stays
 * as it is.
 */
export function unmergedSnapshot(current: ContactSnapshot, { before, after, from }: MergeRecord, at: number): Unmerged {
  const changedSince: Unmerged['changedSince'] = { slots: [], fields: [] };
  let keep: ContactSnapshot = {
    ...current,
    row: {
      ...current.row,
      requests: Math.max(0, current.row.requests - from.row.requests),
      last_request_at: before.row.last_request_at,
      page_scoped_id:
        current.row.page_scoped_id === after.row.page_scoped_id
          ? before.row.page_scoped_id
          : current.row.page_scoped_id,
      updated_at: current.row.updated_at === after.row.updated_at ? before.row.updated_at : at,
    },
  };
  for (const slot of MERGED_SLOTS) {
    const value = (snapshot: ContactSnapshot) => comparedValue(snapshot.row, slot);
    if (value(after) === value(before)) continue;
    if (value(current) === value(after)) keep = withSlot(keep, before, slot);
    else changedSince.slots.push(slot);
  }
  const fields = new Map(current.fields.map((field) => [field.field, field]));
  const valueIn = (snapshot: ContactSnapshot, pk: number) => snapshot.fields.find(({ field }) => field === pk);
  for (const { field, key } of after.fields) {
    const [old, made, now] = [valueIn(before, field), valueIn(after, field), fields.get(field)];
    if (isSame(old, made)) continue;
    if (!isSame(now, made)) changedSince.fields.push(key);
    else if (old === undefined) fields.delete(field);
    else fields.set(field, old);
  }
  const changed = new Set(changedSince.fields);
  const replaced = before.fields.filter(({ key }) => changed.has(key));
  const past = unmergedPast(current.past, { before: before.past, after: after.past }, replaced);
  // Tags that the merge brought go with whom they belong to.
  const tags = missingIn(missingIn(before.tags, after.tags), current.tags);
  return { keep: { ...keep, fields: [...fields.values()], past, tags }, changedSince };
}

/**
 * Without what the merge brought along, and with what it pushed out. A value of the kept contact that gave way in the merge and does not come
 * back (`replaced`) is one of its earlier values now.
 */
function unmergedPast(
  current: readonly PastField[],
  { before, after }: { before: readonly PastField[]; after: readonly PastField[] },
  replaced: readonly SnapshotField[],
): PastField[] {
  const isReplaced = (value: PastField) =>
    value.ended_by === 'merge' && replaced.some((one) => one.field === value.field && isSame(one, value));
  const brought = without(after, before).filter((value) => !isReplaced(value));
  return inOrder([...without(before, current), ...without(current, brought)]);
}

/** Each of the others takes away one that is equal to it. */
function without(values: readonly PastField[], others: readonly PastField[]): PastField[] {
  const rest = [...others];
  return values.filter((value) => {
    const at = rest.findIndex(
      (one) => one.field === value.field && one.ended_at === value.ended_at && isSame(one, value),
    );
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
}

type Value = Pick<SnapshotField, 'text' | 'delivery_id' | 'at'>;

function isSame(one: Value | undefined, other: Value | undefined): boolean {
  return one?.text === other?.text && one?.delivery_id === other?.delivery_id && one?.at === other?.at;
}

/** The slot's value with where it came from: what has no source of its own came with its contact. */
function withSlot(into: ContactSnapshot, from: ContactSnapshot, slot: MergedSlot): ContactSnapshot {
  const values = Object.fromEntries(COLUMNS[slot].map((column) => [column, from.row[column]]));
  const sources = into.sources.filter((source) => source.slot !== slot);
  const own = from.sources.find((source) => source.slot === slot);
  const source = own ?? (from.row.pk === into.row.pk ? undefined : originOf(from.row, slot));
  return {
    ...into,
    row: { ...into.row, ...values },
    sources: source === undefined ? sources : [...sources, source],
  };
}

function originOf(row: ContactRow, slot: MergedSlot): SourceRow {
  return { slot, delivery_id: row.created_by_delivery, via: row.created_via, at: row.created_at };
}

/** A contact without an identifier that somebody else has. */
export function withoutSlot(snapshot: ContactSnapshot, slot: MergedSlot): ContactSnapshot {
  const values = Object.fromEntries(COLUMNS[slot].map((column) => [column, null]));
  return { ...snapshot, row: { ...snapshot.row, ...values } };
}
