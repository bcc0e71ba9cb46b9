import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNumbers } from '#shared/json/compare-numbers.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { numberSource, stringifyJson } from '#shared/json/stringify-json.ts';
import { isJsonObject, type JsonValue, SourceNumber } from '#shared/json/value.ts';

function read(text: string): JsonValue {
  const result = parseJson(text);
  if (!result.ok) throw new Error(`${result.sentence} (${result.line}:${result.column})`);
  return result.value;
}

describe('a number keeps the sender’s digits', () => {
  const cases: [source: string, plain: boolean][] = [
    ['0', true],
    ['-1', true],
    ['1.5', true],
    ['1e+21', true],
    ['999999999999999', true],
    ['9007199254740991', true],
    ['9007199254740993', false],
    ['12345678901234567890', false],
    ['1.50', false],
    ['1E5', false],
    ['1e400', false],
    ['1E-400', false],
    ['-0', false],
    ['0.10', false],
    ['0.30000000000000004', true],
    ['123456789012345678901234567890', false],
  ];
  it.each(cases)('B15, B16 %s', (source, plain) => {
    const value = read(source);
    expect(value).toEqual(plain ? Number(source) : new SourceNumber(source));
    expect(stringifyJson(value)).toBe(source);
    expect(numberSource(value as number | SourceNumber)).toBe(source);
  });

  it('B17 a number of a million digits is kept as text', () => {
    const source = '7'.repeat(1_000_000);
    expect(read(source)).toEqual(new SourceNumber(source));
  });
});

describe('numbers compare by what is written', () => {
  it.each<[string, string, -1 | 0 | 1]>([
    ['1', '2', -1],
    ['1.50', '1.5', 0],
    ['-0', '0', 0],
    ['1e2', '100', 0],
    ['1E-400', '0', 1],
    ['-1E-400', '0', -1],
    ['12345678901234567890', '12345678901234567891', -1],
    ['1e400', '1e401', -1],
    ['-1e400', '-1e401', 1],
    ['0.00120e3', '1.2', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['0.10', '0.11', -1],
    ['100', '99.0', 1],
  ])('B15 %s against %s', (left, right, expected) => {
    const a = read(left) as number | SourceNumber;
    const b = read(right) as number | SourceNumber;
    expect(Math.sign(compareNumbers(a, b))).toBe(expected);
    expect(Math.sign(compareNumbers(b, a)) + 0).toBe(-expected + 0);
  });
});

describe('keys are data', () => {
  it.each([
    '{"__proto__":{"x":1}}',
    '{"\\u005f\\u005fproto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
    `${'{"a":'.repeat(50)}{"__proto__":{"x":1}}${'}'.repeat(50)}`,
  ])('B14 nothing leaks out of %s', (text) => {
    const value = read(text);
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(JSON.parse(stringifyJson(value))).toEqual(JSON.parse(text));
  });

  it('B14 an object has no prototype and shows __proto__ as its own key', () => {
    const value = read('{"__proto__":1,"toString":2}');
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(isJsonObject(value) && Object.keys(value)).toEqual(['__proto__', 'toString']);
  });

  it('B13 the last of two equal keys wins', () => {
    expect(stringifyJson(read('{"a":1,"b":2,"a":3}'))).toBe('{"a":3,"b":2}');
  });
});

describe('limits', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  it('B11 64 levels are read', () => {
    expect(parseJson(nested(64)).ok).toBe(true);
  });
  it.each([65, 1_001, 5_000, 500_000])('B11 %d levels are too deep', (depth) => {
    expect(parseJson(nested(depth))).toMatchObject({ ok: false, reason: 'too-deep', line: 1, column: 65 });
  });
  it('B12 50,000 values are read, one more is too many', () => {
    const list = (items: number) => `[${Array(items).fill('0').join()}]`;
    expect(parseJson(list(49_999)).ok).toBe(true);
    expect(parseJson(list(50_000))).toMatchObject({ ok: false, reason: 'too-many-nodes' });
    expect(parseJson(list(50_000), TREE_LIMITS).ok).toBe(true);
  });
  it('B12 300,000 keys are refused at 50,000', () => {
    const keys = Array.from({ length: 300_000 }, (_, index) => `"k${index}":0`);
    expect(parseJson(`{${keys.join()}}`)).toMatchObject({ ok: false, reason: 'too-many-nodes' });
  });
});

describe('what is not JSON is refused with its place', () => {
  it.each<[text: string, line: number, column: number]>([
    ['', 1, 1],
    ['  ', 1, 3],
    ['{"a":1,}', 1, 8],
    ['{"a":1', 1, 7],
    ['{"a" 1}', 1, 6],
    ["{'a':1}", 1, 2],
    ['{a:1}', 1, 2],
    ['[1,]', 1, 4],
    ['[1 2]', 1, 4],
    ['{\n  "a": 1,\n  "b": tru\n}', 3, 8],
    ['{"a":1}x', 1, 8],
    ['{"a":1} // note', 1, 9],
    ["['x']", 1, 2],
    ['"a\nb"', 1, 3],
    ['"a\u0000b"', 1, 3],
    ['"abc', 1, 5],
    ['"\\x41"', 1, 2],
    ['"\\u12g4"', 1, 2],
    ['01', 1, 1],
    ['-', 1, 1],
    ['+1', 1, 1],
    ['.5', 1, 1],
    ['1.', 1, 3],
    ['1e', 1, 3],
    ['NaN', 1, 1],
    ['Infinity', 1, 1],
    ['undefined', 1, 1],
    ['\u00a0{}', 1, 1],
  ])('B3, B10, B20 %j', (text, line, column) => {
    const result = parseJson(text);
    expect(result).toMatchObject({ ok: false, reason: 'bad-json', line, column });
    expect(() => JSON.parse(text)).toThrow();
  });

  it('B4 a byte order mark is no fault', () => {
    expect(read('\ufeff{"a":1}')).toEqual({ a: 1 });
  });

  it.each(['null', '"x"', '[]', '3', 'true', '{}'])('B19 %s alone is JSON', (text) => {
    expect(stringifyJson(read(text))).toBe(text);
  });
});

describe('laws', () => {
  it('B8 reads every value as JSON.parse does, lone surrogates and control characters included', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(0, 2), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        expect(JSON.parse(stringifyJson(read(pretty)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('accepts and refuses what JSON.parse accepts and refuses', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '1', '-', '0', '.', 'e', '+', 'true', 'null', ' '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        expect(parseJson(text).ok).toBe(isJson(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('writes what it read: parse ∘ stringify changes nothing', () => {
    const number = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,20})?([eE][+-]?\d{1,4})?$/);
    fc.assert(
      fc.property(number, (source) => {
        expect(stringifyJson(read(`[${source}]`))).toBe(`[${source}]`);
      }),
    );
  });

  it('indents like JSON.stringify', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(stringifyJson(read(text), 2)).toBe(JSON.stringify(JSON.parse(text), null, 2));
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
