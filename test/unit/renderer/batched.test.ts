import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batched } from '#renderer/door/batched.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a burst of events', () => {
  it('is drawn at once, then in batches, and nothing is lost', () => {
    const drawn: number[][] = [];
    const take = batched<number>(150, (items) => drawn.push([...items]));
    take(1);
    take(2);
    take(3);
    expect(drawn).toEqual([[1]]);
    vi.advanceTimersByTime(150);
    expect(drawn).toEqual([[1], [2, 3]]);
    vi.advanceTimersByTime(10_000);
    take(4);
    expect(drawn).toEqual([[1], [2, 3], [4]]);
  });

  it('does not run a timer for ever', () => {
    const take = batched<number>(150, () => {});
    take(1);
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
