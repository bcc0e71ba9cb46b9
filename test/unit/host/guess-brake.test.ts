import { describe, expect, it } from 'vitest';
import { GuessBrake } from '#host/loopback/guess-brake.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

describe('wrong secrets', () => {
  it('are answered at once ten times a minute, then a second later each', async () => {
    const clock = new ManualClock();
    const brake = new GuessBrake(clock);
    for (let guess = 0; guess < 10; guess += 1) await brake.wrong();
    expect(clock.waiting).toBe(0);

    const answers: string[] = [];
    const eleventh = brake.wrong().then(() => answers.push('11'));
    const twelfth = brake.wrong().then(() => answers.push('12'));
    expect(clock.waiting).toBe(2);
    clock.advance(999);
    await Promise.resolve();
    expect(answers).toEqual([]);
    clock.advance(1);
    await Promise.all([eleventh, twelfth]);
    expect(answers).toEqual(['11', '12']);
  });

  it('are forgotten after a minute', async () => {
    const clock = new ManualClock();
    const brake = new GuessBrake(clock);
    for (let guess = 0; guess < 10; guess += 1) await brake.wrong();
    clock.advance(60_000);
    await brake.wrong();
    expect(clock.waiting).toBe(0);
  });

  it('stay slow as long as they go on', () => {
    const clock = new ManualClock();
    const brake = new GuessBrake(clock);
    for (let guess = 0; guess < 10; guess += 1) void brake.wrong();
    for (let second = 0; second < 120; second += 1) {
      void brake.wrong();
      expect(clock.waiting).toBe(1);
      clock.advance(1000);
    }
  });

  it('do not hold up the stop', async () => {
    const clock = new ManualClock();
    const brake = new GuessBrake(clock);
    for (let guess = 0; guess < 10; guess += 1) await brake.wrong();
    const waiting = brake.wrong();
    brake.release();
    await waiting;
    expect(clock.waiting).toBe(0);
  });
});
