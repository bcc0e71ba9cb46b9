import { expect } from 'vitest';
import type { Webhook } from '#shared/contract/webhook.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import type { Fieldhook } from '../support/start-fieldhook.ts';
import { ask, makeWebhook, SETTINGS, send, zoneAtNoon } from './harbour-clinic.ts';

const JANE = '+441174960123';

/** A webhook for bookings whose flow sends a message on this channel, and one for what people write. */
async function openFlow(fieldhook: Fieldhook, channel: 'sms' | 'messenger', receives: 'twilio' | 'messenger') {
  // The Outbox counts what was sent today.
  await ask(fieldhook, 'PUT', '/api/settings', { ...SETTINGS, timeZone: zoneAtNoon() });
  const step = { id: 'hello', kind: 'send', channel, text: 'Hi {{ contact.first_name }}, see you soon.' };
  const { key } = await ask<{ key: string }>(fieldhook, 'POST', '/api/flows', {
    name: 'Reminder',
    config: { steps: [step] },
  });
  const on = async (name: string, config: object) => {
    const { id } = await makeWebhook(fieldhook, { name, config });
    return ask<Webhook>(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
  };
  const bookings = await on('Bookings', {
    identity: { phone: '$.phone' },
    profile: { firstName: '$.first', lastName: '$.last' },
    flow: key,
  });
  const identity = { phone: '$.From', userNs: '$.entry[*].messaging[*]..referral.ref' };
  const inbox = await on('Messages', { receives, identity });
  return {
    book: () => send(fieldhook, bookings, { phone: JANE, first: 'Jane', last: 'Doe' }),
    write: (payload: object) => send(fieldhook, inbox, payload),
  };
}

test('SN6 a person texts STOP: the next SMS is blocked and says why, until the owner allows it again', async ({
  fieldhook,
  page,
}) => {
  const { book, write } = await openFlow(fieldhook, 'sms', 'twilio');
  await book();
  await write({ MessageSid: 'SM1', From: JANE, To: '+442079460000', Body: 'Stop' });
  const booked = await book();

  await page.goto(`${fieldhook.ui}/#/outbox`);
  // The Outbox counts today's messages.
  const today = page.getByRole('region', { name: 'Messages today' });
  await today.getByRole('link', { name: '1 of 200 in test mode' }).waitFor();
  await today.getByRole('link', { name: '1 kept back' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByText('Jane Doe has asked not to get messages here.').waitFor();
  // The home screen's counts lead to the messages that they count.
  await page.goto(`${fieldhook.ui}/#/`);
  await page.getByRole('link', { name: '1 by SMS: Blocked' }).click();
  await page.getByText('Jane Doe has asked not to get messages here.').waitFor();
  const message = page.getByRole('article', { name: 'Message to Jane Doe' });
  await message.getByRole('link', { name: 'Who wants no messages' }).click();
  await page.getByRole('heading', { level: 1, name: 'Who wants no messages' }).waitFor();
  const list = page.getByRole('list', { name: 'Who wants no messages' });
  await list.getByText('They wrote STOP').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await list.getByRole('link', { name: 'Jane Doe' }).click();
  await page.getByText('Wants no messages: SMS').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(`${fieldhook.ui}/#/log/${booked.id}`);
  await page.getByText('Jane Doe has asked not to get messages here.').first().waitFor();

  await page.goto(`${fieldhook.ui}/#/outbox/opt-outs`);
  await page.getByRole('button', { name: 'Take off…' }).click();
  await page.getByRole('button', { name: 'Allow messages' }).click();
  await page.getByText('Nobody has asked for no messages').waitFor();
  await page.getByRole('button', { name: 'Add somebody…' }).click();
  await page.getByLabel('Phone number').fill('0117 496 0199');
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send nothing more' }).click();
  await list.getByText('+44 117 496 0199').waitFor();
});

test('SN3 Messenger is blocked until the person writes', async ({ fieldhook }) => {
  const { book, write } = await openFlow(fieldhook, 'messenger', 'messenger');
  const reasonOf = async (id: string) =>
    (
      await ask<{ items: { state: string; reason: string | null }[] }>(
        fieldhook,
        'GET',
        `/api/messages?deliveryId=${id}`,
      )
    ).items[0]?.reason;
  const first = await book();
  expect(await reasonOf(first.id)).toBe('cannot-start');
  const sender = { id: '77' };
  const ref = first.contact!.userNs;
  const entry = [{ id: '1', messaging: [{ sender, message: { text: 'Hello' }, referral: { ref } }] }];
  expect(await write({ object: 'page', entry })).toMatchObject({ contact: { userNs: ref } });
  expect(await reasonOf((await book()).id)).toBeNull();
});
