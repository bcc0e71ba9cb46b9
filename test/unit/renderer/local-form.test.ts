import { afterEach, describe, expect, it } from 'vitest';
import { currencyChoices } from '#renderer/ui/regions/currency-choices.ts';
import { countAsIn, sayCount, sayDecimal } from '#renderer/ui/say-count.ts';
import { moneyOf, sayAmount } from '#shared/contract/money.ts';

describe('money as the business writes it', () => {
  it.each([
    ['GB', null, 0.16, '£0.16'],
    ['GB', null, 0.0079, '£0.0079'],
    ['US', null, 12, '$12.00'],
    ['JP', null, 12, '¥12'],
    ['CH', null, 0.5, 'CHF 0.50'],
    ['CH', 'EUR', 0.5, '€0.50'],
    ['GB', 'USD', 1234.5, 'US$1,234.50'],
    // No currency of its own.
    ['AQ', null, 1, '$1.00'],
    ['ZZ', null, 1, '€1.00'],
  ])('of %s with %s: %d is %s', (country, currency, amount, words) => {
    expect(sayAmount(amount, moneyOf({ country, currency })).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('offers currencies by name, and the present one whatever it is', () => {
    expect(currencyChoices('GBP')).toContainEqual({ value: 'GBP', label: 'British Pound (GBP)' });
    expect(currencyChoices('XBT')).toContainEqual({ value: 'XBT', label: 'XBT' });
  });
});

describe('counts as the country of the business writes them', () => {
  afterEach(() => countAsIn('en-GB'));

  it.each([
    ['en-GB', '1,234,567', '4.2'],
    ['en-DE', '1.234.567', '4,2'],
    ['en-IN', '12,34,567', '4.2'],
  ])('%s', (locale, count, decimal) => {
    countAsIn(locale);
    expect(sayCount(1_234_567)).toBe(count);
    expect(sayDecimal(4.21, 1)).toBe(decimal);
  });
});
