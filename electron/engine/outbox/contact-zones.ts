import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The country of a phone number in E.164, two letters; null where the number does not say. */
export function countryOf(phone: string): string | null {
  return parsePhoneNumberFromString(phone)?.country ?? null;
}

/** Known to the language, not yet to its types. */
type LocaleWithZones = Intl.Locale & { getTimeZones(): string[] | undefined };

/** Time zones of a country; the business's own where none are known. */
export function zonesOf(country: string | null, business: string): readonly string[] {
  const zones = country === null ? undefined : (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones();
  return zones === undefined || zones.length === 0 ? [business] : zones;
}
