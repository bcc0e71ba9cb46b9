import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertValue } from '#engine/mapping/convert-value.ts';
import { instantOf, wallOf } from '#engine/mapping/zone-time.ts';
import { FIELD_TYPES, type FieldType } from '#shared/contract/field.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { DEFAULT_LOCALE } from '#shared/local-form/local-form.ts';
import { anyText } from './any-text.ts';
import { readCases } from './cases.ts';

interface ConversionCase {
  rule: string;
  name: string;
  /** The value as JSON text, so that digits count. */
  json: string;
  type: FieldType;
  timeZone?: string;
  numberFormat?: 'point' | 'comma';
  pattern?: string;
  /** How notes write times; en-GB where it says nothing. */
  locale?: string;
  text?: string;
  original?: string;
  /** A part of the note; absent means that there is none. */
  note?: string;
  /** A part of the sentence that refuses it. */
  refused?: string;
}

function valueOfJson(text: string): JsonValue {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return parsed.value;
}

const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];

describe('conversion', () => {
  it.each([...readCases<ConversionCase>('conversions'), ...readCases<ConversionCase>('dates')])(
    '$rule $type: $name',
    (row) => {
      const { timeZone = 'UTC', numberFormat = 'point', pattern = null, text, original = null, note, refused } = row;
      const { locale = DEFAULT_LOCALE } = row;
      const conversion = convertValue(valueOfJson(row.json), row.type, { timeZone, numberFormat, pattern, locale });
      if (!conversion.ok) {
        expect(refused, conversion.sentence).toBeDefined();
        expect(conversion.sentence).toContain(refused);
        return;
      }
      expect(conversion.value).toEqual({ text, original });
      if (note === undefined) expect(conversion.note).toBeNull();
      else expect(conversion.note).toContain(note);
    },
  );

  const anyValue = fc.oneof(
    fc.jsonValue({ depthSize: 'small' }).map((value) => valueOfJson(JSON.stringify(value))),
    anyText(12),
    fc.double().map((number) => valueOfJson(JSON.stringify(number))),
    fc.stringMatching(/^-?(?:0|[1-9]\d{0,25})(?:\.\d{1,25})?(?:e[+-]?\d{1,3})?$/).map(valueOfJson),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom('NaN', 'undefined', '[object Object]', 'Infinity', '2026-02-30', '1e999', '-', ''),
  );
  const options = fc.record({
    timeZone: fc.constantFrom(...ZONES),
    numberFormat: fc.constantFrom('point' as const, 'comma' as const),
    locale: fc.constantFrom('en-GB', 'en-US', 'en-DE'),
    pattern: fc.constantFrom(null, 'dd/MM/yyyy', 'yyyy-MM-dd HH:mm', "'x'"),
  });
  const CANONICAL = {
    text: /[^\s]/,
    number: /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
    boolean: /^(?:true|false)$/,
    date: /^\d{4}-\d{2}-\d{2}$/,
    datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
    json: /^[^\n]+$/,
  } as const satisfies Record<FieldType, RegExp>;

  it.each(FIELD_TYPES)('CV1 a %s is canonical or is kept out with a sentence, whatever comes', (type) => {
    fc.assert(
      fc.property(anyValue, options, (value, how) => {
        const conversion = convertValue(value, type, how);
        if (!conversion.ok) {
          expect(conversion.sentence).toMatch(/\.$/);
          return;
        }
        const { text, original } = conversion.value;
        expect(text).toMatch(CANONICAL[type]);
        expect(text.isWellFormed() && !text.includes('\u0000')).toBe(true);
        expect(original === null || (original !== text && original.isWellFormed())).toBe(true);
        // The words may only come from a sender who wrote them.
        if (typeof value !== 'string')
          expect(['NaN', 'undefined', '[object Object]', 'Infinity', '']).not.toContain(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['number', 'boolean', 'date', 'datetime'] as const)('CV1 a stored %s reads as itself', (type) => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom(...ZONES), (value, timeZone) => {
        const how = { timeZone, numberFormat: 'point' as const, pattern: null, locale: DEFAULT_LOCALE };
        const once = convertValue(value, type, how);
        if (!once.ok) return;
        expect(convertValue(once.value.text, type, how)).toMatchObject({ ok: true, value: { text: once.value.text } });
      }),
    );
  });

  it('CV4 a number keeps its value to the last digit', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat({ max: 30 }), (whole, zeros) => {
        const conversion = convertValue(valueOfJson(`${whole}e${zeros}`), 'number', {
          timeZone: 'UTC',
          numberFormat: 'point',
          pattern: null,
          locale: DEFAULT_LOCALE,
        });
        expect(conversion.ok && BigInt(conversion.value.text)).toBe(whole * 10n ** BigInt(zeros));
      }),
    );
  });

  it('CV4 refuses a million digits without calculating with them (B17)', () => {
    const value = valueOfJson('9'.repeat(1_000_000));
    const how = { timeZone: 'UTC', numberFormat: 'point' as const, pattern: null, locale: DEFAULT_LOCALE };
    expect(convertValue(value, 'number', how)).toMatchObject({ ok: false });
    expect(convertValue(value, 'date', how)).toMatchObject({ ok: false });
    expect(convertValue(value, 'text', how)).toMatchObject({ ok: true });
  });
});

describe('time in zones', () => {
  it('CV6 what clocks show at an instant leads back to it, or to the other time they showed the same', () => {
    const instants = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (at, timeZone) => {
        const wall = wallOf(at, timeZone);
        const read = instantOf(wall, timeZone);
        expect(wallOf(read.at, timeZone)).toBe(wall);
        expect(read.clock).not.toBe('skipped');
        if (read.at !== at) expect(read).toMatchObject({ clock: 'repeated' });
      }),
      { numRuns: 2000 },
    );
  });
});
