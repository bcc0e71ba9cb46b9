import fc from 'fast-check';
import { JSONPathEnvironment } from 'json-p3';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { type Path, printPath, valueAt } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';

/** Keys that have broken one product or another (PA2). */
const HOSTILE_KEYS = [
  '*',
  'a.b',
  '@type',
  '~',
  '^',
  "'",
  '"',
  '\\',
  "\\'",
  '`',
  '',
  ' ',
  '0',
  '-1',
  '__proto__',
  'constructor',
  'length',
  'toString',
  '$',
  '..',
  '[0]',
  "']['",
  '?(@.a)',
  '(@.length-1)',
  '0:1',
  'a,b',
  '😀',
  '\ud800',
  '\udc00',
  '\ude00\ud83d',
  '\n',
  '\r\n\t\b\f',
  '\u0000',
  '\u001f',
  '\u007f',
  '\u2028',
  '\u202e',
  '\ufeff',
  'é',
  'e\u0301',
  'straße',
  '日本',
  'k'.repeat(10_240),
  "'".repeat(10_240),
  '\u0001'.repeat(10_240),
];

const key = fc.oneof(fc.constantFrom(...HOSTILE_KEYS), fc.string({ unit: 'binary', maxLength: 6 }));
const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));

function everyPlace(value: JsonValue, path: Path = []): [Path, JsonValue][] {
  const children: [string | number, JsonValue][] = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [[path, value], ...children.flatMap(([step, child]) => everyPlace(child, [...path, step]))];
}

describe('PA2 every node’s path leads to it', () => {
  it.each(HOSTILE_KEYS.map((name) => [JSON.stringify(name).slice(0, 40), name]))('key %s', (_, name) => {
    const root = JSON.parse(`{${JSON.stringify(name)}: [{${JSON.stringify(name)}: 7}], "other": {}}`);
    const path = [name, 0, name];
    expect(parsePath(printPath(path))).toMatchObject({ ok: true, dialect: 'rfc9535', singular: path });
    expect(readPath(printPath(path), root)).toEqual({ status: 'ok', matches: [{ path, value: 7 }] });
  });

  it('in any payload: print, parse and read give back exactly the node', () => {
    fc.assert(
      fc.property(tree, (root) => {
        for (const [path, value] of everyPlace(root)) {
          const text = printPath(path);
          const parsed = parsePath(text);
          expect(parsed.ok && parsed.singular).toEqual(path);
          expect(parsed.ok && parsed.singular && printPath(parsed.singular)).toBe(text);
          const result = readPath(text, root);
          expect(result.status === 'ok' && result.matches).toEqual([{ path, value }]);
          expect(result.status === 'ok' && result.matches[0]?.value).toBe(value);
          expect(valueAt(path, root)).toBe(value);
        }
      }),
    );
  });

  it('a place that does not exist gives nothing', () => {
    fc.assert(
      fc.property(tree, fc.array(fc.oneof(key, fc.integer({ min: -3, max: 3 })), { maxLength: 3 }), (root, path) => {
        const value = valueAt(path, root);
        const result = readPath(printPath(path), root);
        expect(result.status === 'ok' && result.matches.map((match) => match.value)).toEqual(
          value === undefined ? [] : [value],
        );
      }),
    );
  });
});

/** A path text that every implementation of RFC 9535 can be asked. */
const name = fc.constantFrom('a', 'b', 'c', '*', 'a.b', "it's", '😀', '');
const segment = fc.oneof(
  name.map((text) => `['${text.replaceAll("'", "\\'")}']`),
  fc.integer({ min: -4, max: 4 }).map((position) => `[${position}]`),
  fc.constantFrom('.a', '.*', '[*]', '..b', '..*', '..[0]', '[1:]', '[::-1]', '[-3:3:2]', '[0,-1]', "['a','b']"),
  fc.constantFrom(
    '[?@.a]',
    // Not two lists or objects: json-p3 takes {} and [] for equal.
    '[?@.a == 1]',
    '[?@ > 1 && @ <= 3]',
    '[?!@.b || @.a == 1]',
    '[?count(@.*) > 1]',
    '[?@[?@.a]]',
  ),
);
const oddTree = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom<JsonValue>(0, 1, 2.5, 'x', '', true, null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
  ),
})).tree;

describe('PA3 our evaluation agrees with json-p3', () => {
  const environment = new JSONPathEnvironment({ maxRecursionDepth: 1_000 });

  it('on what it finds, and in which order', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), oddTree, (segments, root) => {
        const text = `$${segments.join('')}`;
        const ours = readPath(text, root);
        const theirs = environment.query(text, root as never).locations();
        expect(ours.status === 'ok' && ours.matches.map((match) => match.path)).toEqual(theirs);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('PA3 any text is either understood or refused', () => {
  const pieces = [
    '$',
    '.',
    '..',
    '[',
    ']',
    '?',
    '(',
    ')',
    '@',
    "'",
    '"',
    'a',
    '0',
    '-1',
    ':',
    ',',
    '*',
    '==',
    '&&',
    '!',
    '^',
    '~',
    ' ',
    '\\',
    'match(',
    'count(',
  ];
  it('without a fault of our own', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const text = `$${parts.join('')}`;
        const parsed = parsePath(text);
        const result = readPath(text, { a: [{ a: 'x' }, 1] });
        expect(result.status).toBe(parsed.ok ? 'ok' : 'bad-path');
        if (!parsed.ok) expect(parsed.column).toBeGreaterThanOrEqual(1);
        if (!parsed.ok) expect(parsed.column).toBeLessThanOrEqual(text.length + 1);
        if (parsed.ok && parsed.rfcForm !== null)
          expect(parsePath(parsed.rfcForm)).toMatchObject({ dialect: 'rfc9535' });
      }),
      { numRuns: 5_000 },
    );
  });
});
