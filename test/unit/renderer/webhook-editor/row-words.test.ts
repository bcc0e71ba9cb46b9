import { expect, it } from 'vitest';
import { rowWords } from '#renderer/features/webhook-editor/recent/row-words.ts';

const ROW = { about: { kind: 'slot', slot: 'email' }, path: '$.a', missing: 0, keptOut: 0, example: null } as const;

it.each([
  [{ tried: 12, usable: 12 }, 'good', '12 of 12 recent requests give a value.'],
  [{ tried: 1, usable: 1 }, 'good', '1 of 1 recent request gives a value.'],
  [{ tried: 3, usable: 2, missing: 1 }, 'good', '2 of 3 recent requests give a value, 1 has none.'],
  [
    { tried: 2, usable: 1, keptOut: 1, example: { raw: 'tomorrow', sentence: '' } },
    'warn',
    '1 of 2 recent requests gives a value, 1 would be kept out: “tomorrow”.',
  ],
] as const)('CV1 %o reads as it is', (row, tone, text) => {
  expect(rowWords({ ...ROW, ...row }, 'request')).toEqual({ tone, text });
});

it('says nothing of no request', () => {
  expect(rowWords({ ...ROW, tried: 0, usable: 0 }, 'request')).toBeNull();
});

it.each([
  [{ tried: 12, usable: 12 }, '12 of 12 recent items give a value.'],
  [{ tried: 1, usable: 1 }, '1 of 1 recent item gives a value.'],
] as const)('RC3 where items are counted, %o says so', (row, text) => {
  expect(rowWords({ ...ROW, ...row }, 'item')?.text).toBe(text);
});
