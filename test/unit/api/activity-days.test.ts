import { describe, expect, it } from 'vitest';
import { activitySince, cutDays } from '#engine/api/activity-days.ts';

const at = (text: string) => Date.parse(text);
const busy = (text: string, requests = 1, problems = 0) => ({ at: at(text), requests, problems });

const cases = [
  { title: 'in London', zone: 'Europe/London', hour: '2026-03-01T23:00:00Z', date: '2026-03-01' },
  { title: 'after midnight in Sydney', zone: 'Australia/Sydney', hour: '2026-03-01T23:00:00Z', date: '2026-03-02' },
  { title: 'before midnight in New York', zone: 'America/New_York', hour: '2026-03-01T03:00:00Z', date: '2026-02-28' },
  { title: 'in a zone with half hours', zone: 'Asia/Kolkata', hour: '2026-03-01T19:00:00Z', date: '2026-03-02' },
];

describe('cutDays', () => {
  it.each(cases)('counts an hour to its day $title', ({ zone, hour, date }) => {
    const days = cutDays([busy(hour, 3, 1)], at('2026-03-02T09:30:00Z'), zone);
    expect(days.filter((day) => day.requests > 0)).toEqual([{ date, requests: 3, problems: 1 }]);
  });

  it('lists 14 days up to today, oldest first, empty ones too', () => {
    const dates = cutDays([], at('2026-03-02T09:30:00Z'), 'Europe/London').map((day) => day.date);
    expect(dates).toHaveLength(14);
    expect(dates[0]).toBe('2026-02-17');
    expect(dates[13]).toBe('2026-03-02');
  });

  it('has each date once where the clocks change', () => {
    for (const now of ['2026-03-30T00:30:00Z', '2026-10-26T00:30:00Z']) {
      const dates = cutDays([], at(now), 'Europe/London').map((day) => day.date);
      expect(new Set(dates).size).toBe(14);
      expect(dates[13]).toBe(now.slice(0, 10));
    }
  });

  it('adds up the hours of a day and leaves out what is older', () => {
    const hours = [
      busy('2026-02-10T10:00:00Z', 9, 9),
      busy('2026-03-01T10:00:00Z', 2),
      busy('2026-03-01T11:00:00Z', 3, 1),
    ];
    const days = cutDays(hours, at('2026-03-02T09:30:00Z'), 'Europe/London');
    expect(days.filter((day) => day.requests > 0)).toEqual([{ date: '2026-03-01', requests: 5, problems: 1 }]);
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'is asked for from before the oldest day begins in %s',
    (zone) => {
      const now = at('2026-03-02T09:30:00Z');
      const since = activitySince(now);
      const oldest = cutDays([], now, zone)[0]?.date ?? '';
      const dateOfSince = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(since);
      expect(dateOfSince < oldest).toBe(true);
    },
  );
});
