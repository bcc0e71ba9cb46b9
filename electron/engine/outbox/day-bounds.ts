import { DateTime } from 'luxon';

/** When the day began that clocks in this zone show, and when the next one begins, in ms since 1970. */
export function dayBounds(at: number, timeZone: string): { today: number; tomorrow: number } {
  const day = DateTime.fromMillis(at, { zone: timeZone }).startOf('day');
  return { today: day.toMillis(), tomorrow: day.plus({ days: 1 }).startOf('day').toMillis() };
}
