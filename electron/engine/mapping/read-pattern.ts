import { DateTime } from 'luxon';
import { excerptOf } from '#shared/json/excerpt.ts';
import type { ReadMoment } from './moment.ts';

/** Names of months and days in a pattern are English. */
const LOCALE = 'en-GB';

/** Text in a stated pattern of Luxon's tokens (CV6), for example `dd/MM/yyyy HH:mm`. The pattern alone counts: nothing else is tried. */
export function readPattern(written: string, pattern: string): ReadMoment {
  const said = `“${excerptOf(written, 80)}”`;
  try {
    // Read in UTC, calendar and clock come out as written; a zone that the pattern itself names wins.
    const options = { zone: 'utc', setZone: true, locale: LOCALE };
    const { rawMatches, result, zone } = DateTime.fromFormatExplain(written, pattern, options);
    if (!rawMatches) return { ok: false, sentence: `${said} is not written like ${pattern}.` };
    if (!hasFullDate(result ?? {}))
      return { ok: false, sentence: `The pattern ${pattern} does not say year, month and day.` };
    const time = DateTime.fromFormat(written, pattern, options);
    if (!time.isValid) return { ok: false, sentence: `${said} is a date or time that does not exist.` };
    const at = time.toMillis();
    if (zone) return { ok: true, moment: { kind: 'instant', at } };
    return { ok: true, moment: { kind: result?.hour === undefined ? 'day' : 'local', wall: at } };
  } catch {
    // Luxon throws where tokens contradict each other, such as a week number beside a month.
    return { ok: false, sentence: `The pattern ${pattern} cannot be used.` };
  }
}

/** Luxon would fill what is missing from today's date. */
function hasFullDate(units: Record<string, number | undefined>): boolean {
  const has = (...names: string[]) => names.every((name) => units[name] !== undefined);
  return has('year', 'month', 'day') || has('year', 'ordinal') || has('weekYear', 'weekNumber', 'weekday');
}
