import type { RequestEnd } from '../store/port/run-store.ts';
import type { GuardedAnswer } from './guarded-request.ts';

/** Waits before another try, in ms; after the last of them it has failed. */
const BACK_OFF = [5_000, 30_000, 120_000, 600_000, 3_600_000, 10_800_000, 28_800_000];
const MOST_RETRY_AFTER = 86_400_000;

/**
 * What becomes of a request after a try (SN4). Only what surely did not arrive, or was asked to come again, is tried again; where it may
 * have arrived, the owner is told and nothing is repeated.
 *
 * @param tries Which try it was, from 1.
 * @param random 0 to 1, so that many do not come again at once.
 */
export function requestEnd(answer: GuardedAnswer, tries: number, at: number, random: number): RequestEnd {
  switch (answer.kind) {
    case 'answered':
      return endOf(answer, tries, at, random);
    case 'blocked':
      return { state: 'failed', sentence: `Nothing was sent: ${answer.sentence}` };
    case 'not-sent':
      return again(answer.sentence, tries, at, backOff(tries, random));
    case 'unclear':
      return { state: 'unknown', sentence: `${answer.sentence} It is not sent again by itself.` };
  }
}

function endOf(
  { status, retryAfter }: Extract<GuardedAnswer, { kind: 'answered' }>,
  tries: number,
  at: number,
  random: number,
): RequestEnd {
  if (status >= 200 && status < 300) return { state: 'done', sentence: `Answered ${status}.` };
  const wait = retryAfter === null ? null : readRetryAfter(retryAfter, at);
  if (status === 429 || (status === 503 && wait !== null)) {
    return again(`Answered ${status}, which asks to come again later.`, tries, at, wait ?? backOff(tries, random));
  }
  if (status >= 500) {
    return {
      state: 'unknown',
      sentence: `Answered ${status}: what became of it there is not known. It is not sent again by itself.`,
    };
  }
  return { state: 'failed', sentence: `Answered ${status}, which means that it was not taken.` };
}

function again(sentence: string, tries: number, at: number, waitMs: number | null): RequestEnd {
  if (waitMs === null || tries > BACK_OFF.length) {
    return { state: 'failed', sentence: `${sentence} It was tried ${tries} times and is given up.` };
  }
  return { state: 'again', notBefore: at + waitMs, sentence: `${sentence} It is tried again.` };
}

/** With a fifth more or less; null after the last. */
function backOff(tries: number, random: number): number | null {
  const wait = BACK_OFF[tries - 1];
  return wait === undefined ? null : Math.round(wait * (0.8 + 0.4 * random));
}

/** In ms from now; null where it cannot be read. At most a day. */
function readRetryAfter(text: string, at: number): number | null {
  const seconds = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - at;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, seconds), MOST_RETRY_AFTER);
}
