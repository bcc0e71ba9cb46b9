import { expect, test } from 'vitest';
import { newDelivery, webhookOf } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const [A, B, C] = ['https://a.relay.example', 'https://b.relay.example', 'https://c.relay.example'] as const;

async function opened() {
  const temporary = await temporaryStore();
  const { store } = temporary;
  await store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
  await store.webhooks.create(webhookOf('whk_b', { name: 'Shop', active: false }));
  await store.webhooks.create(webhookOf('whk_c', { name: 'A draft', active: false }));
  await store.deliveries.acceptBatch([newDelivery('dlv_1', { webhookId: 'whk_b' })]);
  await store.deliveries.acceptBatch([newDelivery('dlv_2', { webhookId: 'whk_c', origin: 'test' })]);
  return temporary;
}

test('TN4 a changed address is to be told for what is on or has a sender, and stays so after a restart', async () => {
  const temporary = await opened();
  const { addressChanges } = temporary.store;
  expect(await addressChanges.bases()).toEqual([]);
  expect(await addressChanges.note(A, 1)).toBe(false);
  expect(await addressChanges.note(A, 2)).toBe(false);
  expect(await addressChanges.list()).toEqual([]);
  expect(await addressChanges.note(B, 3)).toBe(true);
  const again = (await temporary.reopen()).addressChanges;
  expect(await again.note(B, 4)).toBe(false);
  const waits = { lostBase: A, base: B, changedAt: 3, toldAt: null, toldBy: null };
  expect(await again.list()).toEqual([
    { webhookId: 'whk_a', name: 'Bookings', token: 'token-of-whk_a', ...waits },
    { webhookId: 'whk_b', name: 'Shop', token: 'token-of-whk_b', ...waits },
  ]);
});

test('TN4 a tick is kept and can be taken back', async () => {
  const { addressChanges } = (await opened()).store;
  await addressChanges.note(A, 1);
  await addressChanges.note(B, 2);
  expect(await addressChanges.tick('whk_a', { by: 'owner', at: 5 })).toBe(true);
  expect(await addressChanges.waiting()).toEqual(['whk_b']);
  expect((await addressChanges.list())[0]).toMatchObject({ toldAt: 5, toldBy: 'owner' });
  expect(await addressChanges.tick('whk_a', null)).toBe(true);
  expect(await addressChanges.waiting()).toEqual(['whk_a', 'whk_b']);
  expect(await addressChanges.tick('whk_c', { by: 'owner', at: 5 })).toBe(false);
});

test('TN4 with a second change, who was told has the second address and who was not still has the first', async () => {
  const { addressChanges } = (await opened()).store;
  await addressChanges.note(A, 1);
  await addressChanges.note(B, 2);
  await addressChanges.tick('whk_a', { by: 'request', at: 3 });
  await addressChanges.note(C, 4);
  expect(await addressChanges.list()).toMatchObject([
    { webhookId: 'whk_a', lostBase: B, base: C, changedAt: 4, toldAt: null },
    { webhookId: 'whk_b', lostBase: A, base: C, changedAt: 4, toldAt: null },
  ]);
  const [current, ...former] = await addressChanges.bases();
  expect([current, new Set(former)]).toEqual([C, new Set([A, B])]);
});

test('TN4 who was not told needs no telling once the former address is back', async () => {
  const { addressChanges } = (await opened()).store;
  await addressChanges.note(A, 1);
  await addressChanges.note(B, 2);
  await addressChanges.tick('whk_a', { by: 'owner', at: 3 });
  expect(await addressChanges.note(A, 4)).toBe(true);
  expect(await addressChanges.list()).toMatchObject([{ webhookId: 'whk_a', lostBase: B, base: A, toldAt: null }]);
});

test('a deleted webhook leaves the list', async () => {
  const { addressChanges, webhooks } = (await opened()).store;
  await addressChanges.note(A, 1);
  await addressChanges.note(B, 2);
  await webhooks.delete('whk_a', 3);
  expect(await addressChanges.waiting()).toEqual(['whk_b']);
});
