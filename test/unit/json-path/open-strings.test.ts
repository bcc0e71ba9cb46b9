import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, REQUEST_LIMITS } from '#shared/json/parse-json.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { isOpenable, openStrings } from '#shared/json-path/open-strings.ts';
import { printPath, valueAt } from '#shared/json-path/path.ts';
import { anyText } from '../rules/any-text.ts';
import { readPayloadCases } from '../rules/cases.ts';

interface OpenedCase {
  rule: string;
  name: string;
  payload: JsonValue;
  /** The paths that are to be opened. */
  open: string[];
  /** The payload afterwards as compact JSON. */
  json: string;
  /** The places that were opened. */
  opened: string[];
  /** The sentence about the one text that stayed a text, or its beginning. */
  says?: string;
}

describe('texts opened as JSON', () => {
  it.each(readPayloadCases<OpenedCase>('opened-texts'))('$rule $name', ({ payload, open, json, opened, says }) => {
    const before = stringifyJson(payload);
    const result = openStrings(payload, open);
    expect(stringifyJson(result.value)).toBe(json);
    expect(result.opened.map(({ place }) => printPath(place))).toEqual(opened);
    expect(result.unopened.length).toBe(says === undefined ? 0 : 1);
    expect(result.unopened[0]?.sentence ?? '').toContain(says ?? '');
    expect(stringifyJson(payload)).toBe(before);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('RC3 a payload opened stays within what a request may hold: depth (B11)', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const inside = { a: { raw: nested(REQUEST_LIMITS.depth - 2) } };
    expect(openStrings(inside, ['$.a.raw']).opened).toHaveLength(1);
    const outside = { a: { raw: nested(REQUEST_LIMITS.depth - 1) } };
    expect(openStrings(outside, ['$.a.raw'])).toMatchObject({
      value: outside,
      opened: [],
      unopened: [{ path: '$.a.raw', sentence: expect.stringContaining('more than 64 levels deep') }],
    });
  });

  it('RC3 a payload opened stays within what a request may hold: values of all texts together (B12)', () => {
    const text = (values: number) =>
      `[${Array(values - 1)
        .fill('1')
        .join(',')}]`;
    const half = REQUEST_LIMITS.values / 2;
    // The object itself is one value more.
    const fits = openStrings({ a: text(half), b: text(half - 1) }, ['$.a', '$.b']);
    expect(fits.opened).toHaveLength(2);
    const full = openStrings({ a: text(half), b: text(half) }, ['$.a', '$.b']);
    expect(full.opened).toHaveLength(1);
    expect(full.unopened).toMatchObject([
      { path: '$.b', sentence: expect.stringContaining('more than 50 thousand values') },
    ]);
  });

  it('RC3 whatever text stands at whatever key, opening gives exactly what it says, and nothing else changes', () => {
    fc.assert(
      fc.property(anyText(5), fc.jsonValue(), fc.jsonValue(), (key, inner, beside) => {
        const text = stringifyJson([inner as JsonValue]);
        const root: JsonValue = Object.assign(Object.create(null), { beside, [`k${key}`]: text });
        const path = printPath([`k${key}`]);
        const { value } = openStrings(root, [path]);
        expect(stringifyJson(valueAt([`k${key}`], value)!)).toBe(text);
        expect(valueAt(['beside'], value)).toBe(beside);
      }),
    );
  });

  it('RC3 any text either opens as a list or object, or stays and has its sentence', () => {
    fc.assert(
      fc.property(anyText(20), (text) => {
        const { value, opened, unopened } = openStrings({ text }, ['$.text']);
        const read = parseJson(text);
        const opens = read.ok && typeof read.value === 'object' && read.value !== null && isOpenable(text);
        expect(opened.length).toBe(opens ? 1 : 0);
        if (!opens) expect(valueAt(['text'], value)).toBe(text);
        expect(unopened.length).toBe(opens || text.trim() === '' ? 0 : 1);
      }),
    );
  });
});
