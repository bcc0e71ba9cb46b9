import { explainOutcome, type Outcome, type Reason } from '#shared/contract/outcome.ts';
import { type Answer, accepted, INACTIVE, rateLimited, UNAUTHORIZED } from './answers.ts';
import { LIMITS } from './limits.ts';
import type { LiveWebhook } from './token-table.ts';
import { type Trust, unproven } from './trust.ts';

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
 * RC4, RC5 and RC7. What does not prove its sender answers 401, counts for nothing and keeps a small body, in case the secret was wrong. A switched-off webhook to which nobody listens answers 503 and keeps the request; everything else counts against the
 * limit; what is beyond the limit answers 429 and leaves no body; while the owner listens, a switched-off webhook keeps a sample.
 */
export function decideAcceptance(
  webhook: LiveWebhook,
  request: { id: string; receivedAt: number; sizeBytes: number },
  trust: Trust,
  now: number,
): Acceptance {
  const heard = isListening(webhook, now);
  if (trust.kind === 'refused') {
    const keepBody = request.sizeBytes <= LIMITS.unprovenBytes;
    return { answer: UNAUTHORIZED, settled: unproven(trust.sentence), keepBody, heard, counted: false };
  }
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
