import { describe, expect, it } from 'vitest';
import { spansOf } from '#engine/api/overview-spans.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe('spansOf', () => {
  it('gives the last 24 hours, the current one included', () => {
    const { starts, until } = spansOf('day', at('2026-03-02T09:30:00Z'), 'Europe/London');
    expect([starts.length, iso(starts[0]!), iso(starts[23]!), iso(until)]).toEqual([
      24,
      '2026-03-01T10:00',
      '2026-03-02T09:00',
      '2026-03-02T10:00',
    ]);
  });

  const days = [
    { zone: 'Europe/London', first: '2026-02-17T00:00', last: '2026-03-02T00:00', until: '2026-03-03T00:00' },
    { zone: 'Australia/Sydney', first: '2026-02-16T13:00', last: '2026-03-01T13:00', until: '2026-03-02T13:00' },
    { zone: 'Asia/Kolkata', first: '2026-02-16T18:30', last: '2026-03-01T18:30', until: '2026-03-02T18:30' },
  ];
  it.each(days)('gives 14 days from midnight to midnight in $zone', ({ zone, first, last, until }) => {
    const spans = spansOf('fortnight', at('2026-03-02T09:30:00Z'), zone);
    expect([spans.starts.length, iso(spans.starts[0]!), iso(spans.starts[13]!), iso(spans.until)]).toEqual([
      14,
      first,
      last,
      until,
    ]);
  });

  it('has a day of 23 hours where the clocks go forward', () => {
    const { starts } = spansOf('fortnight', at('2026-03-30T12:00:00Z'), 'Europe/London');
    expect(starts.slice(-2).map(iso)).toEqual(['2026-03-29T00:00', '2026-03-29T23:00']);
  });

  it('gives 12 months of the calendar, across the new year and the end of a long month', () => {
    const { starts, until } = spansOf('year', at('2026-03-31T23:30:00Z'), 'Europe/London');
    expect(starts.map(iso)).toEqual([
      '2025-04-30T23:00',
      '2025-05-31T23:00',
      '2025-06-30T23:00',
      '2025-07-31T23:00',
      '2025-08-31T23:00',
      '2025-09-30T23:00',
      '2025-11-01T00:00',
      '2025-12-01T00:00',
      '2026-01-01T00:00',
      '2026-02-01T00:00',
      '2026-03-01T00:00',
      '2026-03-31T23:00',
    ]);
    expect(iso(until)).toBe('2026-04-30T23:00');
  });
});
