import { expect, it } from 'vitest';
import { readTemplate, renderTemplate } from '#engine/templates/templates.ts';
import type { JsonValue } from '#shared/json/value.ts';

const STOPPED = {
  ok: false,
  reason: 'bad-template',
  sentence: 'The text takes too long to fill in, and had to be stopped. Make it simpler.',
};
const TOO_MUCH = { ok: false, reason: 'bad-template', sentence: 'The template makes too much text.' };

/** Which places it reads: twice as many with each line. */
const DOUBLING = `{% assign a = payload.x %}{% assign b = payload.y %}${'{% if a %}{% assign b = a.x %}{% assign a = a.y %}{% assign a = b.z %}{% endif %}'.repeat(100)}`;
/** Liquid looks at the clock between pieces of a text only, and this is one. */
const ONE_LONG_PIECE = `{{ payload.list ${'| group_by_exp: "one", "one.n | plus: 1 | plus: 1" | map: "items" | first '.repeat(20)}| size }}`;
const LONG_LIST = { list: Array.from({ length: 49_000 }, () => ({ n: 1 })) };

function render(text: string, payload: JsonValue = {}) {
  return renderTemplate(
    text,
    {
      contact: { first_name: 'Ann' },
      fields: {},
      payload,
      business: { name: 'Harbour Clinic', country: 'GB', timeZone: 'Europe/London' },
      at: 0,
    },
    { sink: 'text', timeZone: 'Europe/London', language: 'en-GB' },
  );
}

const answersOthers = () => expect(render('Hi {{ contact.first_name }}')).toEqual({ ok: true, text: 'Hi Ann' });

it('K1 a text that would take all memory to read is a fault', () => {
  const fault = {
    ok: false,
    reason: 'bad-template',
    sentence: 'The names in this text may stand for too much. Use fewer “assign” inside of “if”.',
  };
  expect(readTemplate(DOUBLING)).toEqual(fault);
  expect(render(DOUBLING)).toEqual(fault);
});

it('K1 a text that Liquid does not stop is stopped; it is given up when that happens again', () => {
  const few = { list: [{ n: 1 }] };
  expect(render(ONE_LONG_PIECE, LONG_LIST)).toEqual(STOPPED);
  answersOthers();
  // What somebody sent costs the others nothing.
  expect(render(ONE_LONG_PIECE, few)).toEqual({ ok: true, text: '1' });
  expect(render(ONE_LONG_PIECE, LONG_LIST)).toEqual(STOPPED);
  expect(render(ONE_LONG_PIECE, LONG_LIST)).toEqual(STOPPED);
  expect(render(ONE_LONG_PIECE, few)).toEqual(STOPPED);
  answersOthers();
});

const FOUR_MILLION = { list: ['x'.repeat(4_000_000)] };
const MANY = `{% assign all = payload.list %}${'{% assign all = all | concat: all %}'.repeat(7)}`;

it.each<[string, string, JsonValue]>([
  [
    'a block',
    `{% assign a = "0123456789" %}${'{% capture a %}{{ a }}{{ a }}{% endcapture %}'.repeat(40)}{{ a.size }}`,
    {},
  ],
  ['a loop', `{% for i in (1..200000) %}${'x'.repeat(5000)}{% endfor %}`, {}],
  ['a list', `${MANY}{{ all }}`, FOUR_MILLION],
  ['a filter', `${MANY}{{ all | upcase }}`, FOUR_MILLION],
  ['what a filter is given', `${MANY}{{ "x" | append: all }}`, FOUR_MILLION],
])('K1 no text is made that would take the process with it: %s', (_, text, payload) => {
  expect(render(text, payload)).toEqual(TOO_MUCH);
});

it('a name that is given for itself again and again stands for one place', () => {
  const text = `{% assign a = payload.x %}${'{% if a %}{% assign a = a %}{% endif %}'.repeat(30)}{{ a }}`;
  expect(render(text, { x: 'here' })).toEqual({ ok: true, text: 'here' });
});
