import { expect, it } from 'vitest';
import { sayBackup, sayDisk, sayWaiting } from '#renderer/features/webhooks-list/overview/health-words.ts';
import type { Backup } from '#shared/contract/backup.ts';
import type { Health } from '#shared/contract/health.ts';

const GB = 1_000_000_000;
const disk = (freeBytes: number) => ({ freeBytes, reserveBytes: GB });
const because = (reason: Health['intake']['reason']): Health['intake'] => ({ state: 'holding', reason, sentence: '' });
const OPEN: Health['intake'] = { state: 'open', reason: null, sentence: '' };

it.each([
  { title: 'room enough', given: disk(50 * GB), intake: OPEN, label: '50.0 GB free', tone: 'ok' },
  { title: 'little room', given: disk(1.5 * GB), intake: OPEN, label: '1.5 GB free', tone: 'attention' },
  { title: 'no room', given: disk(GB), intake: because('disk-nearly-full'), label: '1.0 GB free', tone: 'fault' },
  { title: 'a slow disk', given: disk(50 * GB), intake: because('slow-disk'), label: 'Too slow', tone: 'fault' },
  {
    title: 'no file',
    given: disk(50 * GB),
    intake: because('database-moved'),
    label: 'Database is gone',
    tone: 'fault',
  },
  { title: 'a silent system', given: null, intake: OPEN, label: 'Not known', tone: 'quiet' },
] as const)('the disk: $title', ({ given, intake, label, tone }) => {
  expect(sayDisk(given, intake)).toEqual({ label, tone });
});

const NOW = Date.parse('2026-03-02T12:00:00.000Z');
const backup = (madeAt: string, checked: boolean): Backup => ({
  id: madeAt,
  madeAt,
  checked,
  reason: 'daily',
  sizeBytes: 1,
});

it.each([
  { title: 'there is none', items: [], said: { at: null } },
  {
    title: 'only a broken one',
    items: [backup('2026-03-02T11:00:00.000Z', false)],
    said: { at: null },
  },
  {
    title: 'the latest whole one counts',
    items: [backup('2026-03-02T11:00:00.000Z', false), backup('2026-03-01T11:00:00.000Z', true)],
    said: { at: '2026-03-01T11:00:00.000Z', tone: 'ok' },
  },
  {
    title: 'an old one needs a look',
    items: [backup('2026-02-27T11:00:00.000Z', true)],
    said: { at: '2026-02-27T11:00:00.000Z', tone: 'attention' },
  },
])('backups: $title', ({ items, said }) => {
  expect(sayBackup({ items, folder: '', restoring: null }, NOW)).toEqual(said);
});

it('what waits leads to where it is decided', () => {
  expect(sayWaiting(0, 0, 0, [])).toEqual([]);
  expect(sayWaiting(1, 2, 3, ['whk_a', 'whk_b'])).toEqual([
    { href: '/conflicts', words: '1 conflict' },
    { href: '/outbox', words: '2 messages' },
    { href: '/flows', words: '3 people in a flow' },
    { href: '/webhooks/whk_a', words: '2 changed senders' },
  ]);
  expect(sayWaiting(100, 0, 0, [])).toEqual([{ href: '/conflicts', words: '99+ conflicts' }]);
  expect(sayWaiting(0, 0, 0, ['whk_a'])).toEqual([{ href: '/webhooks/whk_a', words: '1 changed sender' }]);
});
