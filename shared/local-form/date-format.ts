const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * How a locale writes dates and times, with the hours of its country: `21:30` or `9:30 PM`. Making a format costs far more than using one,
 * and receipts and lists use the same few again and again.
 */
export function dateFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(datesOf(locale), { ...options, ...hoursOf(locale, options), timeZone });
  formats.set(key, known);
  return known;
}

/** Where a country has no English of its own, the international one: by itself it would be American. */
function datesOf(locale: string): string {
  const { region } = new Intl.Locale(locale);
  const isKnown = new Intl.Locale(new Intl.DateTimeFormat(locale).resolvedOptions().locale).region === region;
  return isKnown ? locale : 'en-001';
}

type LocaleWithHours = Intl.Locale & { getHourCycles?: () => string[] };

/** As the country has it. */
function hoursOf(locale: string, { hour }: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions {
  if (hour === undefined) return {};
  const country = new Intl.Locale(`und-${new Intl.Locale(locale).region ?? '001'}`) as LocaleWithHours;
  const usual = country.getHourCycles?.()[0] ?? 'h23';
  return usual === 'h12' || usual === 'h11' ? { hourCycle: usual, hour: 'numeric' } : { hourCycle: 'h23' };
}
