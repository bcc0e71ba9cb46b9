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
  expect(await store.optOuts.undo(id, 9000)).toBe('sms');
  expect(await listed()).toEqual([]);
  expect(await store.optOuts.undo(id, 9000)).toBe('not-found');

  const before = await store.optOuts.add('sms', PHONE, 2000);
  expect(await store.optOuts.end(before.id, 3000)).toBe('sms');
  expect(await store.optOuts.undo(before.id, 9000)).toBe('sms');
  expect(await listed()).toMatchObject([{ id: before.id, at: new Date(2000).toISOString() }]);

  await store.optOuts.end(before.id, 4000);
  await store.optOuts.forgetChanges(4000);
  expect(await store.optOuts.undo(before.id, 9000)).toBe('not-found');
  expect(await listed()).toEqual([]);
});

test('SN6 no undo takes somebody off the list who was on it before', async () => {
  const { store } = await temporaryStore();
  const first = await store.optOuts.add('sms', PHONE, 1000);
  await store.optOuts.forgetChanges(1000);
  expect(first.wasListed).toBe(false);
  expect(await store.optOuts.add('sms', PHONE, 2000)).toMatchObject({ id: first.id, wasListed: true });
  expect(await store.optOuts.undo(first.id, 9000)).toBe('not-found');
});

test('SN6 a person’s timeline tells of each wish, by whom, and that it was taken back', async () => {
  const { store } = await temporaryStore();
  const made = await store.contacts.create(
    {
      ...{ kind: 'create', channel: 'sms', profile: {}, fields: {} },
      identifiers: { phone: { value: PHONE, raw: PHONE } },
    },
    500,
  );
  const { userNs } = made as { userNs: string };
  const { id } = await store.optOuts.add('sms', PHONE, 1000);
  await store.optOuts.add('sms', PHONE, 1500);
  await store.optOuts.end(id, 2000);
  await store.optOuts.undo(id, 3000);
  await store.optOuts.add('whatsapp', '+441174960999', 4000);

  const page = await store.contacts.timeline(userNs, { limit: 10 });
  const told = page!.items.flatMap((entry) =>
    entry.kind === 'change' ? [[Date.parse(entry.at), entry.by, entry.changes]] : [],
  );
  const change = (before: string | null, after: string | null) => [{ of: 'contact', what: 'optOut', before, after }];
  expect(told).toEqual([
    [3000, 'hand', change(null, 'sms')],
    [2000, 'hand', change('sms', null)],
    [1000, 'hand', change(null, 'sms')],
  ]);
});
