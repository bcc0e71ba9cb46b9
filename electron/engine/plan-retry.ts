const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses between attempts that surely sent nothing (TRUST, “Outgoing steps”). */
const PAUSES = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR] as const;
/** Of a pause, in both directions: senders that failed together do not come back together. */
const JITTER = 0.2;

/**
 * When to try again after the `attempts`-th attempt sent nothing, in ms since 1970; null: not by itself any more. `notBefore` is the provider's own
 * wish; `random` is between 0 and 1.
 */
export function planRetry(attempts: number, at: number, notBefore: number | null, random: number): number | null {
  const pause = PAUSES[attempts - 1];
  if (pause === undefined) return null;
  const own = at + Math.round(pause * (1 + JITTER * (2 * random - 1)));
  return notBefore === null ? own : Math.max(own, notBefore);
}

/** Until when a Retry-After asks to wait, in ms since 1970: it says seconds or a date. Null where nobody can read it. How far away is believed is up to who asks. */
export function readRetryAfter(text: string, now: number): number | null {
  const at = /^\d{1,9}$/.test(text.trim()) ? now + Number(text) * SECOND : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
