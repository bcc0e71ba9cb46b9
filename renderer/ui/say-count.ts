let locale = 'en-GB';

/** Told as soon as the settings are there, and when the owner changes the country. */
export function countAsIn(businessLocale: string): void {
  locale = businessLocale;
}

/** `12,345`, or `12.345`, as the country of the business writes it. */
export function sayCount(count: number): string {
  return count.toLocaleString(locale);
}

/** `4.2`, or `4,2`, with exactly so many decimals. */
export function sayDecimal(number: number, decimals: number): string {
  return number.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
