import { describe, expect, it } from 'vitest';
import { createShutdown } from '#host/shutdown.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

function start() {
  const clock = new ManualClock();
  const exits: boolean[] = [];
  let stops = 0;
  let finish = { well: () => {}, badly: () => {} };
  const stopped = new Promise<void>((resolve, reject) => {
    finish = { well: resolve, badly: () => reject(new Error('disk gone')) };
  });
  const stop = () => {
    stops += 1;
    return stopped;
  };
  const shutdown = createShutdown(clock, stop, (forced) => exits.push(forced));
  return { clock, exits, shutdown, stops: () => stops, finish: () => finish };
}

/** Lets what already has its answer go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('stop', () => {
  it('stops once and exits cleanly', async () => {
    const { shutdown, finish, exits, stops } = start();
    expect(shutdown.isAsked()).toBe(false);
    shutdown.ask();
    expect(shutdown.isAsked()).toBe(true);
    finish().well();
    await settled();
    expect(exits).toEqual([false]);
    expect(stops()).toBe(1);
  });

  it('takes the echo of one Ctrl-C for the same wish', () => {
    const { shutdown, clock, exits, stops } = start();
    shutdown.ask();
    clock.advance(499);
    shutdown.ask();
    expect(exits).toEqual([]);
    expect(stops()).toBe(1);
  });

  it('does not wait any longer on a second signal', () => {
    const { shutdown, clock, exits } = start();
    shutdown.ask();
    clock.advance(500);
    shutdown.ask();
    expect(exits).toEqual([true]);
  });

  it('ends by force after five seconds', () => {
    const { shutdown, clock, exits } = start();
    shutdown.ask();
    clock.advance(4999);
    expect(exits).toEqual([]);
    clock.advance(1);
    expect(exits).toEqual([true]);
  });

  it('says so when the stop failed', async () => {
    const { shutdown, finish, exits } = start();
    shutdown.ask();
    finish().badly();
    await settled();
    expect(exits).toEqual([true]);
  });
});
