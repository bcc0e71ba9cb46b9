import { COUNTRY_CHOICES } from './country-choices.ts';

/** Known to newer browsers, not yet to the types. */
type LocaleWithZones = Intl.Locale & { getTimeZones?: () => string[] | undefined };

/** `DE` for `Europe/Berlin`; null where the zone belongs to no country, or the browser does not know. */
export function countryOfZone(zone: string): string | null {
  const zonesIn = (country: string) => (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones?.() ?? [];
  return COUNTRY_CHOICES.find(({ value }) => zonesIn(value).includes(zone))?.value ?? null;
}
