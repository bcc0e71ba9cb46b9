import { assertNever } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import { sayClock, sayDay } from '#shared/local-form/say-time.ts';
import { type Conversion, type ConvertOptions, converted, keptOut, type Scalar } from './conversion.ts';
import type { Moment, ReadMoment } from './moment.ts';
import { readIso } from './read-iso.ts';
import { readPattern } from './read-pattern.ts';
import { readRfc2822 } from './read-rfc2822.ts';
import { readUnix } from './read-unix.ts';
import { instantOf, wallOf } from './zone-time.ts';

/** No date in any format is longer. */
const MAX_LENGTH = 100;

/** The formats that are read without being told (CV6). None reads a text of another. */
const STANDARD = [readIso, readUnix, readRfc2822];

/** CV6, Date: the calendar day. An instant has a different day in different places: it is the day in the webhook's zone, and the note says so. */
export function convertDate(scalar: Scalar, options: ConvertOptions): Conversion {
  const read = readMoment(scalar, options.pattern);
  if (!read.ok) return read;
  const { moment } = read;
  if (moment.kind !== 'instant') return stored(scalar, moment.wall, DATE_LENGTH, null);
  const wall = wallOf(moment.at, options.timeZone);
  const day = `In ${options.timeZone} that is ${sayDay(wall, options.locale)}.`;
  return stored(scalar, wall, DATE_LENGTH, moment.note === undefined ? day : `${moment.note} ${day}`);
}

/** CV6, DateTime: the instant, in UTC. */
export function convertDateTime(scalar: Scalar, options: ConvertOptions): Conversion {
  const read = readMoment(scalar, options.pattern);
  if (!read.ok) return read;
  const { at, note } = toInstant(read.moment, options);
  return stored(scalar, at, INSTANT_LENGTH, note);
}

const DATE_LENGTH = 'YYYY-MM-DD'.length;
const INSTANT_LENGTH = 'YYYY-MM-DDTHH:mm:ss.sssZ'.length;

/** `ms` as ISO 8601, as far as the type needs it. A zone can push the first and the last day out of the years that have four digits. */
function stored({ written }: Scalar, ms: number, length: number, note: string | null): Conversion {
  const iso = new Date(ms).toISOString();
  if (!/^(?!0000)\d{4}-/.test(iso)) return keptOut(`“${written}” is outside the years 1 to 9999.`);
  return converted(iso.slice(0, length), written, note);
}

function readMoment({ kind, written }: Scalar, pattern: string | null): ReadMoment {
  const said = `“${excerptOf(written, 80)}”`;
  if (kind === 'boolean') return { ok: false, sentence: `It is ${written}, not a date.` };
  if (written.length > MAX_LENGTH) return { ok: false, sentence: `${said} is too long for a date.` };
  if (pattern !== null) return readPattern(written, pattern);
  for (const reader of kind === 'number' ? [readUnix] : STANDARD) {
    const read = reader(written);
    if (read !== null) return read;
  }
  return kind === 'number'
    ? { ok: false, sentence: `${written} is not a time in seconds or milliseconds since 1970.` }
    : {
        ok: false,
        sentence: `${said} is not in a standard date format. Say how it is written with a date pattern, such as dd/MM/yyyy.`,
      };
}

type Clocks = Pick<ConvertOptions, 'timeZone' | 'locale'>;

function toInstant(moment: Moment, clocks: Clocks): { at: number; note: string | null } {
  switch (moment.kind) {
    case 'instant':
      return { at: moment.at, note: moment.note ?? null };
    case 'day':
      return {
        at: instantOf(moment.wall, clocks.timeZone).at,
        note: `It has no time: the start of the day in ${clocks.timeZone}.`,
      };
    case 'local':
      return onTheClock(moment.wall, clocks);
    default:
      return assertNever(moment);
  }
}

function onTheClock(wall: number, { timeZone, locale }: Clocks): { at: number; note: string } {
  const { at, clock } = instantOf(wall, timeZone);
  switch (clock) {
    case 'plain':
      return { at, note: `It has no offset: read as a time in ${timeZone}.` };
    case 'skipped':
      return {
        at,
        note: `${sayClock(wall, locale)} did not exist that day in ${timeZone}, where clocks went forward: read as ${sayClock(wallOf(at, timeZone), locale)}.`,
      };
    case 'repeated':
      return {
        at,
        note: `${sayClock(wall, locale)} came twice that day in ${timeZone}, where clocks went back: read as the first.`,
      };
    default:
      return assertNever(clock);
  }
}
