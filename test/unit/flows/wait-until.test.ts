import { describe, expect, it } from 'vitest';
import { waitUntil } from '#engine/flows/wait-until.ts';
import { type Wait, WaitSchema } from '#shared/contract/flow.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { person } from './people.ts';
import { AT, world } from './world.ts';

const utc = (text: string) => Date.parse(`${text}:00.000Z`);

function until(wait: object, now: string, timeZone = 'Europe/London', fields: Record<string, string> = {}) {
  const settings = SettingsSchema.parse({ timeZone });
  const waiting = waitUntil(
    WaitSchema.parse(wait) as Wait,
    world({ at: utc(now), settings, contact: person({ fields }) }),
  );
  return waiting.kind === 'until' ? new Date(waiting.at).toISOString().slice(0, 16) : waiting;
}

const after = (minutes: number) => ({ kind: 'after', minutes });
const time = (text: string) => ({ kind: 'time', time: text });

describe('SN1 a wait of some time', () => {
  it.each([
    ['minutes', 45, '2026-03-02T09:00', 'Europe/London', '2026-03-02T09:45'],
    ['hours are hours, also when the clocks change', 120, '2026-03-29T00:30', 'Europe/London', '2026-03-29T02:30'],
    [
      'a day is the same time of the next day: 23 hours in spring',
      1440,
      '2026-03-28T09:00',
      'Europe/London',
      '2026-03-29T08:00',
    ],
    ['and 25 hours in autumn', 1440, '2026-10-24T08:00', 'Europe/London', '2026-10-25T09:00'],
    ['a time that is left out is the next there is', 1440, '2026-03-28T01:30', 'Europe/London', '2026-03-29T01:30'],
    ['of a time that comes twice it is the first', 1440, '2026-10-24T00:30', 'Europe/London', '2026-10-25T00:30'],
    ['a week', 7 * 1440, '2026-03-27T12:00', 'America/New_York', '2026-04-03T12:00'],
    ['a day and an hour are hours', 1500, '2026-03-28T09:00', 'Europe/London', '2026-03-29T10:00'],
  ])('%s', (_, minutes, now, zone, expected) => {
    expect(until(after(minutes), now, zone)).toBe(expected);
  });
});

describe('SN1 a wait for a time of day', () => {
  it.each([
    ['later today', '18:00', '2026-03-02T09:00', 'Europe/London', '2026-03-02T18:00'],
    ['tomorrow, where it has passed', '08:00', '2026-03-02T09:00', 'Europe/London', '2026-03-03T08:00'],
    ['tomorrow, where it is this minute', '09:00', '2026-03-02T09:00', 'Europe/London', '2026-03-03T09:00'],
    ['on the clocks of the business', '09:00', '2026-03-02T09:00', 'America/New_York', '2026-03-02T14:00'],
    ['whose day may be another one', '09:00', '2026-03-02T02:00', 'America/Los_Angeles', '2026-03-02T17:00'],
    ['after clocks went forward', '09:00', '2026-03-28T10:00', 'Europe/London', '2026-03-29T08:00'],
    ['left out in spring: the gap later', '01:30', '2026-03-28T10:00', 'Europe/London', '2026-03-29T01:30'],
    ['twice in autumn: the first', '01:30', '2026-10-24T10:00', 'Europe/London', '2026-10-25T00:30'],
    ['twice in autumn, between the two: tomorrow', '01:30', '2026-10-25T00:45', 'Europe/London', '2026-10-26T01:30'],
    ['a half-hour zone', '07:00', '2026-03-02T00:00', 'Asia/Kolkata', '2026-03-02T01:30'],
  ])('%s', (_, clock, now, zone, expected) => {
    expect(until(time(clock), now, zone)).toBe(expected);
  });
});

describe('SN1 a wait for a date of the contact', () => {
  const at = (field: string, offsetMinutes = 0, otherwise = 'stop') => ({
    kind: 'at-field',
    field,
    offsetMinutes,
    otherwise,
  });
  const booked = { start: '2026-03-30T09:00:00.000Z', day: '2026-03-30', note: 'soon' };

  it.each([
    ['the moment itself', at('start'), '2026-03-30T09:00'],
    ['hours before', at('start', -120), '2026-03-30T07:00'],
    [
      'a day before is the same time of the day before, also across a change of the clocks',
      at('start', -2880),
      '2026-03-28T10:00',
    ],
    ['hours after', at('start', 90), '2026-03-30T10:30'],
    ['a day begins at its midnight there', at('day'), '2026-03-29T23:00'],
    ['and nine hours later', at('day', 540), '2026-03-30T08:00'],
  ])('%s', (_, wait, expected) => {
    expect(until(wait, '2026-03-02T09:00', 'Europe/London', booked)).toBe(expected);
  });

  it.each([
    ['has passed', at('start'), '2026-04-01T09:00', booked, /has passed already\. The flow ends here\.$/],
    ['is this very moment', at('start'), '2026-03-30T09:00', booked, /has passed already/],
    ['is not there', at('start'), '2026-03-02T09:00', {}, /^“Booking start” is empty/],
    ['is no date', at('note'), '2026-03-02T09:00', booked, /^“Note” is no date/],
    ['is of a field that is gone', at('gone'), '2026-03-02T09:00', booked, /^There is no field “gone”/],
  ])('a date that %s ends the flow, or lets it go on, as the step says', (_, wait, now, fields, sentence) => {
    const expected = { kind: 'over', sentence: expect.stringMatching(sentence) };
    expect(until(wait, now, 'Europe/London', fields)).toMatchObject({ ...expected, ends: true });
    expect(until({ ...wait, otherwise: 'go-on' }, now, 'Europe/London', fields)).toMatchObject({
      kind: 'over',
      ends: false,
      sentence: expect.stringContaining('The flow goes on at once.'),
    });
  });
});

it('says until when, on the clocks of the business', () => {
  const settings = SettingsSchema.parse({ timeZone: 'Europe/Paris' });
  expect(waitUntil({ kind: 'after', minutes: 1500 }, world({ at: AT, settings }))).toMatchObject({
    sentence: 'Waits 1 day 1 hour, until 3 March 2026, 11:00.',
  });
});
