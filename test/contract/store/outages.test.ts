import { expect, test } from 'vitest';
import { temporaryStore } from './temporary-store.ts';

const LOST = { provider: 'localtunnel', lostUrl: 'https://a.relay.example', sentence: 'Gone.' } as const;

test('TN3 an outage is kept, and one at a time is under way', async () => {
  const opened = await temporaryStore();
  const { outages } = opened.store;
  expect(await outages.begin({ ...LOST, from: 1000 })).toBe(true);
  expect(await outages.begin({ ...LOST, from: 2000 })).toBe(false);
  const again = (await opened.reopen()).outages;
  expect(await again.list(10)).toEqual([{ ...LOST, newUrl: null, from: 1000, to: null }]);
  expect(await again.end('https://b.relay.example', 5000)).toBe(true);
  expect(await again.end('https://c.relay.example', 6000)).toBe(false);
  expect(await again.list(10)).toEqual([{ ...LOST, newUrl: 'https://b.relay.example', from: 1000, to: 5000 }]);
});

test('an outage does not end before it began, where the clock was set back', async () => {
  const { outages } = (await temporaryStore()).store;
  await outages.begin({ ...LOST, from: 1000 });
  await outages.end(null, 10);
  expect(await outages.list(1)).toMatchObject([{ from: 1000, to: 1000 }]);
});

test('of many outages the latest 500 are kept, latest first', async () => {
  const { outages } = (await temporaryStore()).store;
  for (let at = 1; at <= 502; at += 1) {
    await outages.begin({ ...LOST, from: at });
    await outages.end(LOST.lostUrl, at);
  }
  const kept = await outages.list(1000);
  expect([kept.length, kept[0]?.from, kept.at(-1)?.from]).toEqual([500, 502, 3]);
});
