import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf, type Day, describeDays } from '#renderer/features/webhooks-list/spark.ts';

const day = (date: string, requests: number, problems = 0): Day => ({ date, requests, problems });

describe('the fortnight of a webhook', () => {
  it('is told in one sentence', () => {
    const days = [day('2026-03-01', 4), day('2026-03-02', 12, 1), day('2026-03-03', 0)];
    expect(describeDays(days, 'en-GB')).toBe('Last 14 days: 16 requests, 1 with a problem; most on Mon 2 Mar (12)');
    expect(describeDays([day('2026-03-01', 0)], 'en-GB')).toBe('No requests in the last 14 days');
    expect(barsOf(days, 'en-GB').map(({ title }) => title)).toEqual([
      'Sun 1 Mar: 4 requests',
      'Mon 2 Mar: 12 requests, 1 with a problem',
      'Tue 3 Mar: no requests',
    ]);
  });

  it('shows every day with a request and every problem, however small its share', () => {
    const days = fc.array(
      fc.record({
        date: fc.constant('2026-03-01'),
        requests: fc.nat(100_000),
        problems: fc.nat(100_000),
      }),
      { minLength: 1, maxLength: 14 },
    );
    fc.assert(
      fc.property(days, (given) => {
        const possible = given.map((one) => ({ ...one, problems: Math.min(one.problems, one.requests) }));
        for (const [index, bar] of barsOf(possible, 'en').entries()) {
          expect(bar.height > 0).toBe((possible[index]?.requests ?? 0) > 0);
          expect(bar.problems > 0).toBe((possible[index]?.problems ?? 0) > 0);
          expect(bar.height).toBeLessThanOrEqual(1);
          expect(bar.problems).toBeLessThanOrEqual(bar.height);
        }
      }),
    );
  });
});
