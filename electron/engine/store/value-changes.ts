import type { FieldType } from '#shared/contract/field.ts';
import type { TimelineChange, TimelineEntry } from '#shared/contract/timeline.ts';
import type { ChangeRow } from './contact-changes.ts';
import { changedBy } from './contact-row.ts';

type ChangeEntry = Extract<TimelineEntry, { kind: 'change' }>;

/** What wrote a value, with the names of it that are still known. */
interface Written {
  delivery_id: string | null;
  via: string | null;
  webhook_name: string | null;
  flow_name: string | null;
  at: number;
}

/** A value that a custom field holds, or held (`ended_at`). */
export interface HeldRow extends Written {
  field: number;
  key: string;
  name: string;
  type: FieldType;
  text: string;
  ended_at: number | null;
  ended_by: 'change' | 'clear' | 'merge' | null;
}

interface Happened extends Written {
  isClearing: boolean;
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
        isClearing: false,
        isNews: what === 'optOut',
        change: { of: 'contact', what, before, after },
      };
    }),
    ...fieldChanges(held),
  ].filter((one) => one.isNews || !isBeginning(one));
  const groups = new Map<string, { written: Written; isClearing: boolean; changes: TimelineChange[] }>();
  for (const { change, isClearing, isNews: _, ...written } of happened) {
    const key = JSON.stringify([written.at, isClearing, written.delivery_id, written.via]);
    const group = groups.get(key) ?? { written, isClearing, changes: [] };
    group.changes.push(change);
    groups.set(key, group);
  }
  return [...groups.values()]
    .toSorted((one, other) => other.written.at - one.written.at)
    .map(({ written: { delivery_id, via, webhook_name, flow_name, at }, isClearing, changes: together }) => ({
      kind: 'change',
      at: new Date(at).toISOString(),
      by: isClearing ? null : changedBy(delivery_id, via),
      deliveryId: delivery_id,
      webhookName: webhook_name,
      flowName: flow_name,
      changes: together,
    }));
}

/** Each value as the change that brought it, and what ended one without another in its place. */
function fieldChanges(held: readonly HeldRow[]): Happened[] {
  const last = new Map<number, HeldRow>();
  return held.flatMap((row) => {
    const { field, key, name, type, text, ended_at, ended_by, ...written } = row;
    const earlier = last.get(field);
    last.set(field, row);
    const of = { of: 'field' as const, field: key, name, type };
    const before = earlier?.ended_by === 'change' && earlier.ended_at === row.at ? earlier.text : null;
    const set = { ...written, isClearing: false, isNews: false, change: { ...of, before, after: text } };
    if (ended_by !== 'clear' || ended_at === null) return [set];
    const unknown = { delivery_id: null, via: null, webhook_name: null, flow_name: null, at: ended_at };
    return [set, { ...unknown, isClearing: true, isNews: true, change: { ...of, before: text, after: null } }];
  });
}
