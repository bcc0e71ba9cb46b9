import { expect, test } from 'vitest';
import { erasureWords } from '#engine/process/erasure-words.ts';
import type { ErasureCopies, ErasureCounts } from '#shared/contract/erasure.ts';

const NOTHING: ErasureCounts = {
  ...{ identifiers: 1, fields: 0, own: 0, unlinked: 0, others: 0, bodies: 0, receipts: 0, rewritten: 0, waiting: 0 },
  ...{
    messages: 0,
    runs: 0,
    merges: 0,
    conflicts: 0,
    elsewhere: 0,
    samples: 0,
    otherValues: 0,
    configurations: 0,
    searched: 0,
    unreadable: 0,
  },
};
const COPIES: ErasureCopies = { choice: 'keep', backups: 0, aside: 0, isRestoring: false, replaced: null };

function said(change: {
  dryRun?: boolean;
  counts?: Partial<ErasureCounts>;
  copies?: Partial<ErasureCopies>;
  isWiped?: boolean | null;
  hasShortId?: boolean;
  isOptedOut?: boolean;
}) {
  const { counts, copies, dryRun = true, isWiped = null, hasShortId = false, isOptedOut = false } = change;
  const words = erasureWords(
    {
      ...{ dryRun, isWiped, hasShortId, isOptedOut },
      counts: { ...NOTHING, ...counts },
      copies: { ...COPIES, ...copies },
    },
    'en-GB',
  );
  return { gone: words.gone.join(' '), stays: words.stays.join(' '), unsure: words.unsure.join(' ') };
}

test('LG3 of somebody who never sent anything only the contact goes, and nothing stays', () => {
  const { gone, stays } = said({});
  expect(gone).toMatch(/^The contact, with 1 identifier or name, 0 field values, .*[^.]+\.$/);
  expect(stays).toBe('');
});

test.each<[string, Parameters<typeof said>[0], keyof ReturnType<typeof said>, string]>([
  ['one request', { counts: { own: 1 } }, 'gone', 'What 1 request about this person said.'],
  ['thousands', { counts: { own: 1200 } }, 'gone', 'What 1,200 requests about this person said.'],
  ['of nobody', { counts: { unlinked: 2 } }, 'gone', 'What 2 requests about nobody said'],
  ['of others', { counts: { others: 3 } }, 'gone', 'The other contacts keep their own values.'],
  ['waiting, before', { counts: { waiting: 1 } }, 'gone', '1 request that waits for it'],
  ['waiting, after', { dryRun: false, counts: { waiting: 2 } }, 'gone', '2 requests that waited for it'],
  ['values of others', { counts: { otherValues: 1 } }, 'gone', '1 value of other contacts'],
  ['samples', { counts: { samples: 1 } }, 'gone', '1 sample in the editor.'],
  ['rows of the log', { counts: { own: 1, unlinked: 1 } }, 'stays', '2 lines in the log, without any content'],
  [
    'configurations',
    { counts: { configurations: 1 } },
    'stays',
    '1 saved configuration of webhooks, flows and segments',
  ],
  ['backups kept', { copies: { backups: 4 } }, 'stays', '4 backups that may still hold the person.'],
  ['sets kept', { copies: { aside: 1 } }, 'stays', 'They are not deleted by themselves.'],
  ['restore wished', { copies: { isRestoring: true } }, 'stays', 'It may bring the person back.'],
  [
    'backups to go',
    { copies: { choice: 'replace', backups: 2, aside: 1 } },
    'gone',
    'a fresh backup takes their place',
  ],
  ['not replaced', { copies: { choice: 'replace', replaced: false } }, 'stays', 'no fresh one could be made'],
  ['not readable', { counts: { unreadable: 1 } }, 'unsure', '1 raw text could not be looked through wholly: it has'],
  ['messages', { counts: { messages: 2, runs: 1 } }, 'gone', '2 messages to this person, and 1 way through flows.'],
  ['merges', { counts: { merges: 1 } }, 'gone', 'What is kept to undo 1 merge'],
  ['conflicts', { counts: { conflicts: 1 } }, 'gone', '1 conflict between this person and others'],
  ['texts elsewhere', { counts: { elsewhere: 1 } }, 'gone', 'What 1 other text says of this person'],
  ['an opt-out', { isOptedOut: true }, 'stays', 'with a fingerprint in the place of the address'],
  ['a short id', { hasShortId: true }, 'unsure', 'The CRM Contact Id is too short'],
  ['not wiped', { dryRun: false, isWiped: false }, 'unsure', 'built anew at the next start of Fieldhook'],
])('LG3 the report names %s', (_, change, part, words) => {
  expect(said(change)[part]).toContain(words);
  expect(said({})[part]).not.toContain(words);
});
