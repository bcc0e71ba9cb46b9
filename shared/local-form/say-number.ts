import { numberLocale } from './number-locale.ts';

/** `12,345`, or `12.345`; up to three decimals. */
export function sayCount(count: number, locale: string): string {
  return numberFormat(locale, 0, 3).format(count);
}

/** `4.2`, or `4,2`, with exactly so many decimals. */
export function sayDecimal(number: number, decimals: number, locale: string): string {
  return numberFormat(locale, decimals, decimals).format(number);
}

/** Digits as they are stored (`1234.50`), none added, lost or grouped, with the country's decimal mark. */
export function sayDigits(digits: string, locale: string): string {
  return digits.replace('.', separatorsOf(locale).decimal);
}

/** What stands between groups of three digits, and before decimals. */
export function separatorsOf(locale: string): { group: string; decimal: string } {
  const parts = numberFormat(locale, 1, 1).formatToParts(1_234_567.8);
  const written = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? '';
  return { group: written('group'), decimal: written('decimal') || '.' };
}

const round = new Intl.NumberFormat('en', { notation: 'compact', compactDisplay: 'long' });

/** `512`, `50 thousand`, `1 million`: a round limit in words, which read the same in every country. */
export function sayRound(limit: number): string {
  return round.format(limit);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs far more than using one, and trees and lists count in every row. */
function numberFormat(locale: string, minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${minimumFractionDigits} ${maximumFractionDigits}`;
  const known =
    formats.get(key) ?? new Intl.NumberFormat(numberLocale(locale), { minimumFractionDigits, maximumFractionDigits });
  formats.set(key, known);
  return known;
}
