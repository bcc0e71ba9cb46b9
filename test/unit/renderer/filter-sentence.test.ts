import { expect, test } from 'vitest';
import { filterSentence } from '#renderer/features/log/filter-sentence.ts';
import { EVERYTHING, type LogFilter } from '#renderer/features/log/log-filter.ts';

const NAMES = { webhook: 'Bookings', contact: 'Jane Doe' };

test.each<[Partial<LogFilter>, string]>([
  [
    { webhook: 'whk_1', outcome: 'failed', time: 'this-week', text: 'Ana' },
    'Failed, of Bookings, since Monday, with “Ana”',
  ],
  [{ webhook: 'whk_1' }, 'Requests of Bookings'],
  [{ contact: 'f1u1', time: 'yesterday' }, 'Requests about Jane Doe, yesterday'],
  [{ time: { from: '2026-03-01', to: '2026-03-09' } }, 'Requests from 1 Mar 2026 to 9 Mar 2026'],
  [{ time: 'today' }, 'Today'],
  [{ text: 'x'.repeat(200) }, `Requests with “${'x'.repeat(105)}`],
])('LG2 a filter is named by what it leaves: %j', (filter, sentence) => {
  expect(filterSentence({ ...EVERYTHING, ...filter }, NAMES, 'en-GB')).toBe(sentence);
});
