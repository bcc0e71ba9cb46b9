import { expect, it } from 'vitest';
import { columnTracks } from '#renderer/features/contacts/columns/column-tracks.ts';
import { allColumns, movedColumn, shownColumns } from '#renderer/features/contacts/columns/column-words.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { CONTACT_FACTS, ContactColumnsSchema } from '#shared/contract/contact-columns.ts';
import type { Field } from '#shared/contract/field.ts';

const VISITS = { key: 'visits', name: 'Visits\u202e', type: 'number' } as Field;

it('everything can be a column once: what all contacts have, then the custom fields, hidden characters made visible', () => {
  const all = allColumns([VISITS]);
  expect(all.map(({ key }) => key)).toEqual([...CONTACT_FACTS, 'field:visits']);
  expect(all.at(-1)?.label).not.toContain('\u202e');
  expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
});

it('the chosen columns come in their order, without those of fields that were deleted', () => {
  const shown = shownColumns(['tags', 'field:gone', 'field:visits', 'email'], [VISITS]);
  expect(shown.map(({ key, field }) => [key, field])).toEqual([
    ['tags', null],
    ['field:visits', VISITS],
    ['email', null],
  ]);
});

it('a column moves by one place, and at the ends it stays', () => {
  expect(movedColumn(['email', 'phone', 'tags'], 'tags', -1)).toEqual(['email', 'tags', 'phone']);
  expect(movedColumn(['email', 'phone', 'tags'], 'email', 1)).toEqual(['phone', 'email', 'tags']);
  expect(movedColumn(['email', 'phone'], 'email', -1)).toEqual(['email', 'phone']);
  expect(movedColumn(['email', 'phone'], 'phone', 1)).toEqual(['email', 'phone']);
});

it('the table is at least as wide as its columns, boxes and name included', () => {
  expect(columnTracks(shownColumns(['phone', 'field:visits'], [VISITS]))).toEqual({
    tracks: '1.25rem minmax(7rem, 1.2fr) 8.75rem minmax(7rem, 1fr)',
    least: 'calc(24rem + 64px)',
  });
});

it('refuses a column twice, and one that nobody knows', () => {
  expect(ContactColumnsSchema.safeParse(['email', 'email']).success).toBe(false);
  expect(ContactColumnsSchema.safeParse(['mood']).success).toBe(false);
  expect(ContactColumnsSchema.safeParse(['field:Not a key']).success).toBe(false);
  expect(ContactColumnsSchema.parse([])).toEqual([]);
});

it.each([
  ['12345.50', 'en-GB', '12,345.5'],
  ['12345.5', 'en-DE', '12.345,5'],
  ['2026', 'en-GB', '2026'],
  ['12345678901234567890.25', 'en-GB', '12,345,678,901,234,567,890.25'],
  ['1e400', 'en-GB', '1e400'],
])('a number is written as the business writes it: %s in %s', (text, locale, written) => {
  expect(formatFieldValue(text, 'number', { locale, timeZone: 'UTC' })).toBe(written);
});
