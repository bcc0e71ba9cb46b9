import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateWindow } from '#engine/receiver/rate-window.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

function windowOf(requests: number, times: number[] = []) {
  return new RateWindow({ requests, windowMs: DAY }, times);
}

describe('RateWindow', () => {
  it('RC4 takes as many as the limit says, then tells when the oldest leaves', () => {
    const window = windowOf(3);
    for (const offset of [0, 1000, 2000]) {
      expect(window.take(START + offset, START + offset)).toEqual({ ok: true });
    }
    expect(window.take(START + 5000, START + 5000)).toEqual({ ok: false, retryAfterMs: DAY - 5000 });
    expect(window.used(START + 5000)).toBe(3);
  });

  it('RC4 rolls: a place is free again exactly one window after it was taken', () => {
    const window = windowOf(1, [START]);
    expect(window.take(START + DAY - 1, START + DAY - 1)).toEqual({ ok: false, retryAfterMs: 1 });
    expect(window.take(START + DAY, START + DAY)).toEqual({ ok: true });
  });

  it('RC4 a refused request takes no place', () => {
    const window = windowOf(1, [START]);
    for (let count = 0; count < 100; count += 1) window.take(START + 1, START + 1);
    expect(window.used(START + 1)).toBe(1);
  });

  it('RC4 after the limit was lowered, waits until enough of them have left', () => {
    const window = windowOf(5, [START, START + 1000, START + 2000]);
    window.setLimit(2);
    expect(window.take(START + 3000, START + 3000)).toEqual({ ok: false, retryAfterMs: DAY + 1000 - 3000 });
  });

  it('RC4 the further items of a request count beyond the limit, and the next request waits until enough have left', () => {
    const window = windowOf(3);
    window.take(START, START);
    window.take(START + 1000, START + 1000);
    window.add(START, 4);
    expect(window.used(START + 1000)).toBe(6);
    expect(window.take(START + 2000, START + 2000)).toEqual({ ok: false, retryAfterMs: DAY - 2000 });
    expect(window.take(START + DAY, START + DAY)).toEqual({ ok: true });
    expect(window.used(START + DAY)).toBe(2);
  });

  it('a raised limit gives room at once', () => {
    const window = windowOf(1, [START]);
    window.setLimit(2);
    expect(window.take(START + 1, START + 1)).toEqual({ ok: true });
  });

  it('gives a place back', () => {
    const window = windowOf(1);
    window.take(START, START);
    window.giveBack(START);
    expect(window.used(START)).toBe(0);
    expect(window.take(START + 1, START + 1)).toEqual({ ok: true });
  });

  it('a clock that is set back does not block the webhook for longer than a window', () => {
    const window = windowOf(1, [START + 365 * DAY]);
    expect(window.take(START, START)).toEqual({ ok: false, retryAfterMs: DAY });
    expect(window.take(START + DAY, START + DAY)).toEqual({ ok: true });
  });

  it('never takes more than the limit in any window, whatever the order of arrival', () => {
    const arrivals = fc.array(fc.record({ gap: fc.nat(DAY), late: fc.nat(10_000) }), { maxLength: 80 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), arrivals, (limit, steps) => {
        const window = windowOf(limit);
        const taken: number[] = [];
        let now = START;
        for (const { gap, late } of steps) {
          now += gap;
          if (window.take(now - late, now).ok) taken.push(now - late);
          expect(taken.filter((at) => at > now - DAY).length).toBeLessThanOrEqual(limit);
          expect(window.used(now)).toBe(taken.filter((at) => at > now - DAY).length);
        }
      }),
    );
  });

  it('the promised wait is enough and not too long', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(DAY - 1), { minLength: 3, maxLength: 40 }), (offsets) => {
        const times = offsets.map((offset) => START + offset).sort((a, b) => a - b);
        const now = START + DAY - 1;
        const wait = () => {
          const answer = windowOf(3, times).take(now, now);
          return answer.ok ? 0 : answer.retryAfterMs;
        };
        const later = now + wait();
        expect(windowOf(3, times).take(later - 1, later - 1).ok).toBe(false);
        expect(windowOf(3, times).take(later, later)).toEqual({ ok: true });
      }),
    );
  });
});
