import { type MomentReader, wallTime } from './moment.ts';
import { impossible, offsetMinutes } from './read-iso.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zone names that RFC 2822 still gives a meaning to, in hours. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ ut: 0, utc: 0, gmt: 0, z: 0 },
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
};

const FORMAT = new RegExp(
  `^(?:(${WEEKDAYS.join('|')}),? +)?(\\d{1,2}) +(${MONTHS.join('|')}) +(\\d{4}) +(\\d{2}):(\\d{2})(?::(\\d{2}))? +([+-]\\d{4}|${Object.keys(ZONES).join('|')})(?: +\\([^()]*\\))?$`,
  'i',
);

/** RFC 2822, as mail and HTTP write dates: `Mon, 02 Mar 2026 09:30:00 +0000`. A weekday that is another one is a contradiction. */
export const readRfc2822: MomentReader = (written) => {
  const match = FORMAT.exec(written);
  if (match === null) return null;
  const [, weekday, day, month = '', year, hour, minute, second, zone = ''] = match;
  const wall = wallTime({
    year: Number(year),
    month: MONTHS.indexOf(month.toLowerCase()) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  });
  const named = ZONES[zone.toLowerCase()];
  const minutes = named === undefined ? offsetMinutes(zone) : named * 60;
  if (wall === null || minutes === null) return impossible(written);
  if (weekday !== undefined && WEEKDAYS[new Date(wall).getUTCDay()] !== weekday.toLowerCase()) {
    return { ok: false, sentence: `“${written}” names a weekday that this date is not.` };
  }
  return { ok: true, moment: { kind: 'instant', at: wall - minutes * 60_000 } };
};
