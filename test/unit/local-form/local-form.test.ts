import { afterEach, describe, expect, it } from 'vitest';
import { countryOfZone } from '#renderer/ui/regions/country-of-zone.ts';
import { currencyChoices } from '#renderer/ui/regions/currency-choices.ts';
import { countAsIn, sayCount, sayDecimal } from '#renderer/ui/say-count.ts';
import { moneyOf, sayAmount } from '#shared/contract/money.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { sayDigits, sayRound, separatorsOf } from '#shared/local-form/say-number.ts';
import { sayClock, sayDay, sayMoment, sayTimeOfDay, sayWeekday } from '#shared/local-form/say-time.ts';

describe('money as the business writes it', () => {
  it.each([
    ['GB', null, 0.16, '£0.16'],
    ['GB', null, 0.0079, '£0.0079'],
    ['US', null, 12, '$12.00'],
    ['JP', null, 12, '¥12'],
    ['CH', null, 0.5, 'CHF 0.50'],
    ['CH', 'EUR', 0.5, '€ 0.50'],
    ['DE', null, 1234.5, '1.234,50 €'],
    ['DE', null, 0.0079, '0,0079 €'],
    ['BR', null, 1234.5, 'R$ 1.234,50'],
    ['FR', null, 1234.5, '1 234,50 €'],
    // No marks of a language that runs to the left, and no digits of one.
    ['EG', null, 1234.5, '1,234.50 EGP'],
    ['GB', 'USD', 1234.5, 'US$1,234.50'],
    // No currency of its own.
    ['AQ', null, 1, '$1.00'],
    ['ZZ', null, 1, '€1.00'],
  ])('of %s with %s: %d is %s', (country, currency, amount, words) => {
    expect(sayAmount(amount, moneyOf({ country, currency })).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(words);
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
    ['en-BR', '1.234.567', '4,2'],
    ['en-TR', '1.234.567', '4,2'],
    ['en-EG', '1,234,567', '4.2'],
  ])('%s', (locale, count, decimal) => {
    countAsIn(locale);
    expect(sayCount(1_234_567)).toBe(count);
    expect(sayDecimal(4.21, 1)).toBe(decimal);
  });
});

describe('dates and times in a sentence, as the country of the business writes them', () => {
  const WALL = Date.UTC(2026, 2, 2, 21, 30);

  it.each([
    ['GB', '2 March 2026', '21:30', '21:30:05', '00:05'],
    ['US', 'March 2, 2026', '9:30 PM', '9:30:05 PM', '12:05 AM'],
    ['DE', '2 March 2026', '21:30', '21:30:05', '00:05'],
    ['JP', 'March 2, 2026', '21:30', '21:30:05', '00:05'],
    ['IN', '2 March 2026', '9:30 pm', '9:30:05 pm', '12:05 am'],
    ['BR', '2 March 2026', '21:30', '21:30:05', '00:05'],
  ])('%s', (country, day, clock, withSeconds, early) => {
    const locale = localeOf(country);
    expect(sayDay(WALL, locale)).toBe(day);
    expect(sayWeekday(WALL, locale)).toBe(`Monday, ${day}`);
    expect(sayClock(WALL, locale)).toBe(clock);
    expect(sayClock(WALL + 5_000, locale)).toBe(withSeconds);
    expect(sayTimeOfDay('00:05', locale)).toBe(early);
    // On the clocks of the zone, to the minute.
    expect(sayMoment(WALL + 5_000, { locale, timeZone: 'UTC' })).toBe(`${day}, ${clock}`);
    expect(sayMoment(WALL - 3_600_000, { locale, timeZone: 'Europe/Berlin' })).toBe(`${day}, ${clock}`);
  });
});

describe('digits and separators', () => {
  it.each([
    ['en-GB', '-1234.50', { group: ',', decimal: '.' }],
    ['en-DE', '-1234,50', { group: '.', decimal: ',' }],
    ['en-IN', '-1234.50', { group: ',', decimal: '.' }],
  ])('%s', (locale, digits, separators) => {
    expect(sayDigits('-1234.50', locale)).toBe(digits);
    expect(separatorsOf(locale)).toEqual(separators);
  });

  it.each([
    [64, '64'],
    [50_000, '50 thousand'],
    [1_000_000, '1 million'],
  ])('a limit of %d reads the same everywhere: %s', (limit, words) => {
    expect(sayRound(limit)).toBe(words);
  });
});

it.each([
  ['Europe/Berlin', 'DE'],
  ['America/Chicago', 'US'],
  ['Europe/London', 'GB'],
  ['UTC', null],
])('the clocks of %s are those of %s', (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});
