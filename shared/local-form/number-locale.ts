/**
 * The locale in whose manner a country writes digits: `de-DE-u-nu-latn` for `en-DE`. English formats group the digits of many countries, and
 * the amounts of most, in the American way; so the country's main language is asked, with the digits of English.
 */
export function numberLocale(locale: string): string {
  const { region } = new Intl.Locale(locale);
  if (region === undefined) return locale;
  const own = `${new Intl.Locale(`und-${region}`).maximize().language}-${region}-u-nu-latn`;
  return Intl.NumberFormat.supportedLocalesOf(own).length > 0 ? own : locale;
}
