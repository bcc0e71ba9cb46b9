import { explainOutcome } from '#shared/contract/outcome.ts';
import type { Settlement } from '../store/store.ts';

/** What is kept of a delivery that met a fault of ours: nothing was written, and the log says so (PR2, PR3). */
export function failedSettlement(): Settlement {
  const { sentence, next } = explainOutcome('failed', 'internal');
  return {
    receipt: {
      outcome: 'failed',
      reason: 'internal',
      sentence,
      next,
      identification: null,
      profile: null,
      contact: null,
      contactChanges: [],
      fields: [],
    },
    configVersion: null,
    write: null,
  };
}

/** What the log may know of a fault: its code or kind and where it was, never its message, which may quote the payload. */
export function whereItFailed(error: unknown): { error: string; at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const frame = error.stack?.split('\n').find((line) => line.startsWith('    at ')) ?? '';
  return { error: code, at: frame.trim() };
}
