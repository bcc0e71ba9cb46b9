import { describe, expect, it } from 'vitest';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import { accept, NOON, newDelivery, pendingSeqs, settlementOf, webhookOf, work } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const HOUR = 3_600_000;
const signed = (key = 'id:1'): Partial<NewDelivery> => ({ repeatKey: { kind: 'signed', key }, verifiedBy: 'github' });
const unsigned = (key = 'body:1'): Partial<NewDelivery> => ({ repeatKey: { kind: 'content', key } });
const inactive = { outcome: 'refused', reason: 'inactive', sentence: 'It was off.' } as const;
const unproven = { outcome: 'refused', reason: 'bad-signature', sentence: 'It is not signed.' } as const;

async function start() {
  const opened = await temporaryStore();
  opened.clock.advance(NOON - opened.clock.now());
  for (const id of ['whk_a', 'whk_b']) await opened.store.webhooks.create(webhookOf(id));
  return opened;
}

describe('RC6 a repeat of a signed request', () => {
  it('in the same batch, later and after a restart is a duplicate without work, and names the first', async () => {
    const { store, reopen } = await start();
    const [first, twin] = await accept(store, newDelivery('dlv_1', signed()), newDelivery('dlv_2', signed()));
    expect(first).toMatchObject({ outcome: null, repeatOf: null });
    expect(twin).toMatchObject({ outcome: 'duplicate', answered: 200, repeatOf: 'dlv_1', possibleDuplicate: false });
    const again = await reopen();
    const [later] = await accept(again, newDelivery('dlv_3', signed()));
    expect(later).toMatchObject({ outcome: 'duplicate', repeatOf: 'dlv_1' });
    expect(await pendingSeqs(again)).toEqual([1]);
    expect(await again.deliveries.get('dlv_3')).toMatchObject({ hasBody: true, verifiedBy: 'github' });
  });

  it('is one within its webhook only', async () => {
    const { store } = await start();
    const both = await accept(
      store,
      newDelivery('dlv_1', signed()),
      newDelivery('dlv_2', { ...signed(), webhookId: 'whk_b' }),
    );
    expect(both.map(({ outcome }) => outcome)).toEqual([null, null]);
  });

  it('is none where the first had no effect: the sender was asked to come again', async () => {
    const { store } = await start();
    const [, second] = await accept(
      store,
      newDelivery('dlv_1', { ...signed(), settled: inactive, answered: 503 }),
      newDelivery('dlv_2', signed()),
    );
    expect(second).toMatchObject({ outcome: null, repeatOf: null });
  });

  it('may come again when the webhook of the first is deleted', async () => {
    const { store } = await start();
    await accept(store, newDelivery('dlv_1', signed()));
    await store.webhooks.delete('whk_a', NOON);
    await store.webhooks.create(webhookOf('whk_c'));
    const [fresh] = await accept(store, newDelivery('dlv_2', { ...signed(), webhookId: 'whk_c' }));
    expect(fresh).toMatchObject({ outcome: null, repeatOf: null });
  });
});

describe('RC6 equal contents without a signature', () => {
  it('are flagged within 72 hours, counted from the last one, and worked on', async () => {
    const { store } = await start();
    const at = (id: string, hours: number) => newDelivery(id, { ...unsigned(), receivedAt: NOON + hours * HOUR });
    const all = await accept(store, at('dlv_1', 0), at('dlv_2', 71), at('dlv_3', 142), at('dlv_4', 214));
    expect(all.map(({ outcome, repeatOf, possibleDuplicate }) => [outcome, repeatOf, possibleDuplicate])).toEqual([
      [null, null, false],
      [null, 'dlv_1', true],
      [null, 'dlv_2', true],
      [null, null, false],
    ]);
    expect(await pendingSeqs(store)).toHaveLength(4);
  });
});

describe('a request that is held back', () => {
  it.each([
    ['a duplicate', signed()],
    ['one that was switched off', { settled: inactive, answered: 503 }],
    ['one that did not prove its sender', { settled: unproven, answered: 401 }],
  ])('%s is worked on once after its release', async (_, change) => {
    const { store } = await start();
    await accept(store, newDelivery('dlv_1', signed()), newDelivery('dlv_2', change));
    expect(await store.deliveries.release('dlv_2')).toMatchObject({ id: 'dlv_2', outcome: null, reason: null });
    expect(await pendingSeqs(store)).toEqual([1, 2]);
    expect(await store.deliveries.release('dlv_2')).toBe('not-held');
    await store.deliveries.settle([work(2, () => settlementOf('unidentified'))], NOON);
    expect(await store.deliveries.release('dlv_2')).toBe('not-held');
  });

  it.each([
    ['one that waits', {}],
    ['a sample', { settled: { outcome: 'sample', reason: null, sentence: '' } as const }],
    ['one without a body', { settled: { ...inactive, reason: 'rate-limited' } as const, body: null }],
  ])('%s is not held back', async (_, change) => {
    const { store } = await start();
    await accept(store, newDelivery('dlv_1', change));
    expect(await store.deliveries.release('dlv_1')).toBe('not-held');
    expect(await store.deliveries.release('dlv_none')).toBe('not-found');
  });

  it('is no problem of its hour any more until it ends as one', async () => {
    const { store } = await start();
    await accept(store, newDelivery('dlv_1', { settled: inactive, answered: 503 }));
    const problems = async () => (await store.webhooks.activity(0)).get('whk_a')?.hours.map(({ problems }) => problems);
    expect(await problems()).toEqual([1]);
    await store.deliveries.release('dlv_1');
    expect(await problems()).toEqual([0]);
    await store.deliveries.settle([work(1, () => settlementOf('unidentified'))], NOON);
    expect(await problems()).toEqual([1]);
  });
});

it('of requests that did not prove their sender, the newest 50 of a webhook keep their bodies', async () => {
  const { store } = await start();
  const ids = Array.from({ length: 53 }, (_, index) => `dlv_${index}`);
  await accept(store, newDelivery('dlv_mine', signed()));
  const receivedAt = (index: number) => NOON + (index < 3 ? 0 : 3_600_000);
  await accept(
    store,
    ...ids.map((id, index) => newDelivery(id, { settled: unproven, answered: 401, receivedAt: receivedAt(index) })),
  );
  const kept = await Promise.all(ids.map(async (id) => (await store.deliveries.body(id)) !== null));
  expect(kept).toEqual(ids.map((_, index) => index >= 3));
  expect(await store.deliveries.body('dlv_mine')).not.toBeNull();
});
