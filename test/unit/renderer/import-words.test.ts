import { expect, test } from 'vitest';
import { importLost } from '#renderer/features/contacts/import-words.ts';
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
