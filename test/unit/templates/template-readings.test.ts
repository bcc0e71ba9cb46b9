import { expect, test } from 'vitest';
import { readingsIn } from '#engine/flows/readings-in.ts';
import { EACH, type Names } from '#engine/templates/messages.ts';

const written = (names: Names) => names.map((name) => (name === EACH ? '*' : name)).join('.');

/** What is read, in its order; behind `?` without what the text says something else. */
const CASES: [name: string, text: string, readings: string[]][] = [
  ['nothing', 'Thank you } %} {', []],
  ['values, by dots and brackets', '{{ contact.name }} {{ payload["a b"][2].c }}', ['contact.name', 'payload.a b.2.c']],
  [
    'words that only look like it',
    'payload.a {% raw %}{{ payload.b }}{% endraw %}{% comment %}{{ payload.c }}{% endcomment %}',
    [],
  ],
  ['up to what only a value tells, and that value', '{{ payload.a[field.b].c }}', ['payload.a', 'field.b']],
  [
    'what a filter is given',
    '{{ payload.a | append: payload.b | slice: 0, field.c }}',
    ['payload.a', 'payload.b', 'field.c'],
  ],
  [
    'names that stand for many places each, as far as anybody would write it',
    `${'{% assign a = payload.a %}'}${'{% if payload.b %}{% assign a = payload.c.d %}{% endif %}'.repeat(100)}{{ a }}`,
    [
      'payload.a ? payload.a',
      ...Array<string[]>(100).fill(['payload.b', 'payload.c.d ? payload.c.d']).flat(),
      'payload.a',
      'payload.c.d',
    ],
  ],
  ['a text with a fault', '{{ payload.a }} {% if %}', []],
  // A value with a default.
  ['a default', '{{ payload.a | default: "x" }}', ['payload.a ? payload.a']],
  [
    'a default with every sign of the language in it',
    '{{ payload.a | default: "a } b }} {% | c" }}',
    ['payload.a ? payload.a'],
  ],
  [
    'a default that is a value, which has none itself',
    '{{ payload.a | default: payload.b }}',
    ['payload.a ? payload.a', 'payload.b'],
  ],
  ['a default that stands behind another filter', '{{ payload.a | upcase | default: "x" }}', ['payload.a']],
  [
    'a default in one of two places',
    '{{ payload.a | default: "x" }}{{ payload.a }}',
    ['payload.a ? payload.a', 'payload.a'],
  ],
  [
    'a default of what stands in brackets',
    '{{ payload.a[payload.b] | default: "x" }}',
    ['payload.a ? payload.a', 'payload.b'],
  ],
  // A text that asks whether a value is there.
  ['if', '{% if payload.a %}{{ payload.a }}{% endif %}', ['payload.a ? payload.a', 'payload.a ? payload.a']],
  ['if, and again behind it', '{% if payload.a %}Yes{% endif %}{{ payload.a }}', ['payload.a', 'payload.a']],
  ['what else the text reads there', '{% if payload.a %}{{ payload.b }}{% endif %}', ['payload.a', 'payload.b']],
  [
    'what stands in it',
    '{% if payload.a %}{{ payload.a.b }}{% endif %}',
    ['payload.a ? payload.a', 'payload.a.b ? payload.a'],
  ],
  [
    'the request as a whole is always there',
    '{% if payload %}{{ payload.b }}{% endif %}',
    ['payload ? payload', 'payload.b ? payload'],
  ],
  ['else', '{% if payload.a %}A{% else %}{{ payload.b }}{% endif %}', ['payload.a', 'payload.b']],
  [
    'else, in place of the value',
    '{% if payload.a %}{{ payload.a }}{% else %}A{% endif %}',
    ['payload.a ? payload.a', 'payload.a ? payload.a'],
  ],
  ['unless, without a word of the value', '{% unless payload.a %}See you{% endunless %}', ['payload.a']],
  [
    'a question in a question',
    '{% if payload.a %}{% if payload.a %}Yes{% endif %}{% endif %}',
    ['payload.a', 'payload.a'],
  ],
  [
    'a question that only brackets answer',
    '{% if payload.a %}{{ payload.b[payload.a] }}{% endif %}',
    ['payload.a ? payload.a', 'payload.b', 'payload.a ? payload.a'],
  ],
  [
    'unless',
    '{% unless payload.a %}None{% else %}{{ payload.a }}{% endunless %}',
    ['payload.a ? payload.a', 'payload.a ? payload.a'],
  ],
  [
    'elsif',
    '{% if payload.a %}A{% elsif payload.b %}{{ payload.b }}{% endif %}',
    ['payload.a', 'payload.b ? payload.b', 'payload.b ? payload.b'],
  ],
  [
    'and, or, not',
    '{% if payload.a and payload.b or not payload.c %}{{ payload.a }}{{ payload.b }}{% endif %}',
    ['payload.a ? payload.a', 'payload.b ? payload.b', 'payload.c', 'payload.a ? payload.a', 'payload.b ? payload.b'],
  ],
  [
    'not blank, not nil',
    '{% if payload.a != blank and nil != payload.b %}{{ payload.a }}{% endif %}',
    ['payload.a ? payload.a', 'payload.b', 'payload.a ? payload.a'],
  ],
  ['a comparison, which goes another way without it', '{% if payload.a == "x" %}Yes{% endif %}', ['payload.a']],
  [
    'a comparison beside a question',
    '{% if payload.a and payload.b contains "x" %}{{ payload.a }}{% endif %}',
    ['payload.a ? payload.a', 'payload.b', 'payload.a ? payload.a'],
  ],
  [
    'case',
    '{% case payload.a %}{% when payload.b %}{{ payload.c }}{% else %}{{ payload.d }}{% endcase %}',
    ['payload.a', 'payload.b', 'payload.c', 'payload.d'],
  ],
  // Names that the text gives.
  [
    'each of a list',
    '{% for a in payload.x %}{{ a.n }}{{ forloop.index }}{% endfor %}',
    ['payload.x', 'payload.x.*.n'],
  ],
  [
    'one name for two lists',
    '{% for a in payload.x %}{{ a.n }}{% endfor %}{% for a in payload.y %}{{ a.m }}{% endfor %}',
    ['payload.x', 'payload.x.*.n', 'payload.y', 'payload.y.*.m'],
  ],
  ['a name behind its loop', '{% for a in payload.x %}{% endfor %}{{ a.n }}', ['payload.x', 'a.n']],
  [
    'a list in a list',
    '{% for a in payload.x %}{% for b in a.y %}{{ b }}{% endfor %}{% endfor %}',
    ['payload.x', 'payload.x.*.y', 'payload.x.*.y.*'],
  ],
  [
    'a list that the text asks for',
    '{% if payload.x %}{% for a in payload.x %}{{ a.n }}{% endfor %}{% endif %}',
    ['payload.x ? payload.x', 'payload.x ? payload.x', 'payload.x.*.n ? payload.x'],
  ],
  ['numbers are no list', '{% for a in (1..payload.n) limit: field.l %}{{ a }}{% endfor %}', ['payload.n', 'field.l']],
  ['another name', '{% assign a = payload.x %}{{ a.n }}', ['payload.x ? payload.x', 'payload.x.n']],
  ['another name with a default', '{% assign a = payload.x | default: "y" %}{{ a }}', ['payload.x ? payload.x']],
  [
    'another name that the text asks for',
    '{% assign a = payload.x %}{% if a %}{{ a }}{% endif %}',
    ['payload.x ? payload.x', 'payload.x ? payload.x', 'payload.x ? payload.x'],
  ],
  [
    'a name that is given anew',
    '{% assign a = payload.x %}{% assign a = payload.y %}{{ a.n }}',
    ['payload.x ? payload.x', 'payload.y ? payload.y', 'payload.y.n'],
  ],
  [
    'a name that stands for one or the other',
    '{% assign a = payload.x %}{% if field.f %}{% assign a = payload.y %}{% endif %}{{ a.n }}',
    ['payload.x ? payload.x', 'field.f', 'payload.y ? payload.y', 'payload.x.n', 'payload.y.n'],
  ],
  [
    'a name given in a loop',
    '{% for a in payload.x %}{% assign last = a %}{% endfor %}{{ last.n }}',
    ['payload.x', 'payload.x.* ? payload.x.*', 'payload.x.*.n'],
  ],
  ['a name for what a filter makes', '{% assign parts = payload.x | split: " " %}{{ parts.first }}', ['payload.x']],
  ['a name for a text', '{% capture payload %}{{ payload.x }}{% endcapture %}{{ payload.y }}', ['payload.x']],
];

test.each(CASES)('PR5 what a template reads: %s', (_, text, readings) => {
  const read = readingsIn(text).map(({ names, unless }) =>
    unless.length === 0 ? written(names) : `${written(names)} ? ${[...new Set(unless.map(written))].join(', ')}`,
  );
  expect(read).toEqual(readings);
});
