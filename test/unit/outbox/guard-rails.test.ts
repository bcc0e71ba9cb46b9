import { describe, expect, it } from 'vitest';
import { askGuardRails, type BeforeSending } from '#engine/outbox/guard-rails.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const TOMORROW = Date.UTC(2026, 2, 3);
const OPEN = { quietHours: null, dailyCap: null, spike: null, perAddress: null, dailyBudget: null, countries: [] };
const NIGHT = { from: '21:00', to: '08:00' };
const POUNDS = { locale: 'en-GB', currency: 'GBP' };

const ASKED: BeforeSending = {
  isPhone: true,
  country: 'GB',
  clock: 'GB',
  timeZones: ['Europe/London'],
  settings: OPEN,
  isOptedOut: false,
  isReleased: false,
  sentToday: 0,
  sentLately: 0,
  sentThere: null,
  spending: null,
  locale: 'en-GB',
  tomorrow: TOMORROW,
  at: NOON,
};

describe('SN6 guard rails', () => {
  it.each<[string, Partial<BeforeSending>, object]>([
    ['nothing speaks against it', {}, { kind: 'go' }],
    ['STOP is honoured', { isOptedOut: true }, { kind: 'blocked', reason: 'opted-out' }],
    [
      'STOP is honoured against a release',
      { isOptedOut: true, isReleased: true },
      { kind: 'blocked', reason: 'opted-out' },
    ],
    ['an allowed country', { settings: { ...OPEN, countries: ['GB', 'IE'] } }, { kind: 'go' }],
    [
      'K6 another country',
      { settings: { ...OPEN, countries: ['IE'] } },
      {
        ...{ kind: 'blocked', reason: 'country-not-allowed' },
        sentence: 'Numbers in the United Kingdom are not among those that you allowed for this channel.',
      },
    ],
    [
      'an address that is no number',
      { isPhone: false, country: null, settings: { ...OPEN, countries: ['IE'] } },
      { kind: 'go' },
    ],
    [
      'K6 a number of no country',
      { country: null, settings: { ...OPEN, countries: ['IE'] } },
      { kind: 'blocked', reason: 'country-not-allowed' },
    ],
    ['by day', { settings: { ...OPEN, quietHours: NIGHT } }, { kind: 'go' }],
    [
      'by night: until the morning there',
      { settings: { ...OPEN, quietHours: NIGHT }, at: Date.UTC(2026, 2, 2, 23, 30) },
      {
        ...{ kind: 'held', reason: 'quiet-hours', until: Date.UTC(2026, 2, 3, 8) },
        sentence:
          'It waits until the quiet hours (21:00–08:00) are over in the United Kingdom, where the number is from.',
      },
    ],
    [
      'by night in one of the zones of a country, of which the number does not say which',
      {
        ...{ settings: { ...OPEN, quietHours: NIGHT }, at: Date.UTC(2026, 2, 2, 14) },
        ...{ country: 'US', clock: 'US', timeZones: ['America/New_York', 'Pacific/Honolulu'] },
      },
      {
        ...{ kind: 'held', reason: 'quiet-hours', until: Date.UTC(2026, 2, 2, 18) },
        sentence:
          'It waits until the quiet hours (21:00–08:00) are over in all of the United States, where the number is from.',
      },
    ],
    [
      'by night, released by the owner',
      { settings: { ...OPEN, quietHours: NIGHT }, at: Date.UTC(2026, 2, 2, 23, 30), isReleased: true },
      { kind: 'go' },
    ],
    [
      'by night where the business is, to the owner’s own screen or to somebody of whom no number is known',
      {
        ...{ settings: { ...OPEN, quietHours: NIGHT }, at: Date.UTC(2026, 2, 2, 15) },
        ...{ isPhone: false, country: null, clock: null, timeZones: ['Australia/Sydney'] },
      },
      {
        ...{ kind: 'held', reason: 'quiet-hours', until: Date.UTC(2026, 2, 2, 21) },
        sentence: 'It waits until the quiet hours (21:00–08:00) are over on the clocks of your business.',
      },
    ],
    [
      'by night where the person is, to an e-mail address of somebody whose number is known',
      {
        ...{ settings: { ...OPEN, quietHours: NIGHT }, at: Date.UTC(2026, 2, 2, 15) },
        ...{ isPhone: false, country: null, clock: 'JP', timeZones: ['Asia/Tokyo'] },
      },
      {
        ...{ kind: 'held', reason: 'quiet-hours', until: Date.UTC(2026, 2, 2, 23) },
        sentence: 'It waits until the quiet hours (21:00–08:00) are over in Japan, where their phone number is from.',
      },
    ],
    ['one below the spike', { settings: { ...OPEN, spike: 50 }, sentLately: 49 }, { kind: 'go' }],
    ['the spike', { settings: { ...OPEN, spike: 50 }, sentLately: 50 }, { kind: 'held', reason: 'spike', until: null }],
    [
      'one below the limits of an address',
      { settings: { ...OPEN, perAddress: { hour: 5, day: 20 } }, sentThere: { hour: 4, day: 19 } },
      { kind: 'go' },
    ],
    [
      'as many to an address as an hour allows',
      { settings: { ...OPEN, perAddress: { hour: 5, day: 20 } }, sentThere: { hour: 5, day: 5 } },
      { kind: 'held', reason: 'address-limit', until: null, sentence: expect.stringContaining('within an hour') },
    ],
    [
      'as many to an address as a day allows',
      { settings: { ...OPEN, perAddress: { hour: 5, day: 20 } }, sentThere: { hour: 0, day: 20 } },
      { kind: 'held', reason: 'address-limit', until: null, sentence: expect.stringContaining('within 24 hours') },
    ],
    [
      'as many to an address as an hour allows, released',
      { settings: { ...OPEN, perAddress: { hour: 5, day: 20 } }, sentThere: { hour: 5, day: 5 }, isReleased: true },
      { kind: 'go' },
    ],
    [
      'the last that the budget of a day allows, exactly',
      { settings: { ...OPEN, dailyBudget: 0.3 }, spending: { today: 0.1 + 0.1, next: 0.1, money: POUNDS } },
      { kind: 'go' },
    ],
    [
      'one that would go beyond the budget, with the sums',
      { settings: { ...OPEN, dailyBudget: 10 }, spending: { today: 9.95, next: 0.08, money: POUNDS } },
      {
        kind: 'held',
        reason: 'budget',
        until: null,
        sentence:
          'It would cost about £0.08, and about £9.95 of the £10.00 that this channel may spend in a day is spent. It waits for you.',
      },
    ],
    [
      'one of which nobody knows what it costs, under a budget',
      { settings: { ...OPEN, dailyBudget: 10 }, spending: { today: 0, next: null, money: POUNDS } },
      { kind: 'held', reason: 'budget', until: null, sentence: expect.stringContaining('is not set') },
    ],
    [
      'one beyond the budget, released',
      {
        settings: { ...OPEN, dailyBudget: 10 },
        spending: { today: 9.95, next: 0.08, money: POUNDS },
        isReleased: true,
      },
      { kind: 'go' },
    ],
    ['one below the cap', { settings: { ...OPEN, dailyCap: 200 }, sentToday: 199 }, { kind: 'go' }],
    [
      'the cap',
      { settings: { ...OPEN, dailyCap: 200 }, sentToday: 200 },
      { kind: 'held', reason: 'daily-cap', until: TOMORROW },
    ],
    ['the cap, released', { settings: { ...OPEN, dailyCap: 200 }, sentToday: 200, isReleased: true }, { kind: 'go' }],
  ])('%s', (_, change, expected) => {
    expect(askGuardRails({ ...ASKED, ...change })).toMatchObject(expected);
  });
});
