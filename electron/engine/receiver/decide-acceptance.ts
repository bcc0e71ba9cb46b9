import { explainOutcome, type Outcome, type Reason } from '#shared/contract/outcome.ts';
import { type Answer, accepted, INACTIVE, rateLimited } from './answers.ts';
import type { LiveWebhook } from './token-table.ts';

/** What becomes of a whole, well-formed request to a known webhook: the answer, and what the store is to keep. */
export interface Acceptance {
  answer: Answer;
  settled: { outcome: Outcome; reason: Reason | null; sentence: string } | null;
  keepBody: boolean;
  heard: boolean;
  /** Whether a place in the rate window was taken. */
  counted: boolean;
}

/**
 * RC4 and RC5. A switched-off webhook to which nobody listens answers 503 and keeps the request; everything else counts against the
 * limit; what is beyond the limit answers 429 and leaves no body; while the owner listens, a switched-off webhook keeps a sample.
 */
export function decideAcceptance(
  webhook: LiveWebhook,
  request: { id: string; receivedAt: number },
  now: number,
): Acceptance {
  const heard = isListening(webhook, now);
  if (!webhook.active && !heard) {
    return { answer: INACTIVE, settled: refusal('inactive'), keepBody: true, heard, counted: false };
  }
  const place = webhook.window?.take(request.receivedAt, now) ?? { ok: true };
  if (!place.ok) {
    const answer = rateLimited(Math.ceil(place.retryAfterMs / 1000));
    return { answer, settled: refusal('rate-limited'), keepBody: false, heard, counted: false };
  }
  return {
    answer: accepted(request.id),
    settled: webhook.active ? null : SAMPLE,
    keepBody: true,
    heard,
    counted: webhook.window !== null,
  };
}

export function isListening({ listen }: LiveWebhook, now: number): boolean {
  return listen !== null && now >= listen.since && now < listen.until;
}

export function refusal(reason: Reason): { outcome: Outcome; reason: Reason; sentence: string } {
  return { outcome: 'refused', reason, sentence: explainOutcome('refused', reason).sentence };
}

const SAMPLE = { outcome: 'sample', reason: null, sentence: explainOutcome('sample', null).sentence } as const;
