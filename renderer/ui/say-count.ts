import { DEFAULT_LOCALE } from '#shared/local-form/local-form.ts';
import { sayCount as sayCountIn, sayDecimal as sayDecimalIn, separatorsOf } from '#shared/local-form/say-number.ts';

let locale = DEFAULT_LOCALE;

/** Told as soon as the settings are there, and when the owner changes the country. */
export function countAsIn(businessLocale: string): void {
  locale = businessLocale;
}

/** For texts that are put together far from any component. */
export function businessLocale(): string {
  return locale;
}

/** `12,345`, or `12.345`, as the country of the business writes it. */
export function sayCount(count: number): string {
  return sayCountIn(count, locale);
}

/** `4.2`, or `4,2`, with exactly so many decimals. */
export function sayDecimal(number: number, decimals: number): string {
  return sayDecimalIn(number, decimals, locale);
}

/** For boxes in which numbers are typed: what stands between thousands, and before decimals. */
export function typedSeparators(): { thousandSeparator: string; decimalSeparator: string } {
  const { group, decimal } = separatorsOf(locale);
  return { thousandSeparator: group, decimalSeparator: decimal };
}
