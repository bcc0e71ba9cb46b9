import { expect, test } from 'vitest';
import { reportParts, reportText } from '#renderer/features/contacts/erasure-text.ts';
import type { Erasure } from '#shared/contract/erasure.ts';

const REPORT: Erasure = {
  dryRun: false,
  at: '2026-03-02T09:30:00.000Z',
  counts: {
    ...{ identifiers: 4, fields: 1, own: 1, unlinked: 1, others: 0, bodies: 2, receipts: 1, rewritten: 0, waiting: 0 },
    ...{
      messages: 0,
      runs: 0,
      merges: 0,
      conflicts: 0,
      elsewhere: 0,
      samples: 0,
      otherValues: 0,
      configurations: 0,
      searched: 9,
      unreadable: 0,
    },
  },
  requests: [{ id: 'dlv_1', webhookName: 'Bookings', receivedAt: '2026-03-01T09:30:00.000Z', about: 'person' }],
  copies: { choice: 'keep', backups: 0, aside: 0, isRestoring: false, replaced: null },
  isWiped: true,
  ...{ gone: ['The contact.', 'What 1 request said.'], stays: [], unsure: ['Names.'] },
};

test('LG3 the report as text has every part that says something, and the requests by their ids', () => {
  expect(reportText(REPORT, 'Monday')).toBe(
    [
      'A person was erased with Fieldhook, Monday.',
      'This has gone\n- The contact.\n- What 1 request said.',
      'This cannot be promised\n- Names.',
      'Requests whose content was erased\n- dlv_1, Bookings, 2026-03-01T09:30:00.000Z\n- and 1 older',
    ].join('\n\n'),
  );
  const none = { ...REPORT, requests: [], counts: { ...REPORT.counts, own: 0, unlinked: 0 } };
  expect(reportText(none, 'Monday')).not.toContain('Requests whose content');
});

test('LG3 a plan speaks of what will be', () => {
  expect(reportParts({ ...REPORT, dryRun: true, stays: ['Lines.'] }).map(({ title }) => title)).toEqual([
    'This goes',
    'This stays',
    'This cannot be promised',
  ]);
});
