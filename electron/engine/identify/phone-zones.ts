import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { IANAZone } from 'luxon';

/** The country of a phone number in E.164, two letters; null where the number does not say. */
export function countryOf(phone: string): string | null {
  return parsePhoneNumberFromString(phone)?.country ?? null;
}

/** Known to the language, not yet to its types. */
type LocaleWithZones = Intl.Locale & { getTimeZones(): string[] | undefined };

/** Time zones of a country; the business's own where none are known. */
export function zonesOf(country: string | null, business: string): readonly string[] {
  const zones = country === null ? [] : zonesIn(country);
  return zones.length === 0 ? [business] : zones;
}

/** The time zone that a phone number in E.164 tells; null where its country has clocks that differ, or it belongs to none. */
export function zoneOf(phone: string): string | null {
  const country = countryOf(phone);
  const [first, ...others] = country === null ? [] : zonesIn(country);
  if (first === undefined) return null;
  return others.every((zone) => keepsSameTime(zone, first)) ? first : null;
}

const zonesIn = (country: string): readonly string[] =>
  (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones() ?? [];

/** In winter and in summer of this decade, as far as it is known. */
const SEASONS = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)];

const keepsSameTime = (one: string, other: string) =>
  SEASONS.every((at) => IANAZone.create(one).offset(at) === IANAZone.create(other).offset(at));
