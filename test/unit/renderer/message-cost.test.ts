import { expect, it } from 'vitest';
import { costWords } from '#renderer/ui/messages/message-words.ts';
import { costOf } from '#shared/contract/message-cost.ts';
import { segmentsOf } from '#shared/text/segments.ts';

it.each([
  ['a short SMS', 'Hi', 0.04, 'about £0.04'],
  ['a long one, by its parts', 'x'.repeat(161), 0.04, 'about £0.08'],
  ['one that does not fit the small alphabet', 'ж'.repeat(71), 0.0425, 'about £0.085'],
  ['one without a price', 'Hi', null, null],
])('SN6 the estimate of a message: %s', (_name, text, price, words) => {
  const cost = costOf({ segments: segmentsOf(text) }, price);
  expect(cost === null ? null : costWords(cost, { locale: 'en-GB', currency: 'GBP' })).toBe(words);
});

it('SN6 a call or another message is charged as one', () => {
  expect(costOf({ segments: null }, 0.02)).toBe(0.02);
});
