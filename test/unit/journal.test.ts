import { expect, it } from 'vitest';
import { keepJournal } from '#engine/journal.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

function open() {
  const clock = new ManualClock(Date.parse('2026-03-02T09:30:00Z'));
  const lines: unknown[][] = [];
  const journal = keepJournal((...line) => void lines.push(line), clock);
  const factsOf = (facts: Record<string, string | number | boolean | null>) => {
    journal.log('error', 'something-failed', facts);
    return journal.events().at(-1)?.facts;
  };
  return { clock, lines, journal, factsOf };
}

it('passes every line on as it is, and remembers when it came', () => {
  const { lines, journal } = open();
  journal.log('info', 'tunnel-ready', { provider: 'localtunnel', url: 'https://jane.example' });
  expect(lines).toEqual([['info', 'tunnel-ready', { provider: 'localtunnel', url: 'https://jane.example' }]]);
  expect(journal.events()).toEqual([
    { at: '2026-03-02T09:30:00.000Z', level: 'info', event: 'tunnel-ready', facts: { provider: 'localtunnel' } },
  ]);
});

it('LG3 remembers numbers, codes and places, and no other words', () => {
  const { factsOf } = open();
  expect(factsOf({ error: 'SQLITE_FULL', retryMs: 500, isLast: true, until: null })).toEqual({
    ...{ error: 'SQLITE_FULL', retryMs: 500, isLast: true, until: null },
  });
  expect(factsOf({ error: "Error: ENOENT: no such file, open '/home/jane/data'", sentence: 'Jane', url: 'x' })).toEqual(
    {},
  );
  expect(factsOf({ at: 'at work (file:///home/jane/fieldhook/out/thread.js:120:14)' })).toEqual({
    at: 'thread.js:120:14',
  });
  expect(factsOf({ at: 'at /home/jane/thread.mjs:7' })).toEqual({ at: 'thread.mjs:7' });
  expect(factsOf({ at: 'at Jane Doe' })).toEqual({ at: '' });
  expect(factsOf({ route: 'GET /api/contacts/f1u', webhook: 'whk_1', delivery: 'dlv_1' })).toEqual({});
});

it('keeps the last 200', () => {
  const { journal } = open();
  for (let attempt = 0; attempt < 250; attempt += 1) journal.log('info', 'message-tried', { attempt });
  expect(journal.events().map(({ facts }) => facts.attempt)).toEqual(Array.from({ length: 200 }, (_, at) => at + 50));
});
