import type { Drift, Tally } from '#shared/contract/drift.ts';
import type { FieldChange, Receipt, SlotReading } from '#shared/contract/receipt.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import type { ValueKind } from '#shared/json/value-kind.ts';
import { type Counted, countedOf, sayDrift } from './drift-words.ts';
import { usualKinds } from './usual-kinds.ts';

/** So many requests have to say how it was before: the first few prove no custom. */
const LEAST_BEFORE = 8;
/** More than so much of what came since as it was before: then it was no change, but a row that is sometimes so. */
const MOST_AS_BEFORE = 0.1;
/** A value that was there in most requests is gone when so many misses in a row would be chance less often than this. */
const LEAST_CHANCE = 0.001;
/** What was there less often is missing most of the time anyway. */
const LEAST_SHARE = 0.5;
/** Old requests weigh less and less: at so many, all counts are halved. */
const MOST_COUNTED = 100;

/** What the path of a row, or of a place, gave in one request: a kind of value, nothing at all, or something of which the kind was not kept. */
export interface Seen {
  about: Drift['about'];
  path: string;
  kind: ValueKind | 'absent' | 'unknown';
}

/** How it was with a row or place, request by request: `lately` is empty as long as nothing is odd. */
export interface RowHistory extends Pick<Drift, 'path' | 'usual' | 'lately'> {
  about: Drift['about'];
  /** What was odd last. */
  change: Drift['change'];
}

/** By row, see `rowKey`. */
export type Histories = ReadonlyMap<string, RowHistory>;

/** A place that a flow reads goes by its path: it is the same one whichever flow reads it. */
export function rowKey({ about, path }: Pick<Drift, 'about' | 'path'>): string {
  switch (about.kind) {
    case 'slot':
      return `slot ${about.slot}`;
    case 'field':
      return `field ${about.field}`;
    case 'place':
      return `place ${path}`;
    default:
      return assertNever(about);
  }
}

type Read = Pick<Receipt, 'identification' | 'profile' | 'fields' | 'places'>;

/** The rows of a request that were read, and the places that its flow reads. A path with a fault, or one that took too long, tells nothing of the sender. */
export function rowsSeen({ identification, profile, fields, places }: Read): Seen[] {
  const slots = [...IDENTITY_SLOTS, ...PROFILE_SLOTS].flatMap((slot): Seen[] => {
    const reading: SlotReading | undefined = { ...identification?.readings, ...profile }[slot];
    if (reading === undefined || reading.path === null || isUnread(reading)) return [];
    return [{ about: { kind: 'slot', slot }, path: reading.path, kind: kindSeen(reading) }];
  });
  const rows = fields.flatMap((change): Seen[] => {
    const { field, name, path } = change;
    return isUnread(change) ? [] : [{ about: { kind: 'field', field, name }, path, kind: kindSeen(change) }];
  });
  const read = (places?.read ?? []).map(({ path, sent }): Seen => {
    return { about: { kind: 'place', flow: places!.flow, name: places!.name }, path, kind: sent ?? 'absent' };
  });
  return [...slots, ...rows, ...read];
}

function isUnread({ verdict }: SlotReading | FieldChange): boolean {
  return verdict === 'bad-path' || verdict === 'too-costly' || verdict === 'no-field' || verdict === 'unset';
}

function kindSeen({ matches, sent }: Pick<FieldChange, 'matches' | 'sent'>): Seen['kind'] {
  return matches === 0 ? 'absent' : (sent ?? 'unknown');
}

const NONE: Tally = { tried: 0, found: 0, kinds: {} };

/** The history of a row with one more request. What was read with another path does not count (the owner has changed the row). */
export function observe(history: RowHistory | undefined, { about, path, kind }: Seen): RowHistory {
  const before = history?.path === path ? history : { usual: NONE, lately: NONE, change: 'vanished' as const };
  const { usual, lately } = before;
  const isOdd = differs(kind, usual);
  if (!isOdd && lately.tried === 0) return { ...before, about, path, usual: settled(plus(usual, one(kind))) };
  const since = plus(lately, one(kind));
  if (asBefore(since, usual) / since.tried > MOST_AS_BEFORE) {
    return { ...before, about, path, usual: settled(plus(usual, oddOnce(since, usual))), lately: NONE };
  }
  const change = isOdd ? (kind === 'absent' ? 'vanished' : 'retyped') : before.change;
  return { about, path, usual, lately: since, change };
}

/** Null is a word of the sender's for "none", and of every type. */
function differs(kind: Seen['kind'], usual: Tally): boolean {
  if (kind === 'absent') return usual.found > 0;
  return isTyped(kind) && Object.keys(usual.kinds).length > 0 && !usualKinds(usual).includes(kind);
}

