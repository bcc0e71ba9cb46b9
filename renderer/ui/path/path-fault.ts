import { parsePath } from '#shared/json-path/parse-path.ts';

/** What a path gives, or why it gives nothing, ready to be shown under its box. */
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
