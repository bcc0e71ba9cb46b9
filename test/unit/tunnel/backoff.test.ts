import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '#engine/tunnel/backoff.ts';

describe('backoffMs', () => {
  it('TN2 doubles from a second to 16 s', () => {
    const waits = Array.from({ length: 9 }, (_, index) => backoffMs(index + 1, 0.5));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 16_000, 16_000, 16_000, 16_000]);
  });

  it('TN2 strays by a fifth at most, also after a thousand failures', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const middle = backoffMs(failures, 0.5);
          const wait = backoffMs(failures, random);
          expect(Math.abs(wait - middle)).toBeLessThanOrEqual(middle * 0.2 + 1);
        },
      ),
    );
  });
});
