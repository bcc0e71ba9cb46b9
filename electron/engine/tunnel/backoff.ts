const FIRST_MS = 1_000;
/**
 * What comes back is found within a minute, at whatever moment it does. At worst an attempt has just begun that will not be answered any more
 * (15 s), then comes this wait with its fifth more (19.2 s), then an attempt that takes as long as it may (15 s) and the first question
 * through the address (8 s): 57.2 s together.
 */
const LAST_MS = 16_000;

/**
 * How long to wait after the nth failure in a row (from 1): 1 s, doubling to 16 s, ±20 % so that many computers that lost the same relay
 * do not all return at once. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const base = Math.min(LAST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(base * (0.8 + 0.4 * random));
}
