import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, excerptOf } from '#shared/json/excerpt.ts';
import { SourceNumber } from '#shared/json/value.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { trimText } from '#shared/text/trim-text.ts';

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes));

describe('text of strangers', () => {
  it.each([
    ['a\ud800b', 'a\ufffdb'],
    ['a\udc00', 'a\ufffd'],
    ['a\u0000b', 'ab'],
    ['😀\u0001\n', '😀\u0001\n'],
  ])('B8 B9 stores %j as %j', (text, stored) => {
    expect(storableText(text)).toBe(stored);
  });

  it.each([
    [' \t\r\n jane \u00a0', 'jane'],
    ['\ufeff\u200bjane\u202c\u200d', 'jane'],
    [' \u200b \u200b ', ''],
    ['ja ne', 'ja ne'],
    ['', ''],
  ])('ID12 trims %j to %j', (text, trimmed) => {
    expect(trimText(text)).toBe(trimmed);
  });

  it('B18 trims around a million blanks in the middle without taking quadratic time', () => {
    const text = `x${' '.repeat(1_000_000)}x`;
    expect(trimText(` ${text} `)).toBe(text);
  });

  it('ID12 trimming twice is trimming once, and only the ends go', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const trimmed = trimText(text);
        expect(trimText(trimmed)).toBe(trimmed);
        expect(text).toContain(trimmed);
      }),
    );
  });
});

describe('excerpts', () => {
  it.each([
    ['Jane', 'Jane'],
    [new SourceNumber('1.50'), '1.50'],
    [42, '42'],
    [null, 'null'],
    [true, 'true'],
    [{ a: [new SourceNumber('1e400')] }, '{"a":[1e400]}'],
  ])('CV3 shows %j as %s', (value, shown) => {
    expect(excerpt(value)).toBe(shown);
  });

  it('CV3 cuts at 2,000 characters', () => {
    expect(excerpt('x'.repeat(2000))).toBe('x'.repeat(2000));
    expect(excerpt('x'.repeat(2001))).toBe(`${'x'.repeat(1999)}…`);
  });

  it('B8 never cuts a character in two and never shows half of one', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 45 }), (text, length) => {
        const shown = excerptOf(text, length);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(length);
        if (text.length <= length) expect(shown).toBe(storableText(text));
      }),
    );
    expect(excerptOf('ab😀cd', 4)).toBe('ab…');
    expect(excerptOf('ab😀cd', 5)).toBe('ab😀…');
  });
});
