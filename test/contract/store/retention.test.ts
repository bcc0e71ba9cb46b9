import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { KeepLimits } from '#engine/store/port/care.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { newMessage, oneMessage, progressOf, startingFlow } from './made-up-flows.ts';
import { accept, KEEP_ALL, NOON, newDelivery, pendingSeqs, webhookOf, work } from './made-up-rows.ts';
import { changeDatabase, temporaryStore } from './temporary-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Everything of `NOON` is older than that. */
const OLD: KeepLimits = { ...KEEP_ALL, messagesSince: NOON + 100 * DAY, startsSince: NOON - 200 * DAY };
const OLD_WITH_REQUESTS: KeepLimits = { ...OLD, deliveriesSince: NOON + 100 * DAY };

const FULL = progressOf({
  steps: [
    { step: 'aaaa', kind: 'send', state: 'done', sentence: 'The message was made.' },
    { step: 'hhhh', kind: 'http', state: 'done', sentence: 'It was asked.' },
  ],
  messages: [newMessage('aaaa', { mode: 'live' })],
  request: {
    step: 'hhhh',
    method: 'POST',
    url: 'https://example.com/?who=ann',
    headers: [],
    body: 'about Ann',
    canRepeat: false,
  },
});

/** Ann went through the flow for the request `dlv_1`; her message has arrived. */
async function startStore(coolDownHours: number | null = null) {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a'));
  await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({ coolDownHours }), at: NOON });
  await begin(store, 'dlv_1', NOON, FULL);
  change(opened.dir, "UPDATE message SET state = 'delivered', sent_at = ?", NOON);
  return opened;
}

async function begin(store: LocalStore, id: string, at: number, progress = oneMessage()): Promise<void> {
  await accept(store, newDelivery(id, { receivedAt: at, body: Buffer.from(id) }));
  const [seq] = await pendingSeqs(store);
  await store.deliveries.settle(
    [
      work(
        seq!,
        startingFlow('ann@example.com', () => progress),
      ),
    ],
    at,
  );
}

const change = (dir: string, sql: string, ...values: (string | number)[]) =>
  changeDatabase(dir, (database) => void database.prepare(sql).run(...values));

function rowsIn(dir: string): Record<string, number> {
  const rows: Record<string, number> = {};
  changeDatabase(dir, (database: Database.Database) => {
    for (const table of ['message', 'flow_run', 'run_step', 'http_request'])
      rows[table] = Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  });
  return rows;
}

test('LG3 an old message goes, and what its flow did; that the flow was started stays while the request is in the log', async () => {
  const { dir, store } = await startStore();
  expect(await store.care.deleteOld(OLD)).toEqual({ bodies: 0, deliveries: 0, messages: 1, runs: 1 });
  expect(rowsIn(dir)).toEqual({ message: 0, flow_run: 1, run_step: 0, http_request: 0 });
  expect((await store.runs.page({ deliveryId: 'dlv_1', limit: 10 })).items).toMatchObject([
    { state: 'done', steps: [] },
  ]);
  expect(await store.care.deleteOld(OLD)).toMatchObject({ messages: 0, runs: 0 });
});

test('LG3 with the request the run goes whole', async () => {
  const { dir, store } = await startStore();
  await store.care.deleteOld({ ...OLD_WITH_REQUESTS, startsSince: OLD.messagesSince });
  expect(rowsIn(dir)).toEqual({ message: 0, flow_run: 0, run_step: 0, http_request: 0 });
});

test('SN5 a replay of an old request does not start its flow again, also where only a replay of it is still there', async () => {
  const { store, clock } = await startStore();
  clock.advance(100 * DAY + NOON - clock.now());
  const [replay] = await store.deliveries.replay(['dlv_1'], 'wish-one');
  if (replay?.kind !== 'made') throw new Error('No replay was made.');
  const again = async (at: number) => {
    const [seq] = await pendingSeqs(store);
    await store.deliveries.settle([work(seq!, startingFlow('ann@example.com', oneMessage))], at);
    return (await store.runs.page({ limit: 10 })).items.length;
  };
  const limits = { ...OLD_WITH_REQUESTS, startsSince: OLD.messagesSince };
  expect(await again(clock.now())).toBe(1);
  await store.care.deleteOld(limits);
  expect(await store.deliveries.get('dlv_1')).toBeNull();
  await store.deliveries.replay([replay.delivery.id], 'wish-two');
  expect(await again(clock.now())).toBe(1);
});

