import type { FieldChange, SlotReading } from '#shared/contract/receipt.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';

/** What a mapped path gives on the sample, ready to be shown under its row. */
export interface Verdict {
  /** `good` has a value · `note` nothing to worry about · `warn` nothing usable · `bad` the path itself is at fault. */
  tone: 'good' | 'note' | 'warn' | 'bad';
  /** What the sender wrote; null where the sentence says the same, or there is nothing. */
  found: string | null;
  sentence: string;
  /** 1-based place of the fault in the path. */
  column: number | null;
}

/** What is wrong with the path itself, known without asking the engine: both read paths with the same code. */
export function pathFault(path: string | null): Verdict | null {
  const parsed = path === null ? null : parsePath(path);
  if (parsed === null || parsed.ok) return null;
  return { tone: 'bad', found: null, sentence: parsed.message, column: parsed.column };
}

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
