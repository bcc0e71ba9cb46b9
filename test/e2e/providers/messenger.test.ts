import { expect } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import { messenger } from '#shared/recipes/providers/messenger.ts';
import { ask, contactOf } from '../screens/harbour-clinic.ts';
import { test } from '../support/journey.ts';
import {
  APP_SECRET,
  entriesOf,
  flowThatSends,
  openChannels,
  postAsMeta,
  startFor,
  VERIFY_TOKEN,
  webhookOf,
} from './open-channels.ts';

const PAGE = '1000001';

const wrote = (id: string, text: string, more: object = {}): object => ({
  ...{ sender: { id }, recipient: { id: PAGE }, timestamp: 1_772_445_600_000 },
  message: { mid: `m_${id}_${text}`, text },
  ...more,
});
/** One entry for each list of events. */
const page = (...entries: object[][]) => ({
  object: 'page',
  entry: entries.map((messaging) => ({ id: PAGE, time: 1_772_445_600_000, messaging })),
});

test('SN3 Messenger: Meta’s question is answered, and who writes first without the link is a contact who can be answered', async ({
  start,
}) => {
  const { fieldhook, provider, listening } = await openChannels(start);
  const webhook = await webhookOf(fieldhook, messenger, { secret: APP_SECRET, verifyToken: VERIFY_TOKEN });
  const address = `${listening}/h/${webhook.token}`;

  const question = (token: string) =>
    fetch(`${address}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`);
  const answered = await question(VERIFY_TOKEN);
  expect([answered.status, await answered.text()]).toEqual([200, '1158201444']);
  expect((await question('guessed')).status).toBe(403);
  const [refused] = await entriesOf(fieldhook, webhook, 1);
  expect(refused).toMatchObject({ outcome: 'refused', sentence: expect.stringContaining('another verify token') });

  expect((await postAsMeta(address, page([wrote('77', 'Hello')]), 'guessed')).status).toBe(401);
  expect(await contacts(fieldhook)).toEqual([]);

  expect((await postAsMeta(address, page([wrote('77', 'Grüße 😀')]))).status).toBe(200);
  const [entry] = await entriesOf(fieldhook, webhook, 3);
  expect(entry).toMatchObject({ outcome: 'processed' });
  const [known, ...others] = await contacts(fieldhook);
  expect(others).toEqual([]);
  expect(known).toMatchObject({ channel: 'messenger', phone: null, email: null });
  expect(known!.fields.last_message?.text).toBe('Grüße 😀');

  const answer = await flowThatSends(fieldhook, 'messenger', 'We open at nine');
  expect(await startFor(fieldhook, answer, known!.userNs)).toMatchObject({ state: 'sent', to: '77' });
  expect(JSON.parse(provider.asked.at(-1)!.body)).toMatchObject({
    recipient: { id: '77' },
    message: { text: 'We open at nine' },
  });

  // Written again, it is the same one.
  await postAsMeta(address, page([wrote('77', 'Thanks')]));
  await entriesOf(fieldhook, webhook, 4);
  expect(await contacts(fieldhook)).toHaveLength(1);
  // What the page wrote itself, and what was read, is from nobody.
  const echo = { sender: { id: PAGE }, message: { mid: 'm_e', text: 'We open at nine', is_echo: true } };
  await postAsMeta(address, page([echo], [{ sender: { id: '77' }, read: { watermark: 1 } }]));
  await entriesOf(fieldhook, webhook, 5);
  expect(await contacts(fieldhook)).toHaveLength(1);
});

test('SN3 Messenger: several people in one request are each known, and the link leads to the contact that was there', async ({
  start,
}) => {
  const { fieldhook, listening } = await openChannels(start);
  const webhook = await webhookOf(fieldhook, messenger, { secret: APP_SECRET });
  const address = `${listening}/h/${webhook.token}`;
  const jane = await ask<Contact>(fieldhook, 'POST', '/api/contacts', { phone: '+441174960123', name: 'Jane Doe' });
  const answer = await flowThatSends(fieldhook, 'messenger', 'Hi');

  expect(await startFor(fieldhook, answer, jane.userNs)).toMatchObject({ state: 'blocked', reason: 'cannot-start' });
  const through = { referral: { ref: jane.userNs, source: 'SHORTLINK', type: 'OPEN_THREAD' } };
  await postAsMeta(
    address,
    page([wrote('77', 'Hi', through)], [wrote('78', 'One'), wrote('78', 'Two')], [wrote('79', 'Stop')]),
  );
  const [entry] = await entriesOf(fieldhook, webhook, 1);
  expect(entry).toMatchObject({ outcome: 'processed', items: 3, sentence: '3 people: 3 processed.' });
  const known = await contacts(fieldhook);
  expect(known).toHaveLength(3);
  expect(await startFor(fieldhook, answer, jane.userNs)).toMatchObject({ state: 'sent', to: '77' });
  const states = [];
  for (const { userNs } of known.filter((one) => one.userNs !== jane.userNs)) {
    const { to, state, reason } = await startFor(fieldhook, answer, userNs);
    states.push([to, state, reason]);
  }
  expect(states.toSorted()).toEqual([
    ['78', 'sent', null],
    ['79', 'blocked', 'opted-out'],
  ]);

  // Somebody who wrote before the link: both are kept, and said to be possibly the same.
  await postAsMeta(address, page([wrote('78', 'It is me', through)]));
  const [linked] = await entriesOf(fieldhook, webhook, 2);
  const { items } = await ask<{ items: { receipt: { sentence: string } }[] }>(
    fieldhook,
    'GET',
    `/api/deliveries/${linked!.id}/items`,
  );
  expect(items[0]!.receipt.sentence).toContain('Possibly the same person as Jane Doe.');
  const two = known.find((one) => one.fields.last_message?.text === 'One');
  const take = { slots: [], fields: [] };
  await ask(fieldhook, 'POST', '/api/contacts/merge', { keep: jane.userNs, from: two!.userNs, take });
  expect(await startFor(fieldhook, answer, jane.userNs)).toMatchObject({ state: 'sent', to: '77' });
  expect((await contactOf(fieldhook, 'Jane'))?.userNs).toBe(jane.userNs);
});

async function contacts(fieldhook: Parameters<typeof ask>[0]): Promise<Contact[]> {
  return (await ask<{ items: Contact[] }>(fieldhook, 'GET', '/api/contacts')).items;
}
