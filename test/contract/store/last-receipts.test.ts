import { expect, test } from 'vitest';
import type { ItemsSettlement, SettleWork } from '#engine/store/port/work-store.ts';
import { accept, newDelivery, receiptOf, settlementOf, webhookOf, work } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

test('the last receipts are those of requests that the sender sent and that could be read, oldest first', async () => {
  const { store } = await temporaryStore();
  await store.webhooks.create(webhookOf('whk_a'));
  await store.webhooks.create(webhookOf('whk_b'));
  await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2', { origin: 'test' }), newDelivery('dlv_3'));
  await accept(store, newDelivery('dlv_4', { webhookId: 'whk_b' }), newDelivery('dlv_5'), newDelivery('dlv_6'));
  const told = (seq: number, outcome: 'processed' | 'unparsed' = 'processed') =>
    work(seq, () => ({ ...settlementOf(outcome), receipt: receiptOf(outcome, { sentence: `Receipt ${seq}.` }) }));
  await store.deliveries.settle([told(1), told(2), told(3, 'unparsed'), told(4), told(5)], 0);
  const sentences = async (limit: number) =>
    (await store.deliveries.lastReceipts('whk_a', limit)).map(({ sentence }) => sentence);
  expect(await sentences(50)).toEqual(['Receipt 1.', 'Receipt 5.']);
  expect(await sentences(1)).toEqual(['Receipt 5.']);

  await store.deliveries.replay(['dlv_1'], 'wish');
  const items: ItemsSettlement = {
    configVersion: 1,
    count: 3,
    decideItem: (index) => ({
      ...settlementOf('unidentified'),
      receipt: receiptOf('unidentified', { sentence: `Item ${index + 1}.` }),
    }),
    conclude: () => receiptOf('unidentified'),
  };
  const replayed = told(7);
  const whole: SettleWork = { ...replayed, seq: 6, decide: () => items };
  await store.deliveries.settle([whole, replayed], 0);
  expect(await sentences(50)).toEqual(['Receipt 1.', 'Receipt 5.', 'Item 1.', 'Item 2.', 'Item 3.']);
  expect(await sentences(2)).toEqual(['Item 2.', 'Item 3.']);
});
