import type { Outcome } from '#shared/contract/outcome.ts';
import type { ContactChange, FieldChange, Receipt, SlotReading } from '#shared/contract/receipt.ts';
import type { ReplayVerdict, RunDifference, RunValue } from '#shared/contract/replay.ts';
import { IDENTITY_SLOTS, type IdentitySlot, PROFILE_SLOTS, type ProfileSlot } from '#shared/contract/webhook.ts';
import { EXCERPT_LENGTH } from '#shared/json/excerpt.ts';

type Slot = IdentitySlot | ProfileSlot;

/** What is known of the first run; no receipt where the request was not worked on. */
export interface FirstRun {
  outcome: Outcome | null;
  receipt: Receipt | null;
}

export interface Compared {
  verdict: ReplayVerdict;
  differences: RunDifference[];
}

/**
 * What a run of today makes of a request, against its first run (PR4). Compared is what goes to the contact, not how it gets there: the
 * contact that the first run made is found by the second, and a value that it set is there already; neither is a difference.
 */
export function compareRuns(first: FirstRun, today: Receipt): Compared {
  const differences = [
    ...contactRow(first.receipt, today),
    ...[...IDENTITY_SLOTS, ...PROFILE_SLOTS].flatMap((slot) => slotRow(slot, first.receipt, today)),
    ...fieldRows(first.receipt, today),
  ];
  return { verdict: verdictOf(first, today, differences), differences };
}

function verdictOf(first: FirstRun, today: Receipt, differences: readonly RunDifference[]): ReplayVerdict {
  const did = first.outcome === 'processed';
  const does = today.outcome === 'processed';
  // The request that it repeats has had its effect: a second one is no gain.
  if (does && first.outcome === 'duplicate') return 'different';
  if (did !== does) return does ? 'better' : 'worse';
  if (first.outcome !== today.outcome) return 'different';
  // Nothing was written and nothing would be: what the values would have been makes no difference.
  if (!does) return 'same';
  if (first.receipt === null) return 'different';
  const changed = differences.filter(({ isSame }) => !isSame);
  if (changed.length === 0) return 'same';
  return changed.every(({ before, now }) => before.effect === 'nothing' && now.effect === 'value')
    ? 'better'
    : 'different';
}

function contactRow(first: Receipt | null, today: Receipt): RunDifference[] {
  const before = contactOf(first);
  const now = contactOf(today);
  if (before.effect === 'nothing' && now.effect === 'nothing') return [];
  const isSame = before.effect === now.effect && first?.contact?.userNs === today.contact?.userNs;
  return [{ about: { kind: 'contact' }, before, now, isSame, replaces: null }];
}

function contactOf(receipt: Receipt | null): RunValue {
  if (receipt === null) return NOT_WORKED_ON;
  const { contact } = receipt;
  if (contact === null) return nothing('Nobody was identified.');
  return { effect: 'value', text: contact.label, sentence: contact.isNew ? 'A new contact.' : 'A known contact.' };
}

function slotRow(slot: Slot, first: Receipt | null, today: Receipt): RunDifference[] {
  const readings = [first, today].map((receipt) => readingOf(slot, receipt));
  if (readings.every((reading) => reading === null || reading.verdict === 'unset')) return [];
  const [before, now] = [slotValue(slot, first), slotValue(slot, today)];
  const [changeBefore, changeNow] = [changeOf(slot, first), changeOf(slot, today)];
  const replaces = changeNow?.verdict === 'set' ? changeNow.before : null;
  // Under another policy the same value may now take the place of the contact's own (ID9).
  const isPolicy = changeBefore?.verdict === 'kept' && replaces !== null;
  const isSame = isAlike(before, now, readings[0]?.path === readings[1]?.path) && !isPolicy;
  return [{ about: { kind: 'slot', slot }, before, now, isSame, replaces }];
}

function slotValue(slot: Slot, receipt: Receipt | null): RunValue {
  if (receipt === null) return NOT_WORKED_ON;
  const reading = readingOf(slot, receipt);
  if (reading === null) return nothing('It was not read.');
  if (reading.verdict === 'unset') return NOT_MAPPED;
  const change = changeOf(slot, receipt);
  if (change?.verdict === 'not-attached') return nothing(change.sentence);
  if (reading.value === null) return nothing(reading.sentence);
  return {
    effect: 'value',
    text: reading.value,
    sentence: change?.verdict === 'kept' ? change.sentence : reading.sentence,
  };
}

function readingOf(slot: Slot, receipt: Receipt | null): SlotReading | null {
  const isIdentity = (one: Slot): one is IdentitySlot => IDENTITY_SLOTS.some((identity) => identity === one);
  return (isIdentity(slot) ? receipt?.identification?.readings[slot] : receipt?.profile?.[slot]) ?? null;
}

function changeOf(slot: Slot, receipt: Receipt | null): ContactChange | undefined {
  return receipt?.contactChanges.find((change) => change.slot === slot);
}

function fieldRows(first: Receipt | null, today: Receipt): RunDifference[] {
  const [earlier, later] = [fieldsOf(first), fieldsOf(today)];
  const keys = new Set([...later.keys(), ...earlier.keys()]);
  return [...keys].map((key) => {
    const [was, is] = [earlier.get(key), later.get(key)];
    const { field, name, type } = (is ?? was)!;
    const [before, now] = [fieldValue(was, first), fieldValue(is, today)];
    const isSame = isAlike(before, now, was?.path === is?.path);
    const held = is?.before?.text ?? null;
    return {
      about: { kind: 'field', field, name, type },
      before,
      now,
      isSame,
      replaces: now.effect === 'nothing' || held === now.text ? null : held,
    };
  });
}

/** By key. Of several rows for one field the last that has an effect counts, as it does when they are written. */
function fieldsOf(receipt: Receipt | null): Map<string, FieldChange> {
  const fields = new Map<string, FieldChange>();
  for (const change of receipt?.fields ?? []) {
    const known = fields.get(change.field);
    if (known === undefined || hasEffect(change)) {
      // What the field held before any of the rows.
      fields.set(change.field, known === undefined ? change : { ...change, before: known.before });
    }
  }
  return fields;
}

function hasEffect({ verdict }: FieldChange): boolean {
  return verdict === 'set' || verdict === 'unchanged' || verdict === 'cleared';
}

function fieldValue(change: FieldChange | undefined, run: Receipt | null): RunValue {
  if (run === null) return NOT_WORKED_ON;
  if (change === undefined) return NOT_MAPPED;
  // Without a contact nothing is written, whatever the value would be.
  if (run.outcome !== 'processed' || !hasEffect(change)) return nothing(change.sentence);
  const text = change.value?.text ?? null;
  return { effect: text === null ? 'clears' : 'value', text, sentence: change.sentence };
}

/** Receipts cut long values: two that were cut are known to be alike only if they come from the same place. */
function isAlike(before: RunValue, now: RunValue, isSamePath: boolean): boolean {
  if (before.effect !== now.effect || before.text !== now.text) return false;
  return isSamePath || (now.text?.length ?? 0) < EXCERPT_LENGTH - 1;
}

const nothing = (sentence: string): RunValue => ({ effect: 'nothing', text: null, sentence });
const NOT_WORKED_ON = nothing('The request was not worked on.');
const NOT_MAPPED = nothing('Not mapped.');
