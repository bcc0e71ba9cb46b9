import { describe, expect, it } from 'vitest';
import { Breaker } from '#engine/breaker.ts';
import { planRetry } from '#engine/plan-retry.ts';

const NOW = 1_000_000;

describe('SN4 trying again', () => {
  it('comes later and later, and ends', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7].map((attempts) => planRetry(attempts, NOW, null, 0.5)! - NOW);
    expect(pauses).toEqual([5_000, 30_000, 120_000, 600_000, 3_600_000, 10_800_000, 28_800_000]);
    expect(planRetry(8, NOW, null, 0.5)).toBeNull();
  });

  it('is spread by a fifth in both directions', () => {
    expect(planRetry(1, NOW, null, 0)).toBe(NOW + 4_000);
    expect(planRetry(1, NOW, null, 1)).toBe(NOW + 6_000);
  });

  it('waits as long as the provider asked', () => {
    expect(planRetry(1, NOW, NOW + 90_000, 0.5)).toBe(NOW + 90_000);
    expect(planRetry(2, NOW, NOW + 1, 0.5)).toBe(NOW + 30_000);
  });
});

describe('the breaker', () => {
  it('rests for a minute after five faults in a row', () => {
    const breaker = new Breaker();
    for (let fault = 0; fault < 4; fault += 1) breaker.failed(NOW, null);
    expect(breaker.openAt).toBeLessThanOrEqual(NOW);
    breaker.failed(NOW, null);
    expect(breaker.openAt).toBe(NOW + 60_000);
  });

  it('an answer in between begins the count again', () => {
    const breaker = new Breaker();
    for (let fault = 0; fault < 4; fault += 1) breaker.failed(NOW, null);
    breaker.worked();
    breaker.failed(NOW, null);
    expect(breaker.openAt).toBeLessThanOrEqual(NOW);
  });

  it('rests as long as it is asked to, at once, and no shorter for another fault', () => {
    const breaker = new Breaker();
    breaker.failed(NOW, NOW + 300_000);
    expect(breaker.openAt).toBe(NOW + 300_000);
    for (let fault = 0; fault < 5; fault += 1) breaker.failed(NOW, NOW + 10);
    expect(breaker.openAt).toBe(NOW + 300_000);
  });
});
