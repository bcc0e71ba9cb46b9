import { describe, expect, it } from 'vitest';
import { Pace } from '#engine/process/pace.ts';

describe('Pace', () => {
  it('grows while slices are quick, to 128 at most', () => {
    const pace = new Pace();
    const sizes = Array.from({ length: 6 }, () => {
      pace.learn(pace.size, 1);
      return pace.size;
    });
    expect(sizes).toEqual([16, 32, 64, 128, 128, 128]);
  });

  it('halves when a slice took too long, to one at least', () => {
    const pace = new Pace();
    const sizes = Array.from({ length: 5 }, () => {
      pace.learn(pace.size, 50);
      return pace.size;
    });
    expect(sizes).toEqual([4, 2, 1, 1, 1]);
  });

  it('learns nothing from a quick slice that was not full', () => {
    const pace = new Pace();
    pace.learn(3, 0);
    expect(pace.size).toBe(8);
  });

  it('takes half of what was too much, however much was asked for', () => {
    const pace = new Pace();
    pace.learn(2, 500);
    expect(pace.size).toBe(1);
  });
});
