import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '#shared/json/parse-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { Budget } from '#shared/json-path/budget.ts';
import { runClassic } from '#shared/json-path/classic/run-classic.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { type Match, printPath, valueAt } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { CLASSIC, CLASSIC_DOCUMENT, NOT_CLASSIC } from './classic-cases.ts';

const parsed = parseJson(CLASSIC_DOCUMENT);
const document = parsed.ok ? parsed.value : null;

function find(path: string): string[] {
  const result = readPath(path, document);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result.matches.map((match) => printPath(match.path));
}

describe('PA3 runs what only the older dialect accepts', () => {
  it.each(CLASSIC)('$path', ({ path, rfcForm, finds }) => {
    expect(parsePath(path)).toMatchObject({ ok: true, text: path, dialect: 'classic', rfcForm });
    expect(find(path)).toEqual(finds);
    if (rfcForm !== null) {
      expect(parsePath(rfcForm)).toMatchObject({ ok: true, dialect: 'rfc9535' });
      expect(find(rfcForm)).toEqual(finds);
    }
  });

  it('B15 finds numbers with their own digits', () => {
    expect(readPath('$.list.0.v', document)).toMatchObject({ matches: [{ value: new SourceNumber('1.50') }] });
  });

  it('answers key names for ~', () => {
    expect(readPath('$.list[0].*~', document)).toMatchObject({
      matches: [{ value: 'key' }, { value: 'v' }, { value: 'on' }],
    });
    expect(readPath('$.list[*]~', document)).toMatchObject({ matches: [{ value: 0 }, { value: 1 }, { value: 2 }] });
  });

  it.each([null, '', 0, false, 'text', []])('B19 finds nothing in %j', (root) => {
    expect(readPath('$.a^', root)).toEqual({ status: 'ok', matches: [] });
  });
});

describe('PA3 refuses what jsonpath-plus would only guess at', () => {
  it.each(NOT_CLASSIC)('$path', ({ path, column }) => {
    expect(parsePath(path)).toMatchObject({ ok: false, column });
  });
});

describe('laws of the older dialect', () => {
  const name = fc.constantFrom('a-b', '2nd', 'key', 'v');
  const literal = fc.constantFrom('"x"', "'y'", '1', '2.5', 'true', 'null');
  const comparison = fc
    .tuple(name, fc.constantFrom('===', '!=='), literal)
    .map(([key, operator, value]) => `@['${key}'] ${operator} ${value}`);
  const sound = fc.oneof(
    name.map((key) => `.${key}`),
    name.map((key) => `['${key}']`),
    fc.constantFrom('.*', '[*]', '[0]', '[0,1]', '[1:]', '[-1:]', '[(@.length-1)]', '[(@.length-2)]'),
    fc.array(comparison, { minLength: 1, maxLength: 2 }).map((tests) => `[?(${tests.join(' && ')})]`),
  );
  // No null among them: JavaScript’s `null.key` fails, where RFC 9535 just finds nothing to compare.
  const leaf = fc.constantFrom<JsonValue>('x', 'y', 1, 2.5, true);
  const hostile = fc.constantFrom(
    '^',
    '~',
    '*',
    '..',
    '$',
    '(@)',
    '?(@)',
    '0:1',
    '__proto__',
    'length',
    '',
    '@string()',
  );
  const tree = (keys: fc.Arbitrary<string>) =>
    fc.letrec<{ tree: JsonValue }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 3, noNullPrototype: false }),
      ),
    })).tree;

  it('PA3 the form in RFC 9535 finds what jsonpath-plus finds', () => {
    const path = fc.tuple(fc.array(sound, { maxLength: 3 }), name, fc.array(sound, { maxLength: 2 }));
    fc.assert(
      fc.property(path, tree(name), ([before, key, after], value) => {
        const text = `$.a-b${before.join('')}..${key}${after.join('')}`;
        const parsedPath = parsePath(text);
        if (!parsedPath.ok || parsedPath.rfcForm === null) throw new Error(`${text} has no RFC 9535 form`);
        const root = { 'a-b': value };
        const ours = readPath(parsedPath.rfcForm, root);
        const paths = (matches: Match[]) => matches.map((match) => printPath(match.path));
        const theirs = paths(runClassic(text, root, new Budget()));
        expect(ours.status === 'ok' && paths(ours.matches)).toEqual(theirs);
      }),
      { numRuns: 2_000 },
    );
  });

  it('PA3 whatever the keys, every match is a value of the payload at its place', () => {
    const segment = fc.oneof(
      name.map((key) => `.${key}`),
      fc.constantFrom('.*', '.0', '[0]', '[(@.length-1)]'),
    );
    const path = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom('^', '^^', '~', '^.key', ''))
      .map(([segments, end]) => `$${segments.join('')}${end}`);
    fc.assert(
      fc.property(path, tree(fc.oneof(name, hostile)), (text, root) => {
        const result = readPath(text, root);
        if (result.status !== 'ok') throw new Error(`${text}: ${JSON.stringify(result)}`);
        for (const match of result.matches) {
          const found = valueAt(match.path, root);
          expect(found).toBeDefined();
          expect(match.value).toBe(text.endsWith('~') ? match.path.at(-1) : found);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
