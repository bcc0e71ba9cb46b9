import { dateFormat } from './date-format.ts';
import type { LocalForm } from './local-form.ts';

/*
 * Dates and times in the middle of a sentence. A wall time is what clocks show, in ms as if they stood in UTC: whose clocks is the caller's.
 */

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const MINUTE = 60_000;

/** `2 March 2026`, or `March 2, 2026`, of a wall time. */
export function sayDay(wall: number, locale: string): string {
  return dateFormat(locale, 'UTC', DAY).format(wall);
}

/** `Monday, 2 March 2026`, or `Monday, March 2, 2026`, of a wall time. Browsers and Node differ in the comma, so it is put here. */
export function sayWeekday(wall: number, locale: string): string {
  return `${dateFormat(locale, 'UTC', { weekday: 'long' }).format(wall)}, ${sayDay(wall, locale)}`;
}

/** `09:30`, or `9:30 AM`, of a wall time; with seconds where there are any. */
export function sayClock(wall: number, locale: string): string {
  const options = wall % MINUTE === 0 ? CLOCK : ({ ...CLOCK, second: '2-digit' } as const);
  return dateFormat(locale, 'UTC', options).format(wall);
}

/** A time of the day as settings hold it (`HH:mm`), as `21:00` or `9:00 PM`. */
export function sayTimeOfDay(time: string, locale: string): string {
  return sayClock(Date.parse(`1970-01-01T${time}:00Z`), locale);
}

/** `2 March 2026, 09:30`, to the minute, of ms since 1970. */
export function sayMoment(at: number, { locale, timeZone }: LocalForm): string {
  return `${dateFormat(locale, timeZone, DAY).format(at)}, ${dateFormat(locale, timeZone, CLOCK).format(at)}`;
}
