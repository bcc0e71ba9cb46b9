const FIRST_MS = 1_000;
/** With its fifth more and the time to open, whoever comes back is found within a minute. */
const LAST_MS = 48_000;

/**
 * How long to wait after the nth failure in a row (from 1): 1 s, doubling to 48 s, ±20 % so that many computers that lost the same relay
 * do not all return at once. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const base = Math.min(LAST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(base * (0.8 + 0.4 * random));
}
