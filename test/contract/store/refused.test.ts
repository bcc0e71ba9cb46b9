import { expect, test } from 'vitest';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { explainOutcome, type Reason } from '#shared/contract/outcome.ts';
import { accept, NOON, newDelivery, webhookOf, wholeLog } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KEPT = 50;
const KEPT_INACTIVE = 500;

let made = 0;

function refused(change: Partial<NewDelivery> = {}, reason: Reason = 'bad-signature'): NewDelivery {
  made += 1;
  const { sentence } = explainOutcome('refused', reason);
  const settled = { outcome: 'refused' as const, reason, sentence };
  return newDelivery(`dlv_${made}`, { settled, answered: 401, ...change });
}

async function storeWithWebhook() {
  const opened = await temporaryStore();
  opened.clock.advance(NOON - opened.clock.now());
  await opened.store.webhooks.create(webhookOf('whk_a'));
  return opened;
}

/** Together, as they come under load. */
const flood = (store: LocalStore, count: number, make = () => refused()) =>
  store.deliveries.acceptBatch(Array.from({ length: count }, make));

test('LG1 the first refused requests of an hour are kept, the others counted with the last of them', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT);
  const counted = await flood(store, 300, () => refused({ receivedAt: NOON + 7 * MINUTE }));
  const log = await wholeLog(store);
  expect(log).toHaveLength(KEPT);
  expect(log[0]?.alike).toEqual({ count: 300, until: '2026-03-02T12:07:00.000Z' });
  expect(log.slice(1).map(({ alike }) => alike)).toEqual(Array(KEPT - 1).fill(null));
  expect(counted.at(-1)).toEqual(log[0]);
});

test('every one of them counts on the home screen and in the activity of its webhook', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT + 20);
  expect((await store.webhooks.activity(0)).get('whk_a')?.hours).toMatchObject([
    { requests: KEPT + 20, problems: KEPT + 20 },
  ]);
  expect((await store.overview.read([NOON], NOON + HOUR)).outcomes).toEqual([{ refused: KEPT + 20 }]);
});

test('RC5 they count as refused also when the one that they are counted with has been released', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT_INACTIVE, () => refused({ answered: 503 }, 'inactive'));
  const [last] = await wholeLog(store);
  await store.deliveries.release(last!.id);
  await flood(store, 3, () => refused({ answered: 503 }, 'inactive'));
  expect((await store.overview.read([NOON], NOON + HOUR)).outcomes).toEqual([{ refused: KEPT_INACTIVE + 2 }]);
  expect((await store.webhooks.activity(0)).get('whk_a')?.hours).toMatchObject([{ problems: KEPT_INACTIVE + 2 }]);
});

test('an hour later the next ones are kept again', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT + 1);
  await flood(store, 2, () => refused({ receivedAt: NOON + HOUR }));
  expect(await wholeLog(store)).toHaveLength(KEPT + 2);
});

test('neither requests that finish late nor a clock that is set back a little begin an hour anew', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT);
  await flood(store, 3, () => refused({ receivedAt: NOON - 10_000 }));
  await flood(store, 3, () => refused({ receivedAt: NOON + 10_000 }));
  expect(await wholeLog(store)).toHaveLength(KEPT);
});

test('reasons, webhooks and what comes while the owner listens have shares of their own', async () => {
  const { store } = await storeWithWebhook();
  await store.webhooks.create(webhookOf('whk_b'));
  await flood(store, KEPT + 5);
  await accept(store, refused({}, 'too-large'), refused({ webhookId: 'whk_b' }), refused({ heard: true }));
  expect(await wholeLog(store)).toHaveLength(KEPT + 3);
});

test('RC5 what comes to a webhook that is switched off is kept in larger numbers, with its body', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT_INACTIVE + 3, () => refused({ answered: 503 }, 'inactive'));
  const [last, ...others] = await wholeLog(store);
  expect(others).toHaveLength(KEPT_INACTIVE - 1);
  expect(last?.alike?.count).toBe(3);
  expect(await store.deliveries.get(last!.id)).toMatchObject({ hasBody: true });
});

test('what is accepted, and what the owner sends, is always kept', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT + 1);
  await flood(store, KEPT + 1, () => refused({ origin: 'test' }));
  await flood(store, KEPT + 1, () => newDelivery(`dlv_accepted_${made++}`));
  expect(await wholeLog(store)).toHaveLength(KEPT + 2 * (KEPT + 1));
});

test('in one batch with them, others are stored in their order and found by their time', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT);
  const accepted = await accept(store, newDelivery('dlv_before'), refused(), newDelivery('dlv_after'));
  expect(accepted.map(({ id }) => id)).toEqual(['dlv_before', expect.any(String), 'dlv_after']);
  const { items } = await store.deliveries.page({ limit: 2, since: new Date(NOON).toISOString() });
  expect(items.map(({ id }) => id)).toEqual(['dlv_after', 'dlv_before']);
});

test('the share is known after a start', async () => {
  const opened = await storeWithWebhook();
  await flood(opened.store, KEPT + 1);
  const store = await opened.reopen();
  await flood(store, 2);
  expect((await wholeLog(store))[0]?.alike?.count).toBe(3);
});

test('where the last one that was kept has gone, the next is kept in its place', async () => {
  const opened = await storeWithWebhook();
  await flood(opened.store, KEPT);
  const store = await opened.reopen((database) =>
    database.exec('DELETE FROM delivery WHERE seq = (SELECT max(seq) FROM delivery)'),
  );
  await flood(store, 3);
  const log = await wholeLog(store);
  expect(log).toHaveLength(KEPT);
  expect(log[0]?.alike?.count).toBe(2);
});

test('a webhook that is put back goes on with its share', async () => {
  const { store } = await storeWithWebhook();
  await flood(store, KEPT);
  await store.webhooks.delete('whk_a', NOON);
  await store.webhooks.putBack('whk_a', NOON);
  await flood(store, 4);
  expect((await wholeLog(store))[0]?.alike?.count).toBe(4);
});
