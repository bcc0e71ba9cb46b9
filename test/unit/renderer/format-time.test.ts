import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDay,
  formatDuration,
  formatExact,
  formatInstant,
  formatRelative,
  formatShort,
} from '#renderer/ui/time/format-time.ts';

const LONDON = { locale: 'en-GB', timeZone: 'Europe/London' };
const NOW = Date.parse('2026-07-15T12:00:00.000Z');

describe('times on screen', () => {
  it.each([
    ['just now', '2026-07-15T11:59:55.000Z'],
    ['42 s ago', '2026-07-15T11:59:18.000Z'],
    ['2 min ago', '2026-07-15T11:57:30.000Z'],
    ['3 h ago', '2026-07-15T08:30:00.000Z'],
    ['23 h ago', '2026-07-14T12:30:00.000Z'],
    ['yesterday', '2026-07-14T11:00:00.000Z'],
    ['5 days ago', '2026-07-10T05:00:00.000Z'],
    ['1 Jul 2026', '2026-07-01T05:00:00.000Z'],
    ['Thu, 16 Jul 2026, 10:00', '2026-07-16T09:00:00.000Z'],
  ])('says “%s”', (words, instant) => {
    expect(formatRelative(instant, NOW, LONDON)).toBe(words);
  });

  it('counts days of the business’s calendar, not stretches of 24 hours', () => {
    // Both 34 hours ago; in Auckland, where it is past midnight, that was two days ago.
    const instant = '2026-07-14T02:00:00.000Z';
    expect(formatRelative(instant, NOW, LONDON)).toBe('yesterday');
    expect(formatRelative(instant, NOW, { ...LONDON, timeZone: 'Pacific/Auckland' })).toBe('2 days ago');
  });

  it('shows the business’s zone and manner of writing', () => {
    const instant = '2026-03-02T09:30:05.000Z';
    expect(formatInstant(instant, LONDON)).toBe('Mon, 2 Mar 2026, 09:30');
    expect(formatExact(instant, LONDON)).toBe('Mon, 2 Mar 2026, 09:30:05');
    expect(formatInstant(instant, { locale: 'en-US', timeZone: 'America/New_York' })).toBe('Mon, Mar 2, 2026, 4:30 AM');
    expect(formatInstant(instant, { locale: 'en-BR', timeZone: 'UTC' })).toBe('Mon, 2 Mar 2026, 09:30');
    expect(formatDay('2026-03-02', 'en-GB')).toBe('Mon 2 Mar');
  });

  it('is short where the day says enough: today without the day, this year without the year', () => {
    expect(formatShort('2026-07-14T23:30:00.000Z', NOW, LONDON)).toBe('00:30:00');
    expect(formatShort('2026-03-02T09:30:05.000Z', NOW, LONDON)).toBe('Mon 2 Mar, 09:30');
    expect(formatShort('2025-12-31T09:30:05.000Z', NOW, LONDON)).toBe('Wed, 31 Dec 2025, 09:30');
  });

  it('shows midnight as 00:00, never as 24:00', () => {
    expect(formatInstant('2026-01-15T00:00:00.000Z', LONDON)).toContain('00:00');
  });
});

describe('sizes and durations', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [4200, '4.2 KB'],
    [5_000_000, '5.0 MB'],
    [48_000_000_000, '48.0 GB'],
  ])('%d bytes are “%s”', (bytes, words) => expect(formatBytes(bytes)).toBe(words));

  it.each([
    [0.2, '1 ms'],
    [40.4, '40 ms'],
    [1240, '1.2 s'],
  ])('%d ms are “%s”', (ms, words) => expect(formatDuration(ms)).toBe(words));
});
