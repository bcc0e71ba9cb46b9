const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** That many days after the UTC day of `now`, at an hour of that day. */
export function inDays(now: number, days: number, hour: number): number {
  return Math.floor(now / DAY_MS) * DAY_MS + days * DAY_MS + hour * HOUR_MS;
}

/** `2026-03-02T09:30:00Z` */
export const isoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** `2026-03-02` */
export const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
