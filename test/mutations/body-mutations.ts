import type { Random } from './random.ts';

/** Bytes to other bytes. `other` is the body of another seed. */
export type BodyMutation = (random: Random, body: Buffer, other: Buffer) => Buffer;

/** No body grows beyond this by mutation, in bytes. */
const MAX_BYTES = 64 * 1024;

const HOSTILE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'length',
  '0',
  '\\u0000',
];
const HOSTILE_VALUES = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '1e400',
  '-0',
  '1E-400',
  '9007199254740993',
  '12345678901234567890',
  `${'9'.repeat(2000)}`,
  `0.${'0'.repeat(500)}1`,
  'NaN',
  '01',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0000"',
  '"\\u202e\\u200b"',
  '"9999-12-31T23:59:60Z"',
  '"-271821-04-20T00:00:00.000Z"',
  '"+44 117 496 0123;ext=1"',
  '"a@x, b@y"',
  '"a@x\\r\\nBcc: b@y"',
  '"{{ secrets.x }}"',
  '"=1+1"',
  `"${'é'.repeat(3000)}"`,
  '{"__proto__":{"x":1}}',
  '[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]',
];
const HOSTILE_MARKUP = [
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
  '<!ENTITY c "d">',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<__proto__>',
  '</a>',
  '<a b="1" b="2">',
  '<a xmlns:xi="http://www.w3.org/2001/XInclude">',
  '&#0;',
  '&lol;',
  '&#x110000;',
  '<a/>',
];
const HOSTILE_PAIRS = [
  '__proto__[x]=1',
  'constructor[prototype][x]=1',
  'a[]=1&a[b]=2',
  'a[0]=1&a[9999999999]=2',
  '%zz=%',
  '=&=&=',
  '_charset_=utf-7',
  `${'b[c]'.repeat(100)}=1`,
  '%00=%00',
  '+%2B+=%F0%9F%98',
];
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/g;
const TAG = /<[^>]*>/g;

/** Where a piece of the body begins and ends. */
function slice(random: Random, body: Buffer, longest = 64): [start: number, end: number] {
  const start = random.below(body.length + 1);
  return [start, Math.min(body.length, start + 1 + random.below(longest))];
}

const joined = (...parts: Uint8Array[]) => Buffer.concat(parts).subarray(0, MAX_BYTES);

/** Puts `text` in the place of one of the matches. */
function replaceOne(random: Random, body: Buffer, pattern: RegExp, text: string): Buffer {
  const written = body.toString('latin1');
  const found = Array.from(written.matchAll(pattern));
  if (found.length === 0) return joined(body, Buffer.from(text));
  const { index, 0: match } = random.pick(found);
  return joined(body.subarray(0, index), Buffer.from(text), body.subarray(index + Buffer.byteLength(match, 'latin1')));
}

const nested = (random: Random, open: string, close: string) => {
  const levels = random.pick([2, 40, 64, 65, 300, 3000]);
  return open.repeat(levels) + close.repeat(levels);
};

export const BODY_MUTATIONS: Readonly<Record<string, BodyMutation>> = {
  flip(random, body) {
    const changed = Buffer.from(body);
    for (let count = 1 + random.below(4); count > 0 && changed.length > 0; count -= 1) {
      const at = random.below(changed.length);
      changed[at] = changed[at]! ^ (1 << random.below(8));
    }
    return changed;
  },
  truncate: (random, body) => body.subarray(0, random.below(body.length + 1)),
  behead: (random, body) => body.subarray(random.below(body.length + 1)),
  remove(random, body) {
    const [start, end] = slice(random, body);
    return joined(body.subarray(0, start), body.subarray(end));
  },
  repeat(random, body) {
    const [start, end] = slice(random, body, 200);
    const times = random.pick([1, 2, 50, 1001]);
    const piece = body.subarray(start, end);
    return joined(body.subarray(0, end), ...Array.from({ length: times }, () => piece), body.subarray(end));
  },
  insert(random, body) {
    const [start] = slice(random, body);
    return joined(body.subarray(0, start), random.bytes(1 + random.below(12)), body.subarray(start));
  },
  splice(random, body, other) {
    return joined(body.subarray(0, random.below(body.length + 1)), other.subarray(random.below(other.length + 1)));
  },
  value: (random, body) => replaceOne(random, body, JSON_TOKEN, random.pick(HOSTILE_VALUES)),
  key: (random, body) => replaceOne(random, body, /"(?:[^"\\]|\\.)*"(?=\s*:)/g, `"${random.pick(HOSTILE_KEYS)}"`),
  nest: (random, body) => replaceOne(random, body, JSON_TOKEN, nested(random, '[', ']')),
  nestKeys: (random, body) => replaceOne(random, body, JSON_TOKEN, nested(random, '{"a":', '}')),
  person: (random, body) =>
    replaceOne(
      random,
      body,
      JSON_TOKEN,
      `"email":"p${random.below(500)}@mail.example","phone":"+44 117 496 0${100 + random.below(900)}"`,
    ),
  manyKeys(random, body) {
    const count = random.pick([100, 1001, 4000]);
    const keys = Array.from({ length: count }, (_, index) => `"k${index}":${index}`).join(',');
    return replaceOne(random, body, JSON_TOKEN, `{${keys}}`);
  },
  markup: (random, body) => replaceOne(random, body, TAG, random.pick(HOSTILE_MARKUP)),
  nestMarkup: (random, body) => replaceOne(random, body, TAG, nested(random, '<a>', '</a>')),
  pair: (random, body) => replaceOne(random, body, /[^&]*(?=&|$)/g, random.pick(HOSTILE_PAIRS)),
  manyPairs: (random, body) => joined(body, Buffer.from('&a=1'.repeat(random.pick([10, 1001, 5000])))),
  boundary: (random, body) =>
    replaceOne(random, body, /--[\w-]+/g, random.pick(['--', '--x', '--x--', '--y', '--x\r\n--x'])),
  part: (random, body) =>
    replaceOne(
      random,
      body,
      /\r\n/g,
      random.pick([
        '\r\n--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n',
        '\r\nContent-Disposition: form-data; name="a"; filename="../../etc/passwd"\r\n',
        `\r\nX-Long: ${'x'.repeat(9000)}\r\n`,
        '\r\nContent-Type: text/plain; charset=utf-16\r\n',
        '\n',
        '',
      ]),
    ),
  mark: (random, body) => joined(Buffer.from(random.pick(['efbbbf', 'fffe', 'feff', '00', '1f8b08']), 'hex'), body),
  widen: (_random, body) => Buffer.from(body.toString('latin1').slice(0, MAX_BYTES / 2), 'utf16le'),
};
