import { randomBytes } from 'node:crypto';

/** Makes an id with its noun's prefix: `newId('dlv')` → `dlv_0mdt3k2pa9x…`. */
export type NewId = (prefix: string) => string;

/** Random bytes are asked for in this amount, because each call costs more than the ids of a whole batch. */
const POOL_BYTES = 1024;

/**
 * Ids are the time in ms (9 base-36 digits, good until the year 5188) and 62 random bits (12 digits). The time in front makes
 * them arrive in order, so that a new row lands at the end of its database index instead of on a random page of it.
 */
export function createNewId(now: () => number, random: (bytes: number) => Uint8Array = randomBytes): NewId {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (prefix) => {
    if (used === pool.length) {
      pool = Buffer.from(random(POOL_BYTES));
      used = 0;
    }
    const number = pool.readBigUInt64BE(used);
    used += 8;
    return `${prefix}_${base36(BigInt(now()), 9)}${base36(number, 12)}`;
  };
}

function base36(value: bigint, digits: number): string {
  return value.toString(36).padStart(digits, '0').slice(-digits);
}
