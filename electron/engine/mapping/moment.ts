/**
 * What a text says about time. `wall` is what a calendar and a clock on the wall show, in ms as if they stood in UTC; which instant that
 * is depends on a zone. `at` is an instant, ms since 1970; `note` says how bare digits were understood.
 */
export type Moment =
  | { kind: 'day'; wall: number }
  | { kind: 'local'; wall: number }
  | { kind: 'instant'; at: number; note?: string };

/** A text in a known format, or why it cannot be what it says. */
export type ReadMoment = { ok: true; moment: Moment } | { ok: false; sentence: string };

/** Reads one format; null when the text is not in it. */
export type MomentReader = (written: string) => ReadMoment | null;

export interface CalendarParts {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
  /** Digits after the second's point, any number of them. */
  fraction?: string | undefined;
}

/** Calendar and clock as `wall`; null for what does not exist: 30 February, 24:30, year 0. */
export function wallTime(parts: CalendarParts): number | null {
  const { year, month, day, hour = 0, minute = 0, second = 0, fraction = '' } = parts;
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  const exists = year > 0 && wall.getUTCMonth() === month - 1 && wall.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  return wall.setUTCHours(hour, minute, second, Number(fraction.slice(0, 3).padEnd(3, '0')));
}
