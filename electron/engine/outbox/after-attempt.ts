import type { SendResult } from '../channels/channel.ts';
import { planRetry } from '../plan-retry.ts';
import type { SendEnd } from '../store/port/outbox-store.ts';

/** A provider’s list lags behind: it is asked some time after the attempt, and a second time later. In ms. */
const LOOK_UP_AFTER = 30_000;

/** Where an attempt leaves its message (SN4). `attempts` counts this one; `random` is between 0 and 1. */
export function afterAttempt(
  result: SendResult,
  { attempts, at, canLookUp, random }: { attempts: number; at: number; canLookUp: boolean; random: number },
): SendEnd {
  switch (result.state) {
    case 'sent':
      return { attempt: 'sent', state: 'sent', reason: null, sentence: '', dueAt: null, providerId: result.providerId };
    case 'unknown':
      return {
        attempt: 'unknown',
        state: 'unknown',
        reason: 'no-answer',
        sentence: result.sentence,
        dueAt: canLookUp ? at + LOOK_UP_AFTER : null,
        providerId: null,
      };
    case 'failed': {
      const dueAt = result.again ? planRetry(attempts, at, result.notBefore, random) : null;
      const { sentence, providerId = null } = result;
      const ended = { attempt: 'failed', sentence, dueAt, providerId } as const;
      if (dueAt !== null) return { ...ended, state: 'queued', reason: 'provider-down' };
      return { ...ended, state: 'failed', reason: result.again ? 'provider-down' : 'refused-by-provider' };
    }
  }
}
