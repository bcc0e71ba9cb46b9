import { explainOutcome } from '#shared/contract/outcome.ts';
import type { Settlement } from '../store/port/work-store.ts';

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
      messages: [],
    },
    configVersion: null,
    write: null,
  };
}

/** A request of a webhook whose stored configuration cannot be read: working with defaults would file wrong things, so nothing is written. */
export function brokenWebhookSettlement(): Settlement {
  const failed = failedSettlement();
  return {
    ...failed,
    receipt: {
      ...failed.receipt,
      sentence:
        'The saved configuration of this webhook cannot be read. The request is stored and nothing was changed.',
      next: 'Open the webhook, check every step and save it again. The request itself is kept in the log.',
    },
  };
}
