import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accept, NOON, newDelivery, settlementOf, webhookOf, work } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

/** A receipt as the first version stored it. Never edit it: a later key of the contract needs a default, or history loses its receipts. */
const STORED = readFileSync(new URL('../../fixtures/stored-receipt.json', import.meta.url), 'utf8');

test('receipts of the first version can be read', async () => {
  const opened = await temporaryStore();
  await opened.store.webhooks.create(webhookOf('whk_a'));
  await accept(opened.store, newDelivery('dlv_1'));
  await opened.store.deliveries.settle([work(1, () => settlementOf('processed'))], NOON);
  const store = await opened.reopen((database) =>
    database.prepare('UPDATE delivery_receipt SET receipt = ?').run(STORED),
  );
  expect((await store.deliveries.get('dlv_1'))?.receipt).toMatchObject(JSON.parse(STORED));
});
