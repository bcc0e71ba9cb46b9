import { describe, expect, it } from 'vitest';
import { PutBackTime } from '#engine/safety/put-back-time.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const MINUTE = 60_000;

/** Asks every five seconds from then on; the last answer. */
function ask(time: PutBackTime, from: number, minutes: number): number | null {
  let answer: number | null = null;
  for (let at = from; at <= from + minutes * MINUTE; at += 5_000) answer = time.finalUntil(at);
  return answer;
}

describe('a deletion is final', () => {
  it('after ten minutes', () => {
    const time = new PutBackTime(NOON);
    expect(ask(time, NOON, 9)).toBeNull();
    expect(ask(time, NOON + 9 * MINUTE, 1)).toBe(NOON);
    expect(ask(time, NOON + 10 * MINUTE, 5)).toBe(NOON + 5 * MINUTE);
  });

  it.each([
    ['a sleep of two hours', 120 * MINUTE],
    ['a clock that was set back', -60 * MINUTE],
  ])('not before ten minutes after %s, in which the note stood still', (_, jump) => {
    const time = new PutBackTime(NOON);
    ask(time, NOON, 20);
    const woken = NOON + 20 * MINUTE + jump;
    expect(ask(time, woken, 9)).toBeNull();
    expect(ask(time, woken + 9 * MINUTE, 1)).toBe(woken);
  });
});