/** Requests in which an odd kind came and went again; in however many of them it stood, it came once. */
function oddOnce(since: Tally, usual: Tally): Tally {
  const kinds = Object.entries(since.kinds).map(([kind, count]) => [
    kind,
    differs(kind as ValueKind, usual) ? 1 : count,
  ]);
  return { ...since, kinds: Object.fromEntries(kinds) };
}

function isTyped(kind: Seen['kind']): kind is Exclude<ValueKind, 'nothing'> {
  return kind !== 'absent' && kind !== 'unknown' && kind !== 'nothing';
}

/** How many of these requests had a value of a usual kind, or null. */
function asBefore({ found, kinds }: Tally, usual: Tally): number {
  const other = Object.entries(kinds).filter(([kind]) => differs(kind as ValueKind, usual));
  return found - other.reduce((sum, [, count]) => sum + count, 0);
}

function one(kind: Seen['kind']): Tally {
  return { tried: 1, found: kind === 'absent' ? 0 : 1, kinds: isTyped(kind) ? { [kind]: 1 } : {} };
}

function plus(a: Tally, b: Tally): Tally {
  const kinds = { ...a.kinds };
  for (const [kind, count] of Object.entries(b.kinds) as [ValueKind, number][])
    kinds[kind] = (kinds[kind] ?? 0) + count;
  return { tried: a.tried + b.tried, found: a.found + b.found, kinds };
}

function settled(tally: Tally): Tally {
  if (tally.tried < MOST_COUNTED) return tally;
  const half = (count: number) => Math.round(count / 2);
  const kinds = Object.entries(tally.kinds).flatMap(([kind, count]) => (count > 1 ? [[kind, half(count)]] : []));
  return { tried: half(tally.tried), found: half(tally.found), kinds: Object.fromEntries(kinds) };
}

/** Whether the row has drifted: its value was always there, of its kind, and is not now; or it was there often, and has been gone for long. */
export function driftOf(
  { about, path, usual, lately, change }: RowHistory,
  newest: 'the last' | 'this',
  counted: Counted,
): Drift | null {
  if (lately.tried === 0) return null;
  const typed = Object.values(usual.kinds).reduce((sum, count) => sum + count, 0);
  if ((change === 'retyped' ? typed : usual.tried) < LEAST_BEFORE) return null;
  const share = change === 'retyped' ? 1 : usual.found / usual.tried;
  if (share < LEAST_SHARE || (1 - share) ** lately.tried > LEAST_CHANCE) return null;
  return { about, path, change, usual, lately, sentence: sayDrift({ change, usual, lately }, newest, counted) };
}

/** What has drifted in this very request: rows that are odd in it, and were not before. */
export function driftsIn(read: Read, histories: Histories, counted: Counted): Drift[] {
  return rowsSeen(read).flatMap((seen) => {
    const history = histories.get(rowKey(seen));
    if (history === undefined || history.path !== seen.path || !differs(seen.kind, history.usual)) return [];
    return driftOf(observe(history, seen), 'this', counted) ?? [];
  });
}

/**
 * The histories with one more request. What a receipt tells of a drift carries on from there, so that a drift is still one when the requests
 * from before it have left the window.
 */
export function learn(histories: Map<string, RowHistory>, receipt: Read & Pick<Receipt, 'drifts'>): void {
  for (const seen of rowsSeen(receipt)) {
    const key = rowKey(seen);
    const told = receipt.drifts?.find((drift) => rowKey(drift) === key && drift.path === seen.path);
    histories.set(key, told ?? observe(histories.get(key), seen));
  }
}

/**
 * The rows of a configuration that have drifted, in its order, and the places that its flow reads. What the owner has changed since is not what
 * drifted.
 */
export function currentDrifts(config: WebhookConfig, places: readonly string[], histories: Histories): Drift[] {
  const { identity, profile, fields } = config;
  const slots = { ...identity, ...profile };
  const rows = [
    ...[...IDENTITY_SLOTS, ...PROFILE_SLOTS].map((slot) => ({ key: `slot ${slot}`, path: slots[slot] })),
    ...fields.map(({ field, path }) => ({ key: `field ${field}`, path })),
    ...places.map((path) => ({ key: `place ${path}`, path })),
  ];
  return rows.flatMap(({ key, path }) => {
    const history = histories.get(key);
    return history === undefined || history.path !== path
      ? []
      : (driftOf(history, 'the last', countedOf(config)) ?? []);
  });
}
