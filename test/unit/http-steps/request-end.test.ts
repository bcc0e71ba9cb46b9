import { describe, expect, it } from 'vitest';
import { requestEnd } from '#engine/http-steps/request-end.ts';

const AT = Date.UTC(2026, 2, 2, 12);
const answered = (status: number, retryAfter: string | null = null) => ({
  kind: 'answered' as const,
  status,
  retryAfter,
});
const PLAIN = { canRepeat: false, wasUnclear: false };
const REPEATABLE = { canRepeat: true, wasUnclear: false };
const notSent = { kind: 'not-sent' as const, sentence: 'hook.lan was not reached: it takes no connections.' };

const unclear = { kind: 'unclear' as const, sentence: 'It was cut.' };
const blocked = { kind: 'blocked' as const, sentence: 'It is inside.' };

describe('SN4 what becomes of a request', () => {
  it.each([
    [200, 'done'],
    [204, 'done'],
    [302, 'failed'],
    [400, 'failed'],
    [404, 'failed'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
  ])('answered %d it is %s', (status, state) => {
    expect(requestEnd(answered(status), { ...PLAIN, tries: 1 }, AT, 0.5)).toMatchObject({
      state,
      sentence: expect.stringContaining(String(status)),
    });
  });

  it.each([
    [429, null, 5_000],
    [429, '60', 60_000],
    [503, '60', 60_000],
    [429, 'Mon, 02 Mar 2026 12:02:00 GMT', 120_000],
    [429, 'Mon, 02 Mar 2026 11:00:00 GMT', 5_000],
    [429, '0', 5_000],
    [429, 'whenever', 5_000],
    [429, '99999999', 86_400_000],
  ])('answered %d with Retry-After %s it is tried again after %d ms', (status, retryAfter, waitMs) => {
    expect(requestEnd(answered(status, retryAfter), { ...PLAIN, tries: 1 }, AT, 0.5)).toMatchObject({
      state: 'again',
      notBefore: AT + waitMs,
    });
  });

  it('what surely was not sent is tried again, later and later, and given up at last', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((tries) => {
      const end = requestEnd(notSent, { ...PLAIN, tries }, AT, 0.5);
      return end.state === 'again' ? end.notBefore - AT : end.state;
    });
    expect(waits).toEqual([5_000, 30_000, 120_000, 600_000, 3_600_000, 10_800_000, 28_800_000, 'failed']);
  });

  it('many that failed together do not come again together', () => {
    const waits = [0, 1].map((random) => {
      const end = requestEnd(notSent, { ...PLAIN, tries: 1 }, AT, random);
      return end.state === 'again' ? end.notBefore - AT : null;
    });
    expect(waits).toEqual([4_000, 6_000]);
  });

  it('what may have arrived is not repeated, what is not allowed was not sent', () => {
    expect(requestEnd(unclear, { ...PLAIN, tries: 1 }, AT, 0.5)).toMatchObject({ state: 'unknown' });
    expect(requestEnd(blocked, { ...PLAIN, tries: 1 }, AT, 0.5)).toEqual({
      state: 'failed',
      sentence: 'Nothing was sent: It is inside.',
    });
  });

  it.each([unclear, answered(500), answered(503)])(
    'whoever recognises a request by its key is asked again: %o',
    (answer) => {
      const ends = [1, 2, 7, 8].map((tries) => requestEnd(answer, { ...REPEATABLE, tries }, AT, 0.5));
      expect(ends).toMatchObject([
        {
          state: 'again',
          isUnclear: true,
          notBefore: AT + 5_000,
          sentence: expect.stringContaining('with the same key'),
        },
        { state: 'again', isUnclear: true, notBefore: AT + 30_000 },
        { state: 'again', isUnclear: true, notBefore: AT + 28_800_000 },
        { state: 'unknown', sentence: expect.stringContaining('It was tried 8 times') },
      ]);
    },
  );

  it.each([notSent, answered(409), blocked])(
    'an earlier try that may have arrived is not told as failed: %o',
    (answer) => {
      const end = requestEnd(answer, { canRepeat: true, wasUnclear: true, tries: 8 }, AT, 0.5);
      expect(end).toMatchObject({ state: 'unknown', sentence: expect.stringContaining('may have arrived') });
    },
  );

  it('an answer settles what was not known before', () => {
    const end = requestEnd(answered(200), { canRepeat: true, wasUnclear: true, tries: 2 }, AT, 0.5);
    expect(end).toEqual({ state: 'done', sentence: 'Answered 200.' });
  });
});
