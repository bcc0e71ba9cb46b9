import { describe, expect, it } from 'vitest';
import { hideInJson, hideInTexts, hideTexts, textsInValue } from '#engine/process/private-texts.ts';
import { PRIVATE_MASK as MASK } from '#shared/contract/field.ts';
import { excerptOf } from '#shared/json/excerpt.ts';

const long = 'hay fever since the summer of the year in which the old mill by the river burnt down';

const hidden: Record<string, { values: string[]; text: string; left: string }> = {
  'a value in a sentence': { values: ['hay fever'], text: 'It is “hay fever”.', left: `It is “${MASK}”.` },
  'in any case': { values: ['hay fever'], text: 'HAY FEVER!', left: `${MASK}!` },
  'the longer one first': { values: ['fever', 'hay fever'], text: 'hay fever', left: MASK },
  'a short value as a word': { values: ['flu'], text: 'flu, not fluid', left: `${MASK}, not fluid` },
  'a long value in another word': { values: ['asthma'], text: 'asthmatic', left: `${MASK}tic` },
  'signs that mean something to a pattern': { values: ['a.b*(c)'], text: 'xa.b*(c)y axb', left: `x${MASK}y axb` },
  'a value that a quote cut': { values: [long], text: `It is “${excerptOf(long, 60)}”?`, left: `It is “${MASK}”?` },
  'a value that its receipt cut': { values: [`${long}…`], text: `${long} and so on`, left: `${MASK} and so on` },
  'a value as JSON writes it': { values: ['say "ah"'], text: String.raw`{"a":"say \"ah\""}`, left: `{"a":"${MASK}"}` },
};

describe('LG3 a text is shown without', () => {
  it.each(Object.entries(hidden))('%s', (_, { values, text, left }) => {
    expect(hideTexts(values)?.(text)).toBe(left);
  });
});

it.each([[[]], [['no', 'A1', ' ']], [['true', 'False', 'null']]])(
  'LG3 %j would tell nothing, so nothing is hidden',
  (values) => {
    expect(hideTexts(values)).toBeNull();
  },
);

it('LG3 a stored list or object is private with each of its values', () => {
  expect(textsInValue('{"a":["hay fever",12.50]}')).toEqual(['{"a":["hay fever",12.50]}', 'hay fever', '12.50']);
  expect(textsInValue('[not JSON')).toEqual(['[not JSON']);
});

it('LG3 a payload without private values is JSON still, and the same where there are none', () => {
  const hide = hideTexts(['hay fever', '123456'])!;
  const payload = { a: ['hay fever', 123456, true, null], 'hay fever': 1 };
  expect(hideInJson(payload, hide)).toEqual({ a: [MASK, MASK, true, null], [MASK]: 1 });
  const open = { a: ['something else', 12345] };
  expect(hideInJson(open, hide)).toBe(open);
});

it('LG3 an answer is masked where it quotes, not in its ids and states', () => {
  const hide = hideTexts(['waiting'])!;
  const answer = {
    id: 'waiting',
    state: 'waiting',
    sentence: 'It is waiting.',
    headers: [['x-a', 'waiting']],
    label: 'waiting',
  };
  expect(hideInTexts(answer, hide)).toEqual({ ...answer, sentence: `It is ${MASK}.`, headers: [['x-a', MASK]] });
  const open = { sentence: 'Nothing.', steps: ['one'] };
  expect(hideInTexts(open, hide)).toBe(open);
});

it('in a payload, which nobody has cut, nothing is taken for the rest of a value', () => {
  const text = `${long.slice(0, 50)} and more, then others… and the end`;
  expect(hideTexts([long])?.(text)).toBe(`${MASK} and the end`);
  expect(hideTexts([long], 6)?.(text)).toBe(text);
  expect(hideTexts([long], 6)?.(`It is ${long}.`)).toBe(`It is ${MASK}.`);
});

it('more values than can be looked for hide every text', () => {
  const values = Array.from({ length: 1001 }, (_, index) => `value ${index}`);
  expect(hideTexts(values)?.('Nobody knows.')).toBe(MASK);
  expect(hideTexts(values)?.('')).toBe('');
  expect(hideTexts(values.slice(1))?.('Nobody knows.')).toBe('Nobody knows.');
});
