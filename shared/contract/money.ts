import countryToCurrency from 'country-to-currency';
import { localeOf } from '../local-form/local-form.ts';
import { numberLocale } from '../local-form/number-locale.ts';
import type { Settings } from './settings.ts';

/** How the business writes amounts: in its country's manner, in its currency (ISO 4217). */
export interface Money {
  locale: string;
  currency: string;
}

/** Of the settings: the currency that the owner chose, or the usual one of the country. */
export function moneyOf({ country, currency }: Pick<Settings, 'country' | 'currency'>): Money {
  return { locale: localeOf(country), currency: currency ?? usualCurrency(country) };
}

/** `GBP` for `GB`; the euro where a country is not known to have one. */
export function usualCurrency(country: string): string {
  const currencies: Readonly<Record<string, string>> = countryToCurrency;
  return currencies[country] ?? 'EUR';
}

const formats = new Map<string, { own: Intl.NumberFormat; symbol: string }>();
/** Which way a text runs: languages that run to the left put these around amounts. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f]/g;

/** `£0.16`, `0,0079 €`: as many decimals as the currency has, up to four where a price needs them; the symbol is the English one. */
export function sayAmount(amount: number, money: Money): string {
  const { own, symbol } = formatOf(money);
  const parts = own.formatToParts(amount).map(({ type, value }) => (type === 'currency' ? symbol : value));
  return parts.join('').replace(DIRECTION_MARKS, '');
}

function formatOf({ locale, currency }: Money): { own: Intl.NumberFormat; symbol: string } {
  const key = `${locale} ${currency}`;
  const known = formats.get(key) ?? {
    own: new Intl.NumberFormat(numberLocale(locale), { style: 'currency', currency, maximumFractionDigits: 4 }),
    symbol: symbolOf(locale, currency),
  };
  formats.set(key, known);
  return known;
}

function symbolOf(locale: string, currency: string): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}
