import { planRetry, readRetryAfter } from '../plan-retry.ts';
import type { ClaimedRequest, RequestEnd } from '../store/port/run-store.ts';
import type { GuardedAnswer } from './guarded-request.ts';

const MOST_RETRY_AFTER = 86_400_000;

/** What an answer says by itself. `taken` and `refused` are final; of `absent` surely nothing arrived, and of `unclear` nobody knows. */
type Meaning =
  | { kind: 'taken' | 'refused' | 'unclear'; sentence: string }
  | { kind: 'absent'; sentence: string; notBefore: number | null };

/**
 * What becomes of a request after a try (SN4). Only what surely did not arrive, or was asked to come again, is tried again, and what may have arrived
 * only where it is recognised by its key; otherwise the owner is told and nothing is repeated.
 *
 * @param random 0 to 1, so that many do not come again at once.
 */
export function requestEnd(
  answer: GuardedAnswer,
  { tries, canRepeat, wasUnclear }: Pick<ClaimedRequest, 'tries' | 'canRepeat' | 'wasUnclear'>,
  at: number,
  random: number,
): RequestEnd {
  const meaning = meaningOf(answer, at);
  const { kind, sentence } = meaning;
  if (kind === 'taken') return { state: 'done', sentence };
  // What this try came to says nothing of an earlier one that may have arrived.
  const none = wasUnclear ? 'unknown' : 'failed';
  const earlier = wasUnclear ? ' An earlier try of it may have arrived.' : '';
  if (kind === 'refused') return { state: none, sentence: `${sentence}${earlier}` };
  if (kind === 'unclear' && !canRepeat) {
    return { state: 'unknown', sentence: `${sentence} It is not sent again by itself.` };
  }
  const notBefore = planRetry(tries, at, meaning.kind === 'absent' ? meaning.notBefore : null, random);
  if (notBefore === null) {
    const givenUp = `${sentence} It was tried ${tries} times and is given up.`;
    return kind === 'unclear'
      ? { state: 'unknown', sentence: givenUp }
      : { state: none, sentence: `${givenUp}${earlier}` };
  }
  const again = kind === 'unclear' ? 'It is asked again with the same key.' : 'It is tried again.';
  return { state: 'again', notBefore, isUnclear: kind === 'unclear', sentence: `${sentence} ${again}` };
}

function meaningOf(answer: GuardedAnswer, at: number): Meaning {
  switch (answer.kind) {
    case 'answered':
      return meaningOfStatus(answer, at);
    case 'blocked':
      return { kind: 'refused', sentence: `Nothing was sent: ${answer.sentence}` };
    case 'not-sent':
      return { kind: 'absent', sentence: answer.sentence, notBefore: null };
    case 'unclear':
      return { kind: 'unclear', sentence: answer.sentence };
  }
}

function meaningOfStatus(answer: Extract<GuardedAnswer, { kind: 'answered' }>, at: number): Meaning {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'taken', sentence: `Answered ${status}.` };
  const notBefore = askedToWait(answer, at);
  if (status === 429 || notBefore !== null) {
    return { kind: 'absent', sentence: `Answered ${status}, which asks to come again later.`, notBefore };
  }
  if (status >= 500) {
    return { kind: 'unclear', sentence: `Answered ${status}: what became of it there is not known.` };
  }
  return { kind: 'refused', sentence: `Answered ${status}, which means that it was not taken.` };
}

/** Until when a host asks to be left alone, in ms since 1970, at most a day; null where it does not ask, or nobody can read when. */
export function askedToWait(answer: GuardedAnswer, at: number): number | null {
  if (answer.kind !== 'answered' || answer.retryAfter === null) return null;
  if (answer.status !== 429 && answer.status !== 503) return null;
  const asked = readRetryAfter(answer.retryAfter, at);
  return asked === null ? null : Math.min(Math.max(at, asked), at + MOST_RETRY_AFTER);
}
