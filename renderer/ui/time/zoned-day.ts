import { localDate } from './format-time.ts';

const DAY = 86_400_000;

/**
 * The instant (ms since 1970) at which a calendar day begins in a zone: midnight, or the first moment after it where a clock change
 * skips midnight.
 */
export function startOfDay(date: string, timeZone: string): number {
  const utcMidnight = Date.parse(`${date}T00:00:00Z`);
  // Offsets reach from -12 h to +14 h, so the day begins within this window; the border is found by halving.
  let before = utcMidnight - 15 * 3_600_000;
  let at = utcMidnight + 13 * 3_600_000;
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (localDate(middle, timeZone) < date) before = middle;
    else at = middle;
  }
  return at;
}

/** The calendar day `days` later (or earlier) as `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
