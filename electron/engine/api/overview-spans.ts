import type { OverviewRange } from '#shared/contract/overview.ts';
import { instantOf, wallOf } from '../mapping/zone-time.ts';

const HOUR_MS = 3_600_000;
const HOURS = 24;
const DAYS = 14;
const MONTHS = 12;

/** When the hours, days or months of a range begin, oldest first, and when the last one ends. The current one is among them. */
export function spansOf(range: OverviewRange, now: number, timeZone: string): { starts: number[]; until: number } {
  if (range === 'day') {
    const until = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
    return cut(HOURS, (place) => until - (HOURS - place) * HOUR_MS);
  }
  const today = new Date(wallOf(now, timeZone));
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
  // Counted on the calendar, not in hours: a day of 23 or 25 hours is one day.
  if (range === 'fortnight')
    return cut(DAYS, (place) => startOf(Date.UTC(year, month, day - DAYS + 1 + place), timeZone));
  return cut(MONTHS, (place) => startOf(Date.UTC(year, month - MONTHS + 1 + place, 1), timeZone));
}

function cut(count: number, startAt: (place: number) => number): { starts: number[]; until: number } {
  return { starts: Array.from({ length: count }, (_, place) => startAt(place)), until: startAt(count) };
}

const startOf = (midnight: number, timeZone: string): number => instantOf(midnight, timeZone).at;
