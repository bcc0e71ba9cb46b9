import { expect, test } from 'vitest';
import { exportHeadline, exportProgress, exportShare } from '#renderer/app/frame/export-words.ts';
import { EXPORT_FAULTS, type Export } from '#shared/contract/export.ts';

const RUNNING: Export = {
  id: 'exp_1',
  of: 'contacts',
  fileName: 'contacts.csv',
  state: 'running',
  rows: 1200,
  expected: 200_000,
  sizeBytes: 3_400_000,
  startedAt: '2026-03-02T09:30:00.000Z',
  fault: null,
};

test.each<[Partial<Export>, string, string, number | null]>([
  [{}, 'Exporting the contacts', '1,200 of 200,000 contacts, 3.4 MB', 0.6],
  [{ of: 'log', expected: null }, 'Exporting the log', '1,200 requests so far, 3.4 MB', null],
  [{ rows: 0, expected: 1, sizeBytes: 0 }, 'Exporting the contacts', '0 of 1 contact, 0 bytes', 0],
  // Nothing to export, and more than there was when it was counted.
  [{ rows: 0, expected: 0, sizeBytes: 0 }, 'Exporting the contacts', '0 of 0 contacts, 0 bytes', 100],
  [{ rows: 7, expected: 5 }, 'Exporting the contacts', '7 of 7 contacts, 3.4 MB', 100],
  [{ state: 'ready', rows: 1 }, 'contacts.csv is ready', '1 contact, 3.4 MB', 0.0005],
])('%j reads %s: %s', (change, headline, progress, share) => {
  const state = { ...RUNNING, ...change };
  expect([exportHeadline(state), exportProgress(state)]).toEqual([headline, progress]);
  expect(exportShare(state)).toBe(share);
});

test('what went wrong is said with what to do about it', () => {
  const fault = { code: 'disk-full', sentence: EXPORT_FAULTS['disk-full'] } as const;
  expect(exportHeadline({ ...RUNNING, of: 'log', state: 'failed', fault })).toBe(
    'The log was not exported. There is too little room on the disk of the data folder. Make some room, then export again.',
  );
});
