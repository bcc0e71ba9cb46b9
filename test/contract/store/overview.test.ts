import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import counters from '#engine/store/migrations/0013-overview.sql?raw';
import {
  accept,
  NOON,
  newDelivery,
  pendingSeqs,
  settlementOf,
  upsertByEmail,
  webhookOf,
  work,
} from './made-up-rows.ts';
import { changeDatabase, temporaryStore } from './temporary-store.ts';

const HOUR = 3_600_000;
const REFUSED = { outcome: 'refused', reason: 'inactive', sentence: '' } as const;

async function startStore() {
  const opened = await temporaryStore();
  await opened.store.webhooks.create(webhookOf('whk_a'));
  const outcomes = async () => (await opened.store.overview.read([NOON - HOUR, NOON], NOON + HOUR)).outcomes;
  return { opened, store: opened.store, outcomes };
}

test('requests are counted by how they ended and when they arrived', async () => {
  const { store, outcomes } = await startStore();
  await accept(
    store,
    newDelivery('dlv_1', { receivedAt: NOON - 1 }),
    newDelivery('dlv_2'),
    newDelivery('dlv_3', { receivedAt: NOON + HOUR - 1, settled: REFUSED }),
    newDelivery('dlv_4', { receivedAt: NOON + HOUR, settled: REFUSED }),
    newDelivery('dlv_5', { receivedAt: NOON - HOUR - 1, settled: REFUSED }),
  );
  expect(await outcomes()).toEqual([{}, { refused: 1 }]);
  const [first, second] = await pendingSeqs(store);
  await store.deliveries.settle([work(first!, () => settlementOf('unidentified'))], NOON);
  await store.deliveries.settle([work(second!, upsertByEmail('jane@example.com', {}))], NOON);
  expect(await outcomes()).toEqual([{ unidentified: 1 }, { processed: 1, refused: 1 }]);
});

test('an outcome that is taken back is not counted any more, and a replay never is', async () => {
  const { store, outcomes } = await startStore();
  await accept(store, newDelivery('dlv_1', { settled: REFUSED }));
  await store.deliveries.release('dlv_1');
  expect(await outcomes()).toEqual([{}, {}]);
  const settle = async () =>
    store.deliveries.settle([work((await pendingSeqs(store))[0]!, upsertByEmail('jane@example.com', {}))], NOON);
  await settle();
  await store.deliveries.replay(['dlv_1'], 'wish');
  await settle();
  expect(await outcomes()).toEqual([{}, { processed: 1 }]);
});

test('a request that fails under way is counted once, as failed', async () => {
  const { store, outcomes } = await startStore();
  await accept(store, newDelivery('dlv_1'));
  const fault = () => {
    throw new Error('made up');
  };
  await store.deliveries.settle([work((await pendingSeqs(store))[0]!, fault)], NOON);
  expect(await outcomes()).toEqual([{}, { failed: 1 }]);
});

test('a request that is released says nothing of how long work takes: it waited for the owner', async () => {
  const { store } = await startStore();
  await accept(store, newDelivery('dlv_1', { settled: REFUSED }));
  expect(await store.deliveries.release('dlv_1')).toMatchObject({ tookMs: null });
  const [seq] = await pendingSeqs(store);
  await store.deliveries.settle([work(seq!, upsertByEmail('jane@example.com', {}))], NOON + 60_000);
  expect(await store.deliveries.get('dlv_1')).toMatchObject({ outcome: 'processed', tookMs: null });
  expect((await store.overview.read([NOON], NOON + HOUR)).slowest).toEqual([]);
});

test('the slowest webhooks are told by their mean time; waiting for the owner is no slowness', async () => {
  const { store } = await startStore();
  await store.webhooks.create(webhookOf('whk_b', { name: 'Shop' }));
  await accept(
    store,
    ...['dlv_1', 'dlv_2', 'dlv_3'].map((id) => newDelivery(id)),
    newDelivery('dlv_4', { webhookId: 'whk_b' }),
  );
  const done = () => settlementOf('processed');
  const [one, two, three, four] = await pendingSeqs(store);
  await store.deliveries.settle([work(one!, done)], NOON + 100);
  await store.deliveries.settle([work(two!, done)], NOON + 300);
  await store.deliveries.settle([work(three!, done)], NOON + HOUR);
  await store.deliveries.settle([work(four!, done)], NOON + 250);
  expect((await store.overview.read([NOON], NOON + HOUR)).slowest).toEqual([
    { webhookId: 'whk_b', name: 'Shop', requests: 1, meanMs: 250, slowestMs: 250 },
    { webhookId: 'whk_a', name: 'Webhook whk_a', requests: 2, meanMs: 200, slowestMs: 300 },
  ]);
  await store.webhooks.delete('whk_b', NOON);
  expect((await store.overview.read([NOON], NOON + HOUR)).slowest).toMatchObject([{ webhookId: 'whk_a' }]);
});

const MESSAGES = `INSERT INTO message (id, channel, mode, state, sentence, subject, text, language, created_at) VALUES
  ('msg_1', 'sms', 'live', 'queued', '', '', '', 'en', ${NOON}), ('msg_2', 'sms', 'live', 'queued', '', '', '', 'en', ${NOON}),
  ('msg_3', 'email', 'test', 'sent', '', '', '', 'en', ${NOON - HOUR})`;

test('messages are counted where they stand now, by channel', async () => {
  const { opened } = await startStore();
  const counted = async () => (await opened.store.overview.read([NOON], NOON + HOUR)).messages;
  changeDatabase(opened.dir, (database) => database.exec(MESSAGES));
  expect(await counted()).toEqual([{ channel: 'sms', mode: 'live', state: 'queued', count: 2, later: 0 }]);
  changeDatabase(opened.dir, (database) =>
    database.exec("UPDATE message SET state = 'sent' WHERE id = 'msg_1'; DELETE FROM message WHERE id = 'msg_2'"),
  );
  expect(await counted()).toEqual([{ channel: 'sms', mode: 'live', state: 'sent', count: 1, later: 0 }]);
});

/** Takes away what migration 0013 made, and makes it anew. */
function countAgain(database: Database): void {
  for (const moment of ['closed', 'reopened']) database.exec(`DROP TRIGGER delivery_${moment}`);
  for (const moment of ['made', 'moved', 'gone']) database.exec(`DROP TRIGGER message_${moment}`);
  database.exec('DROP TABLE outcome_hour; DROP TABLE message_hour');
  for (const column of ['worked', 'took_ms', 'slowest_ms'])
    database.exec(`ALTER TABLE delivery_hour DROP COLUMN ${column}`);
  database.exec(counters);
  // As a later migration does.
  database.exec('DROP TRIGGER delivery_arrived');
}

test('what was there before the counters is counted by the update', async () => {
  const { opened, store } = await startStore();
  await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2', { settled: REFUSED }));
  await store.deliveries.settle([work((await pendingSeqs(store))[0]!, () => settlementOf('processed'))], NOON + 40);
  changeDatabase(opened.dir, (database) => database.exec(MESSAGES));
  const read = () => opened.store.overview.read([NOON - HOUR], NOON + HOUR);
  const counted = await read();
  expect(counted).toMatchObject({ outcomes: [{ processed: 1, refused: 1 }], slowest: [{ requests: 1, meanMs: 40 }] });
  changeDatabase(opened.dir, countAgain);
  expect(await read()).toEqual(counted);
});
