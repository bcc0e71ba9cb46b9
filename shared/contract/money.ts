import countryToCurrency from 'country-to-currency';
import { localeOf } from '../local-form/local-form.ts';
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

const formats = new Map<string, Intl.NumberFormat>();

/** `£0.16`, `£0.0079`: as many decimals as the currency has, up to four where a price needs them. */
export function sayAmount(amount: number, { locale, currency }: Money): string {
  const key = `${locale} ${currency}`;
  const format =
    formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 4 });
  formats.set(key, format);
  return format.format(amount);
}
