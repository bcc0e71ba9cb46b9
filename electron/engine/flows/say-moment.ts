import { sayClock, sayDay } from '../mapping/say-time.ts';
import { wallOf } from '../mapping/zone-time.ts';

/** `2 March 2026, 09:30`, on the clocks of a zone. */
export function sayMoment(at: number, timeZone: string): string {
  const wall = wallOf(at - (at % 60_000), timeZone);
  return `${sayDay(wall)}, ${sayClock(wall)}`;
}
