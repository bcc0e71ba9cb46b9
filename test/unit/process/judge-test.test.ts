import { describe, expect, it } from 'vitest';
import { judgeTest, uncovered } from '#engine/process/judge-test.ts';

const fieldOf = (field: string) => ({ name: field.toUpperCase(), type: 'text' as const });
const slot = { type: null };
const field = { type: 'text' };
const person = (identity: object, fields: Record<string, string | null> = {}) => ({ identity, profile: {}, fields });
const JANE = person({ email: 'person@mail.example' }, { start: '2026-01-15', note: null });

describe('EX1 a test of a webhook', () => {
  it.each([
    ['passes where everything is read as expected', [JANE], [JANE], []],
    [
      'passes where more is read',
      [JANE],
      [person({ ...JANE.identity, phone: '+441174960000' }, { ...JANE.fields, room: '2' })],
      [],
    ],
    [
      'fails where a value is another one or none any more',
      [JANE],
      [person({}, { start: '2026-01-01', note: null })],
      [
        { ...slot, what: 'Email', expected: 'person@mail.example', now: null },
        { ...field, what: 'START', expected: '2026-01-15', now: '2026-01-01' },
      ],
    ],
    [
      'fails where a field is not cleared any more',
      [JANE],
      [person(JANE.identity, { start: '2026-01-15' })],
      [{ ...field, what: 'NOTE', expected: '', now: null }],
    ],
    [
      'fails where somebody is identified and nobody was expected',
      [person({})],
      [person({ phone: '+441174960000' })],
      [{ ...slot, what: 'Phone', expected: null, now: '+441174960000' }],
    ],
    ['fails where there are other people', [JANE], [], [{ ...slot, what: 'People', expected: '1', now: '0' }]],
    [
      'says which of several people differs',
      [JANE, JANE],
      [JANE, person(JANE.identity, { note: null })],
      [{ ...field, what: 'START (2 of 2)', expected: '2026-01-15', now: null }],
    ],
  ])('%s', (_, expected, now, differences) => {
    const result = judgeTest(expected, now, fieldOf);
    expect(result.differences).toEqual(differences);
    expect(result.passes).toBe(differences.length === 0);
    for (const { what } of differences) expect(result.sentence).toContain(what);
  });

  it('names the rows that made-up values do not reach', () => {
    expect(uncovered([JANE], [person({}, { start: '2026-01-15' })], fieldOf)).toEqual(['Email', 'NOTE']);
    expect(uncovered([JANE, JANE], [], fieldOf)).toEqual(['Email', 'START', 'NOTE']);
    expect(uncovered([JANE], [JANE], fieldOf)).toEqual([]);
  });
});
