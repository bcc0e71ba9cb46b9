import { type Refused, refused } from './verdict.ts';

export type TimeUnit = 's' | 'ms';

/** A signed time: the text as the signature covers it, and what it means. */
export interface SignedTime {
  text: string;
  unit: TimeUnit;
  /** In ms since 1970. */
  at: number;
}

/** Digits only: `-1`, `1.5` and `1e20` are refused before they can become a number (CORPUS S7). */
export function readTime(text: string, unit: TimeUnit, part: string): SignedTime | Refused {
  if (!/^\d{1,15}$/.test(text)) return refused('malformed', part);
  return { text, unit, at: Number(text) * (unit === 's' ? 1000 : 1) };
}

/** Null within the tolerance. Both directions count: senders’ own SDKs often look at the past only. */
export function outsideTolerance({ at, unit }: SignedTime, now: number, toleranceSeconds: number): Refused | null {
  // A sender that signs whole seconds does not know the rest of its second, so neither does the comparison.
  const age = (unit === 's' ? Math.floor(now / 1000) * 1000 : now) - at;
  if (age > toleranceSeconds * 1000) return refused('stale');
  return age < -toleranceSeconds * 1000 ? refused('future') : null;
}
