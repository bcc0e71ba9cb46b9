import { describe, expect, it, vi } from 'vitest';
import { hideInJson, hideInTexts, hideTexts, textsInValue } from '#engine/process/private-texts.ts';
import { PRIVATE_MASK as MASK } from '#shared/contract/field.ts';
import { excerptOf } from '#shared/json/excerpt.ts';

const long = 'hay fever since the summer of the year in which the old mill by the river burnt down';

const hidden: Record<string, { values: string[]; text: string; left: string }> = {
  'a value in a sentence': { values: ['hay fever'], text: 'It is “hay fever”.', left: `It is “${MASK}”.` },
  'in any case': { values: ['hay fever'], text: 'HAY FEVER!', left: `${MASK}!` },
  'the longer one first': { values: ['fever', 'hay fever'], text: 'hay fever', left: MASK },
  'a short value as a word': { values: ['flu'], text: 'flu, not fluid', left: `${MASK}, not fluid` },
  'a word, not what begins like it': {
    values: ['Berlin'],
    text: 'Berliner Platz, Berlin',
    left: `Berliner Platz, ${MASK}`,
  },
  'a number, not what it is in': { values: ['123456'], text: '1234567 A123456', left: `1234567 A${MASK}` },
  'a word after an escape': {
    values: ['asthma'],
    text: String.raw`a\nasthma %2Casthma`,
    left: String.raw`a\n${MASK} %2C${MASK}`,
  },
  'a word where none are spaced': { values: ['糖尿病'], text: '患有糖尿病的人', left: `患有${MASK}的人` },
  'so much of it that it is no chance, in a word too': {
    values: ['thirty-two letters, or a few more'],
    text: 'xthirty-two letters, or a few morex',
    left: `x${MASK}x`,
  },
  'values that overlap': { values: ['hay fever', 'fever and chills'], text: 'Hay fever and chills.', left: `${MASK}.` },
  'signs that mean something to a pattern': { values: ['a.b*(c)'], text: '-a.b*(c)y axb', left: `-${MASK}y axb` },
  'a value that a quote cut': { values: [long], text: `It is “${excerptOf(long, 60)}”?`, left: `It is “${MASK}”?` },
  'a value that was cut early': { values: [long], text: 'You wrote hay fe… again', left: `You wrote ${MASK} again` },
  'a value that a template cut': { values: [long], text: 'You wrote hay fever s...', left: `You wrote ${MASK}` },
  'a value cut after a sign of two halves': {
    values: [`${'x'.repeat(39)}😀 and what else there is to say of it`],
    text: `“${'x'.repeat(39)}😀 and…”`,
    left: `“${MASK}”`,
  },
  'a value cut before such a sign': {
    values: [`${'x'.repeat(58)}😀 and what else there is to say of it`],
    text: `“${excerptOf(`${'x'.repeat(58)}😀 and what else there is to say of it`, 60)}”`,
    left: `“${MASK}”`,
  },
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

describe('LG3 a short value, which may be the answer to several questions', () => {
  const hide = hideTexts(['flu'])!;

  it.each(['flu', 'It is “flu”.', '{"a":"flu"}', 'a=flu&b=flu'])(
    'is left where it is all of another value: %s',
    (text) => {
      expect(hide(text)).toBe(text);
    },
  );

  it('is hidden among other words, and everywhere in a text about nothing else', () => {
    expect(hide('The flu, says “my flu”.')).toBe(`The ${MASK}, says “my ${MASK}”.`);
    expect(hideTexts(['flu'], true)!('It is “flu”.')).toBe(`It is “${MASK}”.`);
  });
});

it('nothing is taken for the rest of a value but its beginning', () => {
  const text = `${long.slice(0, 50)} and more, then others… and the end`;
  expect(hideTexts([long])?.(text)).toBe(text);
  expect(hideTexts([long])?.(`It is ${long}.`)).toBe(`It is ${MASK}.`);
});

it('a long value is found in pieces, and nothing is left of it as a whole', () => {
  const value = Array.from({ length: 700 }, (_, index) => `word${index}`).join(' ');
  const hide = hideTexts([value])!;
  expect(hide(`It is ${value}!`)).toBe(`It is ${MASK}!`);
  expect(hide(`It is “${excerptOf(value)}”.`)).toBe(`It is “${MASK}”.`);
  expect(hide(`(${value.slice(0, 1500)}) and ${value.slice(-1100)}.`)).not.toContain('word0 ');
});

it('more than can be looked for hides every text', () => {
  const values = Array.from({ length: 101 }, (_, index) => `${index}`.padStart(1000, '0'));
  expect(hideTexts(values)?.('Nobody knows.')).toBe(MASK);
  expect(hideTexts(values)?.('')).toBe('');
  expect(hideTexts(values.slice(1))?.('Nobody knows.')).toBe('Nobody knows.');
});

describe('LG3 what a stranger writes makes the search for private values no slower than other texts of its length', () => {
  const value = 'a value of more than forty letters, with a comma and an end';
  const hostile: Record<string, { values: string[]; unit: string }> = {
    'beginnings of it, over and over': { values: [value], unit: value.slice(0, 41) },
    'the cut beginnings of many': {
      values: Array.from({ length: 200 }, (_, index) => `${value}${index}`),
      unit: `${value}…`,
    },
    'a long run of one sign': { values: ['a'.repeat(1000)], unit: 'a' },
    'ends of many that are no whole word': {
      values: Array.from({ length: 300 }, (_, index) => `${'x'.repeat(index + 3)}y`),
      unit: `z${'x'.repeat(400)}y `,
    },
  };

  /** How many signs it looks at, whatever else this machine does. */
  const signsRead = (work: () => void): number => {
    let reads = 0;
    const { charCodeAt } = String.prototype;
    const spy = vi.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at) {
      reads += 1;
      return charCodeAt.call(this, at);
    });
    work();
    spy.mockRestore();
    return reads;
  };

  it.each(Object.entries(hostile))('%s', (_, { values, unit }) => {
    const hide = hideTexts(values)!;
    // The first sign makes it a text of two bytes a letter, as payloads in most languages are.
    const textOf = (length: number) => `…${unit.repeat(Math.ceil(length / unit.length))}`;
    const [short, long] = [textOf(10_000), textOf(80_000)];
    const few = signsRead(() => hide(short));
    expect(few).toBeGreaterThan(10_000);
    // Eight times as long; where the work grew with the square it would be 64 times.
    expect(signsRead(() => hide(long))).toBeLessThan(9 * few);
  });
});
