import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '#renderer/ui/time/format-time.ts';
import { addDays, startOfDay } from '#renderer/ui/time/zoned-day.ts';

const STARTS: [why: string, date: string, zone: string, start: string][] = [
  ['winter in London', '2026-01-15', 'Europe/London', '2026-01-15T00:00:00.000Z'],
  ['summer in London', '2026-07-15', 'Europe/London', '2026-07-14T23:00:00.000Z'],
  ['the day the clocks go forward', '2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
  ['the day after that', '2026-03-30', 'Europe/London', '2026-03-29T23:00:00.000Z'],
  ['the day the clocks go back', '2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z'],
  ['a midnight that a clock change skips', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['far east of Greenwich', '2026-02-01', 'Pacific/Kiritimati', '2026-01-31T10:00:00.000Z'],
  ['far west of Greenwich', '2026-02-01', 'Pacific/Niue', '2026-02-01T11:00:00.000Z'],
  ['three quarters of an hour', '2026-02-01', 'Asia/Kathmandu', '2026-01-31T18:15:00.000Z'],
];

describe('days of the business’s calendar', () => {
  it.each(STARTS)('begin where they should: %s', (_why, date, zone, start) => {
    expect(new Date(startOfDay(date, zone)).toISOString()).toBe(start);
  });

  it('begin exactly at the border to the day before', () => {
    const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tehran', 'UTC'];
    const days = fc.integer({ min: 0, max: 20_000 }).map((day) => addDays('1995-01-01', day));
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (date, zone) => {
        const start = startOfDay(date, zone);
        expect(localDate(start, zone)).toBe(date);
        expect(localDate(start - 1, zone)).toBe(addDays(date, -1));
      }),
      { numRuns: 60 },
    );
  });

  it('are counted across months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addDays('2026-03-29', 0)).toBe('2026-03-29');
  });
});
