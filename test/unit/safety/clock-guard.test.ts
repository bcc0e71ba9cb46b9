import { describe, expect, it } from 'vitest';
import { ClockGuard, FARTHEST_AHEAD_MS, isFarAhead } from '#engine/safety/clock-guard.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const YEAR = 365 * 86_400_000;

/** A guard over a mark that is kept in memory; `told` counts the changes. */
function start(kept: number | null = NOON) {
  const clock = new ManualClock(NOON);
  const mark = { at: kept, told: 0 };
  const care = {
    believedClock: async () => mark.at,
    believeClock: async (at: number) => {
      mark.at = at;
    },
  };
  const guard = new ClockGuard(clock, care, () => {
    mark.told += 1;
  });
  return { clock, guard, mark };
}

describe('a clock is believed', () => {
  it.each([
    ['in a new database', NOON, null, false],
    ['an hour later', NOON + 3_600_000, NOON, false],
    ['at the bound', NOON + FARTHEST_AHEAD_MS, NOON, false],
    ['beyond it', NOON + FARTHEST_AHEAD_MS + 1, NOON, true],
    ['ten years ahead', NOON + 10 * YEAR, NOON, true],
    ['ten years back', NOON - 10 * YEAR, NOON, false],
  ])('%s, or not', (_, now, believed, isFar) => expect(isFarAhead(now, believed)).toBe(isFar));

  it('and what it says is remembered, backwards too', async () => {
    const { clock, guard, mark } = start();
    await guard.start();
    for (const at of [NOON + 20 * 86_400_000, NOON - YEAR]) {
      clock.set(at);
      expect(await guard.isBelieved()).toBe(true);
      expect(mark).toEqual({ at, told: 0 });
    }
  });

  it('from its first start on, so that a jump soon after it is seen', async () => {
    const { clock, guard, mark } = start(null);
    await guard.start();
    expect(mark.at).toBe(NOON);
    clock.set(NOON + 10 * YEAR);
    expect(await guard.isBelieved()).toBe(false);
  });
});

describe('a clock that jumped ahead', () => {
  it('is doubted and not remembered, until it is set back', async () => {
    const { clock, guard, mark } = start();
    await guard.start();
    clock.set(NOON + 10 * YEAR);
    guard.look();
    expect([guard.doubtedSince, await guard.isBelieved(), mark]).toEqual([NOON, false, { at: NOON, told: 1 }]);
    clock.set(NOON + 5);
    expect([await guard.isBelieved(), guard.doubtedSince, mark.told]).toEqual([true, null, 2]);
  });

  it('is believed when the owner says so', async () => {
    const { clock, guard, mark } = start();
    clock.set(NOON + 10 * YEAR);
    await guard.start();
    expect(guard.doubtedSince).toBe(NOON);
    await guard.confirm();
    expect([guard.doubtedSince, await guard.isBelieved(), mark.at]).toEqual([null, true, NOON + 10 * YEAR]);
  });

  it('is believed by nobody whose remembering failed', async () => {
    const { clock } = start();
    clock.set(NOON + 10 * YEAR);
    const failing = new ClockGuard(
      clock,
      { believedClock: async () => NOON, believeClock: () => Promise.reject(new Error('disk')) },
      () => undefined,
    );
    await failing.start();
    await expect(failing.confirm()).rejects.toThrow('disk');
    expect(failing.doubtedSince).toBe(NOON);
  });
});
