import { randomBytes } from 'node:crypto';

/** Makes an id with its noun's prefix: `newId('dlv')` → `dlv_0mdt3k2pa9x…`. */
export type NewId = (prefix: string) => string;

/**
 * Ids are the time in ms (9 base-36 digits, good until the year 5188) and 62 random bits (12 digits). The time in front makes
 * them arrive in order, so that a new row lands at the end of its database index instead of on a random page of it.
 */
export function createNewId(now: () => number, random: (bytes: number) => Uint8Array = randomBytes): NewId {
  return (prefix) => `${prefix}_${base36(BigInt(now()), 9)}${base36(Buffer.from(random(8)).readBigUInt64BE(), 12)}`;
}

function base36(value: bigint, digits: number): string {
  return value.toString(36).padStart(digits, '0').slice(-digits);
}
