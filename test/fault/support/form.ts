/**
 * How long the fault tests are: short as a part of `npm test`, full with `npm run test:fault`. Every random choice in them comes from one
 * seed; FIELDHOOK_FAULT_SEED tries another one, and a failure names the one it had.
 */
const isFull = process.env.FIELDHOOK_FAULT === 'full';

export const SEED = Number(process.env.FIELDHOOK_FAULT_SEED) || 20_261_123;

/** A number of rounds, depending on the form. */
export function rounds(short: number, full: number): number {
  return isFull ? full : short;
}

/** The test's time-out in ms; the full form takes its time. */
export function timeout(short: number): number {
  return isFull ? 60 * 60_000 : short;
}

/** What a promise that is given in seconds may take longer where many tests share the processor, in ms. */
export const SLACK_MS = 5000;

/** Numbers from 0 to below 1, always the same for one seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
