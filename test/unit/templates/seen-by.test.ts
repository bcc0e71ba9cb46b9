import { expect, it } from 'vitest';
import { seenBy } from '#engine/templates/seen-by.ts';
import { readTemplate } from '#engine/templates/templates.ts';

const PAYLOAD = { a: { b: 'x', c: { d: 1 } }, list: [{ n: 1, m: 2 }], size: 'M', other: null };

it.each([
  ['{{ contact.name }}', {}],
  ['{{ payload.a.b }}', { a: { b: 'x' } }],
  ['{{ payload["a"].c.d }}{{ payload.a.b }}', { a: { b: 'x', c: { d: 1 } } }],
  ['{{ payload.a[payload.a.b] }}', { a: PAYLOAD.a }],
  ['{% assign one = payload.a.c %}{{ one.d }}', { a: { c: { d: 1 } } }],
  ['{% for one in payload.list %}{{ one.n }}{% endfor %}', { list: PAYLOAD.list }],
  ['{{ payload.list[0].n }}{{ payload.missing.deeper }}', { list: PAYLOAD.list }],
  ['{{ payload.list.first.n }}', { list: PAYLOAD.list }],
  ['{{ payload.a.size }}', { a: PAYLOAD.a }],
  ['{{ payload.size }}', PAYLOAD],
  ['{{ payload | json }}', PAYLOAD],
  ['{{ contact.name | append: payload.a.b }}', { a: { b: 'x' } }],
  ['{% if payload.other %}{% endif %}', { other: null }],
])('of a request a text sees what it names: %s', (text, expected) => {
  const read = readTemplate(text);
  expect(read.ok && seenBy(read.names, PAYLOAD)).toEqual(expected);
});

it('where only a value tells the name, or the request is no object, it sees everything', () => {
  expect(seenBy([[]], PAYLOAD)).toEqual(PAYLOAD);
  expect(seenBy([['payload', 'a']], ['a', 'b'])).toEqual(['a', 'b']);
});
