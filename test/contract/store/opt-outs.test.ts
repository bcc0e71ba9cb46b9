import { expect, test } from 'vitest';
import { temporaryStore } from './temporary-store.ts';

const PHONE = '+441174960123';
const EVERYBODY = { contact: undefined, before: undefined, limit: 5 };

test('SN6 the owner stops messages to an address again, though the clock was set back since', async () => {
  const { store } = await temporaryStore();
  const { id } = await store.optOuts.add('sms', PHONE, 1000);
  await store.optOuts.end(id, 9000);

  expect(await store.optOuts.add('sms', PHONE, 2000)).toMatchObject({ id, address: PHONE, by: 'hand' });

  const { items } = await store.optOuts.page(EVERYBODY);
  expect(items.map(({ address }) => address)).toEqual([PHONE]);
});

test('SN6 what the owner said of somebody is taken back, once and in its time', async () => {
  const { store } = await temporaryStore();
  const listed = async () => (await store.optOuts.page(EVERYBODY)).items;
  const { id } = await store.optOuts.add('sms', PHONE, 1000);
  expect(await store.optOuts.undo(id)).toBe('sms');
  expect(await listed()).toEqual([]);
  expect(await store.optOuts.undo(id)).toBe('not-found');

  const before = await store.optOuts.add('sms', PHONE, 2000);
  expect(await store.optOuts.end(before.id, 3000)).toBe('sms');
  expect(await store.optOuts.undo(before.id)).toBe('sms');
  expect(await listed()).toMatchObject([{ id: before.id, at: new Date(2000).toISOString() }]);

  await store.optOuts.end(before.id, 4000);
  await store.optOuts.forgetChanges(4000);
  expect(await store.optOuts.undo(before.id)).toBe('not-found');
  expect(await listed()).toEqual([]);
});

test('SN6 no undo takes somebody off the list who was on it before', async () => {
  const { store } = await temporaryStore();
  const first = await store.optOuts.add('sms', PHONE, 1000);
  await store.optOuts.forgetChanges(1000);
  expect(first.wasListed).toBe(false);
  expect(await store.optOuts.add('sms', PHONE, 2000)).toMatchObject({ id: first.id, wasListed: true });
  expect(await store.optOuts.undo(first.id)).toBe('not-found');
});
