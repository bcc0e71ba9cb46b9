import { sayClock, sayDay } from '../mapping/say-time.ts';
import { wallOf } from '../mapping/zone-time.ts';

/** `2 days 3 hours`, from minutes. */
export function saySpan(minutes: number): string {
  const units: [number, string][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ];
  return units.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`])).join(' ');
}

/** `2 March 2026, 09:30`, on the clocks of a zone. */
export function sayMoment(at: number, timeZone: string): string {
  const wall = wallOf(at - (at % 60_000), timeZone);
  return `${sayDay(wall)}, ${sayClock(wall)}`;
}
