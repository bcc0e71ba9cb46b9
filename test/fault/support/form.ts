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
