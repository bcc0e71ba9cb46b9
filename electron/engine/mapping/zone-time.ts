import { IANAZone } from 'luxon';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How the clock on the wall became an instant: `skipped` in the hour that is left out in spring, `repeated` in the one that comes twice in autumn. */
export interface ZonedInstant {
  at: number;
  clock: 'plain' | 'skipped' | 'repeated';
}

/**
 * The instant at which clocks in a zone show `wall` (see Moment). A skipped time moves forward by the gap, of a repeated one the first is
 * taken, as RFC 5545 and Temporal's "compatible" do. Done here because Luxon leaves open which of two it takes and says nothing.
 */
export function instantOf(wall: number, timeZone: string): ZonedInstant {
  // No zone changes its clocks twice within two days, so these are the offsets before and after the change, if there is one.
  const before = wall - offset(wall - DAY, timeZone);
  const after = wall - offset(wall + DAY, timeZone);
  if (before === after) return { at: before, clock: 'plain' };
  const isBefore = wallOf(before, timeZone) === wall;
  const isAfter = wallOf(after, timeZone) === wall;
  if (isBefore && isAfter) return { at: Math.min(before, after), clock: 'repeated' };
  if (isBefore || isAfter) return { at: isBefore ? before : after, clock: 'plain' };
  return { at: before, clock: 'skipped' };
}

/** What clocks in a zone show at an instant. */
export function wallOf(at: number, timeZone: string): number {
  return at + offset(at, timeZone);
}

/** East of UTC, in ms. */
function offset(at: number, timeZone: string): number {
  return IANAZone.create(timeZone).offset(at) * MINUTE;
}
