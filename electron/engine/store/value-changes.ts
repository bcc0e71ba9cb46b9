import type { FieldType } from '#shared/contract/field.ts';
import type { TimelineChange, TimelineEntry } from '#shared/contract/timeline.ts';
import type { ChangeRow } from './contact-changes.ts';
import { changedBy } from './contact-row.ts';
import { clearingOf, type EndingRow } from './field-endings.ts';

type ChangeEntry = Extract<TimelineEntry, { kind: 'change' }>;

/** What wrote a value, with the names of it that are still known. */
interface Written {
  delivery_id: string | null;
  via: string | null;
  webhook_name: string | null;
  flow_name: string | null;
  import_id: string | null;
  at: number;
}

/** A value that a custom field holds, or held (`ended_at`). */
export interface HeldRow extends Written, Omit<EndingRow, 'ended_by'> {
  field: number;
  key: string;
  name: string;
  type: FieldType;
  text: string;
  ended_at: number | null;
  ended_by: 'change' | 'clear' | 'merge' | null;
}

interface Happened extends Written {
  /** False of what was cleared before that was kept. */
  isSourceKnown: boolean;
  /** Nothing that a contact is made with: told also where it came at the same time. */
  isNews: boolean;
  change: TimelineChange;
}

/** With this a contact was made: what it brought is no change. */
export interface Beginning {
  at: number;
  deliveryId: string | null;
  via: string | null;
}

/**
 * What changed in somebody, latest first, from what is kept of it: everything that one request, flow, import or hand wrote at once is one entry. `held` are
 * the values of each field, oldest first; `changes` come latest first.
 */
export function valueChanges(held: readonly HeldRow[], changes: readonly ChangeRow[], made: Beginning): ChangeEntry[] {
  const isBeginning = ({ at, delivery_id, via }: Written) =>
    at === made.at && delivery_id === made.deliveryId && via === made.via;
  const happened = [
    ...changes.toReversed().map(({ what, before, after, ...written }): Happened => {
      return {
        ...written,
        isSourceKnown: true,
        isNews: what === 'optOut',
        change: { of: 'contact', what, before, after },
      };
    }),
    ...fieldChanges(held),
  ].filter((one) => one.isNews || !isBeginning(one));
  const groups = new Map<string, { written: Written; isSourceKnown: boolean; changes: TimelineChange[] }>();
  for (const { change, isSourceKnown, isNews: _, ...written } of happened) {
    const key = JSON.stringify([written.at, isSourceKnown, written.delivery_id, written.via]);
    const group = groups.get(key) ?? { written, isSourceKnown, changes: [] };
    group.changes.push(change);
    groups.set(key, group);
  }
  return [...groups.values()]
    .toSorted((one, other) => other.written.at - one.written.at)
    .map(
      ({
        written: { delivery_id, via, webhook_name, flow_name, import_id, at },
        isSourceKnown,
        changes: together,
      }) => ({
        kind: 'change',
        at: new Date(at).toISOString(),
        by: isSourceKnown ? changedBy(delivery_id, via) : null,
        deliveryId: delivery_id,
        webhookName: webhook_name,
        flowName: flow_name,
        importId: import_id,
        changes: together,
      }),
    );
}

/** Each value as the change that brought it, and what ended one without another in its place. */
function fieldChanges(held: readonly HeldRow[]): Happened[] {
  const last = new Map<number, HeldRow>();
  return held.flatMap((row) => {
    const { field, key, name, type, text, at, delivery_id, via, webhook_name, flow_name, import_id } = row;
    const written = { delivery_id, via, webhook_name, flow_name, import_id, at };
    const earlier = last.get(field);
    last.set(field, row);
    const of = { of: 'field' as const, field: key, name, type };
    const before = earlier?.ended_by === 'change' && earlier.ended_at === at ? earlier.text : null;
    const set = { ...written, isSourceKnown: true, isNews: false, change: { ...of, before, after: text } };
    return [set, ...clearing(row, { ...of, before: text, after: null })];
  });
}

function clearing(row: HeldRow, change: TimelineChange): Happened[] {
  const { ended_by, ended_at: at } = row;
  if (ended_by !== 'clear' || at === null) return [];
  const written = {
    ...{ delivery_id: row.ended_delivery_id, via: row.ended_via, webhook_name: row.ended_webhook_name },
    ...{ flow_name: row.ended_flow_name, import_id: row.ended_import_id, at },
  };
  const isSourceKnown = clearingOf({ ...row, ended_by }) !== null;
  return [{ ...written, isSourceKnown, isNews: true, change }];
}
