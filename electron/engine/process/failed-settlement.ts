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