test('SN5 a cool-down still counts from a start whose message and request have gone', async () => {
  const { store } = await startStore(8760);
  await store.care.deleteOld(OLD_WITH_REQUESTS);
  await begin(store, 'dlv_2', NOON + 110 * DAY);
  expect((await store.runs.page({ limit: 10 })).items).toHaveLength(1);
});

test.each([
  { title: 'unclear', sql: "UPDATE message SET state = 'unknown'" },
  { title: 'held', sql: "UPDATE message SET state = 'held'" },
  { title: 'to be sent', sql: "UPDATE message SET state = 'queued'" },
  { title: 'on its way', sql: "UPDATE message SET state = 'sending'" },
  { title: 'young, though it was made long ago', sql: 'UPDATE message SET sent_at = 1e15' },
  {
    title: 'of an attempt that is young',
    sql: "INSERT INTO attempt (message, n, started_at, state, sentence) SELECT pk, 1, 1e15, 'failed', '' FROM message",
  },
  { title: 'of a flow that goes on', sql: "UPDATE flow_run SET state = 'waiting'" },
])('SN4 SN6 a message that is $title stays with all that its flow did', async ({ sql }) => {
  const { dir, store } = await startStore();
  change(dir, sql.replaceAll('1e15', String(NOON + 200 * DAY)));
  const before = rowsIn(dir);
  expect(await store.care.countOld(OLD)).toMatchObject({ messages: 0, runs: 0, keptMessage: NOON });
  await store.care.deleteOld(OLD);
  expect(rowsIn(dir)).toEqual(before);
});

test.each(['sent', 'dropped', 'failed', 'blocked'])('LG3 an old message that ended as %s goes', async (state) => {
  const { dir, store } = await startStore();
  change(dir, 'UPDATE message SET state = ?', state);
  expect(await store.care.deleteOld(OLD)).toMatchObject({ messages: 1 });
});

test('LG3 what the home screen counted of messages stays counted', async () => {
  const { store } = await startStore();
  const counted = async () => (await store.overview.read([NOON], NOON + HOUR)).messages;
  const before = await counted();
  expect(before).toMatchObject([{ channel: 'sms', state: 'delivered', count: 1 }]);
  await store.care.deleteOld(OLD);
  expect(await counted()).toEqual(before);
});

test.each([
  { title: 'nothing', limits: KEEP_ALL },
  { title: 'a part', limits: { ...OLD, messagesSince: NOON + 2 * DAY } },
  { title: 'all', limits: OLD },
])('LG3 what would go of messages is told before, as it then goes: $title', async ({ limits }) => {
  const { dir, store } = await startStore();
  for (const day of [1, 2, 3]) await begin(store, `day_${day}`, NOON + day * DAY);
  change(dir, "UPDATE message SET state = 'sent', sent_at = created_at");
  const told = await store.care.countOld(limits);
  expect(rowsIn(dir)).toMatchObject({ message: 4, run_step: 5 });
  const { messages, runs } = await store.care.deleteOld(limits);
  const left = (await store.outbox.page({ limit: 10 })).items.map(({ createdAt }) => Date.parse(createdAt));
  expect(told).toMatchObject({ messages, runs, keptMessage: left.length === 0 ? null : Math.min(...left) });
  expect(messages).toBe(4 - left.length);
});

test('LG3 a request that waits in Conflicts stays, however old', async () => {
  const { dir, store } = await startStore();
  change(dir, "INSERT INTO conflict (id, seq, item, created_at) VALUES ('cfl_1', 1, 0, ?)", NOON);
  expect(await store.care.countOld(OLD_WITH_REQUESTS)).toMatchObject({ deliveries: 0 });
  await store.care.deleteOld(OLD_WITH_REQUESTS);
  expect(await store.deliveries.get('dlv_1')).not.toBeNull();
  change(dir, 'UPDATE conflict SET decided_at = ?', NOON);
  await store.care.deleteOld(OLD_WITH_REQUESTS);
  expect(await store.deliveries.get('dlv_1')).toBeNull();
});

test('LG3 a request that waited in Conflicts and was erased goes for its age', async () => {
  const { dir, store } = await startStore();
  change(dir, "UPDATE delivery SET outcome = 'conflict', erased_at = ?", NOON);
  expect(await store.care.deleteOld(OLD_WITH_REQUESTS)).toMatchObject({ deliveries: 1 });
});
