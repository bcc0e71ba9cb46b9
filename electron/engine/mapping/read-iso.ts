import { type MomentReader, type ReadMoment, wallTime } from './moment.ts';

const OFFSET = '(?: ?(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?))?';
const EXTENDED = new RegExp(
  `^(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?${OFFSET})?$`,
  'i',
);
const BASIC = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(?:(\\d{2})(?:[.,](\\d+))?)?${OFFSET})?$`, 'i');

/** ISO 8601 calendar dates and times, the profile of RFC 3339 included, with a blank for the T as databases write it. */
export const readIso: MomentReader = (written) => {
  const match = EXTENDED.exec(written) ?? BASIC.exec(written);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const wall = wallTime({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction,
  });
  if (wall === null) return impossible(written);
  if (hour === undefined) return { ok: true, moment: { kind: 'day', wall } };
  if (offset === undefined) return { ok: true, moment: { kind: 'local', wall } };
  const minutes = offsetMinutes(offset);
  return minutes === null
    ? impossible(written)
    : { ok: true, moment: { kind: 'instant', at: wall - minutes * 60_000 } };
};

export function impossible(written: string): ReadMoment {
  return { ok: false, sentence: `“${written}” is a date or time that does not exist.` };
}

/** `Z`, `+01`, `+0100`, `+01:00` in minutes east of UTC; null for one that no clock has. */
export function offsetMinutes(offset: string): number | null {
  if (!/\d/.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
