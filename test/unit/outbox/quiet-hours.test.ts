import { describe, expect, it } from 'vitest';
import { countryOf, zonesOf } from '#engine/identify/phone-zones.ts';
import { quietUntil } from '#engine/outbox/quiet-hours.ts';

const NIGHT = { from: '21:00', to: '08:00' };
const LUNCH = { from: '12:00', to: '13:30' };
const at = (text: string) => Date.parse(text);

describe('SN6 quiet hours in the contact’s zone', () => {
  it.each([
    ['before they begin', NIGHT, ['Europe/London'], '2026-01-05T20:59:59Z', null],
    ['when they begin', NIGHT, ['Europe/London'], '2026-01-05T21:00:00Z', '2026-01-06T08:00:00Z'],
    ['after midnight', NIGHT, ['Europe/London'], '2026-01-06T03:12:34Z', '2026-01-06T08:00:00Z'],
    ['when they end', NIGHT, ['Europe/London'], '2026-01-06T08:00:00Z', null],
    ['within a day', LUNCH, ['Europe/London'], '2026-01-06T12:30:00Z', '2026-01-06T13:30:00Z'],
    ['in a zone with half an hour', NIGHT, ['Asia/Kolkata'], '2026-01-05T16:00:00Z', '2026-01-06T02:30:00Z'],
    [
      'through the night in which clocks go forward',
      NIGHT,
      ['Europe/London'],
      '2026-03-28T22:00:00Z',
      '2026-03-29T07:00:00Z',
    ],
    [
      'through the night in which clocks go back',
      NIGHT,
      ['Europe/London'],
      '2026-10-24T22:00:00Z',
      '2026-10-25T08:00:00Z',
    ],
    [
      'in one of several zones: until it is over in the last',
      NIGHT,
      ['America/New_York', 'America/Los_Angeles'],
      '2026-01-06T13:00:00Z',
      '2026-01-06T16:00:00Z',
    ],
    ['from and to the same: never', { from: '08:00', to: '08:00' }, ['Europe/London'], '2026-01-06T08:00:00Z', null],
    [
      'where one zone’s night follows the other’s without an end',
      NIGHT,
      ['Pacific/Auckland', 'Europe/London', 'America/Los_Angeles', 'Asia/Kolkata'],
      '2026-01-06T08:00:00Z',
      '2026-01-08T08:01:00Z',
    ],
  ] as const)('%s', (_, hours, zones, now, until) => {
    expect(quietUntil(hours, zones, at(now))).toBe(until === null ? null : at(until));
  });

  it('the zones are those of the country of the number, or the business’s own', () => {
    expect(countryOf('+441174960123')).toBe('GB');
    expect(countryOf('+8835100123')).toBeNull();
    expect(zonesOf('GB', 'Asia/Tokyo')).toEqual(['Europe/London']);
    expect(zonesOf('US', 'Asia/Tokyo')).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles']));
    expect(zonesOf(null, 'Asia/Tokyo')).toEqual(['Asia/Tokyo']);
  });
});
