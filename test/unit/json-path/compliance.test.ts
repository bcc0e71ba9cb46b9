import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { readPath } from '#shared/json-path/read-path.ts';

/** The public compliance suite of RFC 9535, as the package jsonpath-rfc9535 brings it along. */
const require = createRequire(import.meta.url);
const FOLDER = join(require.resolve('jsonpath-rfc9535/package.json'), '../src/__tests__');
const SUITE = readFileSync(join(FOLDER, 'jsonpath-compliance-test-suite/cts.json'), 'utf8');

type Case = { name: string; selector: string } & (
  | { invalid_selector: true }
  | { invalid_selector?: never; document: JsonValue; result?: JsonValue[]; results?: JsonValue[][] }
);
const CASES = (JSON.parse(SUITE) as { tests: Case[] }).tests;

/** What Fieldhook takes although the standard refuses it, each for a reason. */
const TAKEN: readonly { why: string; isSo: (selector: string) => boolean }[] = [
  { why: 'blanks around a pasted path are left out', isSo: (selector) => selector !== selector.trim() },
  { why: 'JSON allows half surrogate pairs in keys, and every key has a path (PA2)', isSo: hasHalfPairEscape },
  { why: 'a number as a name is the older dialect (PA3)', isSo: (selector) => selector === '$.1' },
];

describe('PA3 the compliance suite of RFC 9535', () => {
  it('is all here', () => expect(CASES.length).toBeGreaterThan(600));

  const refused = CASES.filter((test) => test.invalid_selector && !TAKEN.some(({ isSo }) => isSo(test.selector)));
  it.each(refused)('refuses $selector', ({ selector }) => {
    expect(parsePath(selector)).toMatchObject({ ok: false });
  });

  const taken = CASES.filter((test) => test.invalid_selector && TAKEN.some(({ isSo }) => isSo(test.selector)));
  it.each(taken)('takes $selector, knowingly', ({ selector }) => {
    expect(parsePath(selector)).toMatchObject({ ok: true });
  });

  const valid = CASES.filter((test) => !test.invalid_selector);
  it.each(valid)('$name: $selector', ({ selector, document, result, results }) => {
    const reading = readPath(selector, document);
    expect(parsePath(selector)).toMatchObject({ ok: true, dialect: 'rfc9535' });
    expect(results ?? [result]).toContainEqual(
      reading.status === 'ok' ? reading.matches.map(({ value }) => plain(value)) : reading.status,
    );
  });
});

function hasHalfPairEscape(selector: string): boolean {
  if (/\\u(?![0-9A-Fa-f]{4})/.test(selector)) return false;
  const decoded = selector.replace(/\\u([0-9A-Fa-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return !decoded.isWellFormed();
}

function plain(value: JsonValue): JsonValue {
  return value instanceof SourceNumber ? Number(value.source) : value;
}
