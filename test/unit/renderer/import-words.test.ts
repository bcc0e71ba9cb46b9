import { expect, test } from 'vitest';
import { importLost, isPersonRow } from '#renderer/features/contacts/import-words.ts';
import type { ImportState } from '#shared/contract/contact-import.ts';

const STATE: ImportState = {
  state: 'running',
  dryRun: false,
  done: 1250,
  total: 20_000,
  counts: { created: 1250, matched: 0, conflict: 0, refused: 0, noted: 0 },
  remarks: [],
};

test.each<[Partial<ImportState>, RegExp]>([
  [
    {},
    /^Fieldhook ended in the middle of it\. At least 1,250 of 20,000 rows were worked on; what was imported stays\./,
  ],
  [{ done: 0, total: 1 }, /At least 0 of 1 row were worked on/],
  [{ dryRun: true }, /Nothing was written\. Choose it again\.$/],
  [{ state: 'cancelled' }, /What was imported stays\.$/],
])('an import that is not there any more, as it was last seen: %j', (change, words) => {
  expect(importLost({ ...STATE, ...change })).toMatch(words);
});

test.each([
  [['Jane Doe', 'jane@mail.example', ''], true],
  [['Jane Doe', '0117 496 0123'], true],
  [["'+441174960123"], true],
  [['Name', 'E-mail', 'Phone (mobile)', '2026-01-01', '12', 'Column 6'], false],
])('a first row of %j is a person: %j', (names, isPerson) => {
  expect(isPersonRow(names)).toBe(isPerson);
});
