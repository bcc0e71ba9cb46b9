import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CORPUS, CORPUS_IDS, NOT_DONE, PROVEN_ELSEWHERE } from '#test/fixtures/corpus/corpus.ts';

const inRows = new Set(CORPUS.map(({ id }) => id));

describe('CORPUS.md', () => {
  it.each(CORPUS_IDS)('%s has a case, or it is said why not', (id) => {
    const isProven = inRows.has(id) || Object.hasOwn(PROVEN_ELSEWHERE, id);
    expect(isProven).toBe(!Object.hasOwn(NOT_DONE, id));
  });

  it.each(Object.entries(PROVEN_ELSEWHERE).flatMap(([id, files]) => files.map((file) => [id, file] as const)))(
    '%s is named in %s',
    (id, file) => {
      expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).toMatch(new RegExp(`\\b${id}\\b`));
    },
  );

  it('knows no other ids', () => {
    const known = [...inRows, ...Object.keys(PROVEN_ELSEWHERE), ...Object.keys(NOT_DONE)];
    expect(known.filter((id) => !CORPUS_IDS.includes(id))).toEqual([]);
  });

  it('has no two rows of one name', () => {
    const names = CORPUS.map(({ id, what }) => `${id} ${what}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
