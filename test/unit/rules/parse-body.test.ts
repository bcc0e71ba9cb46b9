import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNREAD_REST_KEY } from '#engine/formats/form-format.ts';
import { structureOf } from '#engine/formats/form-structure.ts';
import { PARSERS, parseBody } from '#engine/formats/parse-body.ts';
import { NEWEST_PARSER } from '#shared/contract/webhook.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { anyText } from './any-text.ts';
import { readCases } from './cases.ts';

interface BodyCase {
  rule: string;
  name: string;
  /** The parsing rules that this holds for. What it says of shipped ones never changes. */
  parsers: number[];
  /** The body as text in UTF-8, or… */
  text?: string;
  /** …its bytes. */
  hex?: string;
  contentType: string;
  query?: string;
  format?: string;
  /** The payload as compact JSON. */
  json?: string;
  /** Part of what the owner is told although it could be read. */
  note?: string;
  reason?: string;
  says?: string;
  line?: number;
  column?: number;
}

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=x';

function parse(
  body: string | Uint8Array,
  contentType: string,
  {
    headers = [],
    query = '',
    version = NEWEST_PARSER,
  }: { headers?: [string, string][]; query?: string; version?: number } = {},
) {
  return parseBody({ body: typeof body === 'string' ? Buffer.from(body) : body, headers, contentType, query }, version);
}

describe('bodies', () => {
  const cases = readCases<BodyCase>('bodies').flatMap(({ parsers, ...one }) =>
    parsers.map((version) => ({ ...one, version })),
  );

  it('RC3 there are rules for every number up to the newest, each pinned by cases', () => {
    const numbers = Array.from({ length: NEWEST_PARSER }, (_, index) => index + 1);
    expect(Object.keys(PARSERS).map(Number)).toEqual(numbers);
    expect([...new Set(cases.map(({ version }) => version))].sort()).toEqual(numbers);
  });

  it('RC3 rules that there are not read nothing', () => {
    expect(() => parse('{}', 'application/json', { version: NEWEST_PARSER + 1 })).toThrow(/no parsing rules/);
  });

  it.each(cases)(
    '$rule $name (rules $version)',
    ({ text, hex, contentType, query = '', format, json, note, version, ...fault }) => {
      const parsed = parse(text ?? Buffer.from(hex ?? '', 'hex'), contentType, { query, version });
      if (parsed.ok) {
        expect({ format: parsed.format, json: stringifyJson(parsed.value) }).toEqual({ format, json });
        expect(parsed.note ?? '').toContain(note ?? '');
        expect(parsed.note === null).toBe(note === undefined);
        return;
      }
      expect(parsed.reason).toBe(fault.reason);
      expect(parsed.sentence).toContain(fault.says ?? '');
      if (fault.line !== undefined) expect(parsed).toMatchObject({ line: fault.line, column: fault.column });
    },
  );

  it('RC3 refuses more than 50,000 values (B12)', () => {
    const parsed = parse(`[${Array(50_001).fill('1').join(',')}]`, 'application/json');
    expect(parsed).toMatchObject({ ok: false, reason: 'too-many-nodes' });
  });

  it('RC3 leaves prototypes alone whatever the keys (B14)', () => {
    const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    parse(hostile, 'application/json');
    parse('__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1', FORM);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('RC3 never throws, whatever the bytes and the type', () => {
    const types = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '',
        'application/json',
        FORM,
        `${FORM}; charset=utf-16`,
        ';;;',
        'text/xml',
        'text/plain',
        MULTIPART,
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), types, (body, contentType) => {
        const parsed = parse(body, contentType);
        expect(parsed.ok || parsed.sentence.endsWith('.')).toBe(true);
      }),
    );
  });
});

describe('forms', () => {
  it('RC3 reads 1,000 fields and keeps the rest in one piece (B26)', () => {
    const fields = Array.from({ length: 10_000 }, (_, index) => `f${index}=${index}`);
    const parsed = parse(fields.join('&'), FORM);
    if (!parsed.ok || !isJsonObject(parsed.value)) throw new Error('not a form');
    expect(Object.keys(parsed.value)).toHaveLength(1001);
    expect(parsed.value.f999).toBe('999');
    expect(parsed.value[UNREAD_REST_KEY]).toBe(fields.slice(1000).join('&'));
  });

  it('RC3 keeps a name of a thousand brackets as written (B26)', () => {
    const key = `a${'[b]'.repeat(1000)}`;
    const parsed = parse(`${key}=1`, FORM);
    expect(parsed).toMatchObject({ ok: true, value: { [key]: '1' } });
  });

  it.each([
    [61, 62],
    [62, 1],
  ])('RC3 a name of %i brackets makes %i levels', (brackets, levels) => {
    const value = structureOf([{ key: `a${'[b]'.repeat(brackets)}`, value: '1' }]);
    expect(depthOf(value)).toBe(levels);
  });

  it('RC3 a deep name that repeats stays within 64 levels (B11)', () => {
    const key = `a${'[b]'.repeat(61)}`;
    const value = structureOf([
      { key, value: '1' },
      { key, value: { name: 'file' } },
    ]);
    expect(depthOf(value)).toBe(64);
  });

  it('RC3 reads a name of two million brackets without running out of stack', () => {
    const parsed = parse(`a${'[]'.repeat(2_000_000)}=1`, FORM);
    expect(parsed.ok && isJsonObject(parsed.value) && Object.keys(parsed.value)).toHaveLength(1);
  });

  it('RC3 never loses a value, whatever the names', () => {
    const step = fc.constantFrom('', '0', '1', '2', 'a', 'b', '__proto__');
    const name = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc
        .tuple(fc.constantFrom('a', 'b', '0', '__proto__'), fc.array(step, { maxLength: 4 }))
        .map(([head, steps]) => head + steps.map((s) => `[${s}]`).join('')),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const fields = names.map((key, index) => ({ key, value: `value ${index}` }));
        expect(new Set(leavesOf(structureOf(fields)))).toEqual(new Set(fields.map(({ value }) => value)));
        expect(leavesOf(structureOf(fields))).toHaveLength(fields.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('RC3 gives back what a browser’s own form encoder wrote', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[^[\]\ud800-\udfff]{1,8}$/),
          anyText(12).map((text) => text.toWellFormed()),
          { minKeys: 1 },
        ),
        (fields) => {
          const parsed = parse(new URLSearchParams(fields).toString(), FORM);
          expect(parsed.ok && { ...(parsed.value as object) }).toEqual({ ...fields });
        },
      ),
    );
  });
});

function depthOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function leavesOf(value: JsonValue): JsonValue[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}
