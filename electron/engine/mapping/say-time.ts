/** `2 March 2026` */
export function sayDay(wall: number): string {
  return DAY.format(wall);
}

/** `09:30`, with seconds where there are any. */
export function sayClock(wall: number): string {
  return (wall % 60_000 === 0 ? CLOCK : CLOCK_WITH_SECONDS).format(wall);
}

/** Both take a wall time (see Moment), hence UTC. */
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });
const CLOCK_WITH_SECONDS = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });
