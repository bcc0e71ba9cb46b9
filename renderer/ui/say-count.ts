let locale = 'en-GB';

/** Told as soon as the settings are there, and when the owner changes the country. */
export function countAsIn(businessLocale: string): void {
  locale = businessLocale;
}

/** `12,345`, or `12.345`, as the country of the business writes it. */
export function sayCount(count: number): string {
  return formatter(0, 3).format(count);
}

/** `4.2`, or `4,2`, with exactly so many decimals. */
export function sayDecimal(number: number, decimals: number): string {
  return formatter(decimals, decimals).format(number);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs far more than using one, and trees and lists count in every row. */
function formatter(minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${minimumFractionDigits} ${maximumFractionDigits}`;
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits });
  formatters.set(key, known);
  return known;
}
