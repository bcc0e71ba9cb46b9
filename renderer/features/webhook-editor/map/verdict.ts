import { pathFault, type Verdict } from '#renderer/ui/path/path-fault.ts';
import type { FieldChange, SlotReading } from '#shared/contract/receipt.ts';

/** Null while there is nothing to say: no path, or the answer is still for an older path. */
export function slotVerdict(reading: SlotReading | null | undefined, path: string | null): Verdict | null {
  const fault = pathFault(path);
  if (fault !== null) return fault;
  if (!reading || path === null || reading.path !== path || reading.verdict === 'unset') return null;
  return { tone: SLOT_TONES[reading.verdict], found: null, sentence: reading.sentence, column: reading.column };
}

const SLOT_TONES: Record<Exclude<SlotReading['verdict'], 'unset'>, Verdict['tone']> = {
  value: 'good',
  missing: 'warn',
  empty: 'note',
  'not-usable': 'warn',
  invalid: 'warn',
  blocked: 'warn',
  'bad-path': 'bad',
  'too-costly': 'bad',
};

export function fieldVerdict(change: FieldChange | null | undefined, path: string): Verdict | null {
  const fault = pathFault(path);
  if (fault !== null) return fault;
  if (!change || change.path !== path) return null;
  const { raw, value, sentence, column } = change;
  return { tone: FIELD_TONES[change.verdict], found: value?.text === raw ? null : raw, sentence, column };
}

const FIELD_TONES: Record<FieldChange['verdict'], Verdict['tone']> = {
  set: 'good',
  unchanged: 'good',
  cleared: 'note',
  missing: 'warn',
  'kept-out': 'warn',
  'bad-path': 'bad',
  'too-costly': 'bad',
  'no-field': 'bad',
};
