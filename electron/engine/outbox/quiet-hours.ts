const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

export interface QuietHours {
  /** `HH:mm` on the clocks of the contact; where `to` is not after `from`, the night lies between them. */
  from: string;
  to: string;
}

/**
 * When it is quiet in none of these zones any more, in ms since 1970, at most two days away; null where it is not quiet now. A number may
 * belong to one of several zones: nobody is woken on a guess.
 */
export function quietUntil(hours: QuietHours, timeZones: readonly string[], at: number): number | null {
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  if (from === to) return null;
  const isQuietAt = (instant: number) => timeZones.some((zone) => isBetween(wallMinutes(instant, zone), from, to));
  if (!isQuietAt(at)) return null;
  // Minute by minute of the clocks themselves, so that a change of them on the way is no special case.
  const start = Math.ceil((at + 1) / MINUTE_MS) * MINUTE_MS;
  for (let minute = 0; minute < 2 * DAY_MINUTES; minute += 1) {
    const instant = start + minute * MINUTE_MS;
    if (!isQuietAt(instant)) return instant;
  }
  return start + 2 * DAY_MINUTES * MINUTE_MS;
}

function isBetween(minutes: number, from: number, to: number): boolean {
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show, in minutes since their midnight. */
function wallMinutes(at: number, timeZone: string): number {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    FORMATS.set(timeZone, format);
  }
  return minutesOf(format.format(at));
}
