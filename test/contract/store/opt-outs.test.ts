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
