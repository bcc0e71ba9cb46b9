import { expect } from 'vitest';
import type { Webhook } from '#shared/contract/webhook.ts';
import { mapRow, openEditor, pathBox, savedWebhook, send } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';

const TEXT = 'See you on {{ field.booked_for | date: "%d %B" }}';
const email = (id: string, text: string) => ({ id, kind: 'send', channel: 'email', subject: 'Your booking', text });
const FLOW = { steps: [email('aaaa', TEXT), email('bbbb', 'Thank you for your booking.')] };
const CLIENT = { email: 'jane.doe@example.com' };

test('PR5 a key that the provider renames is flagged, holds the message that would speak of an old booking, and is mended with one click', async ({
  page,
  fieldhook,
}) => {
  const post = (path: `/api/${string}`, body: object, method = 'POST') =>
    fieldhook.door(path, { method, body: JSON.stringify(body) });
  await post('/api/fields', { name: 'Booked for', type: 'datetime' });
  await post('/api/flows', { name: 'Confirm', config: FLOW });
  const { id, address } = await openEditor(page, fieldhook, {
    client: CLIENT,
    booking: { start: '2026-03-01T09:00:00Z' },
  });
  const fields = [{ field: 'booked_for', path: '$.booking.start' }];
  await post(`/api/webhooks/${id}`, { active: true, config: { fields, flow: 'confirm' } }, 'PATCH');
  await mapRow(page, 'Booked for').waitFor();
  await pathBox(page, 'Email').fill('$.client.email');
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });

  for (let day = 1; day <= 8; day += 1) {
    await send(address, { client: CLIENT, booking: { start: `2026-03-0${day}T09:00:00Z`, room: 'Blue' } });
  }
  await send(address, { client: CLIENT, booking: { starts_at: '2026-04-09T09:00:00Z', room: 'Blue' } });

  const row = mapRow(page, 'Booked for');
  await row.getByText('Not found in the last request, before in all.').waitFor();
  await row.getByText('A message waits because of it.').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'See you on [Booked for]' }).waitFor();
  await page.getByText('The other message goes out.').waitFor();
  await page.getByRole('button', { name: 'Show the row Booked for' }).click();
  await expect.poll(() => pathBox(page, 'Booked for').evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await findBarriers(page)).toEqual([]);

  await menu(page).getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page.getByRole('link', { name: 'Changed at the sender: Booked for. Not found in the last request' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'Changed at the sender: Booked for' }).click();

  await row.getByRole('link', { name: 'See the newest request: Booked for' }).click();
  await page.getByText('The first request that is not as the earlier ones').waitFor();
  await page.getByText('Waits for you: The request that started it was not as the earlier ones').waitFor();
  await page.goBack();

  await row.getByRole('button', { name: 'Use this path for Booked for' }).click();
  await expect.poll(() => pathBox(page, 'Booked for').inputValue()).toBe('$.booking.starts_at');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => pathBox(page, 'Booked for').inputValue()).toBe('$.booking.start');
  await row.getByRole('button', { name: 'Use this path for Booked for' }).click();
  await row.getByText('In the newest request it gives 2026-04-09T09:00:00Z.').waitFor();
  await page.keyboard.press('Control+s');
  const saved = async (): Promise<Webhook> => savedWebhook(fieldhook, id);
  await expect.poll(async () => (await saved()).fields[0]?.path).toBe('$.booking.starts_at');

  await menu(page)
    .getByRole('link', { name: /^Outbox/ })
    .click();
  const held = page.getByRole('listitem').filter({ hasText: 'See you on 08 March' }).filter({ hasText: 'Booked for' });
  await held.getByRole('button', { name: /^Send now/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Send this message?' });
  await dialog.getByRole('group', { name: 'What will go out' }).getByText('See you on').waitFor();
  await dialog.getByRole('button', { name: 'Send it' }).click();
  await held.waitFor({ state: 'detached' });
});

test('PR5 a place of the request that a flow reads itself is flagged when the provider renames it, and holds the message that would leave it out', async ({
  page,
  fieldhook,
}) => {
  const post = (path: `/api/${string}`, body: object, method = 'POST') =>
    fieldhook.door(path, { method, body: JSON.stringify(body) });
  const stepsOf = (room: string) => [
    email('aaaa', `You are booked{% if ${room} == "Green" %}, with a view of the park{% endif %}.`),
    email('bbbb', `Thank you{% if ${room} %} for taking the {{ ${room} }} room{% endif %}.`),
  ];
  await post('/api/flows', { name: 'Confirm', config: { steps: stepsOf('payload.booking.room') } });
  const { id, address } = await openEditor(page, fieldhook, { client: CLIENT, booking: { room: 'Blue' } });
  const identity = { email: '$.client.email' };
  await post(`/api/webhooks/${id}`, { active: true, config: { identity, flow: 'confirm' } }, 'PATCH');
  for (let hour = 1; hour <= 8; hour += 1) await send(address, { client: CLIENT, booking: { room: 'Blue', hour } });
  await send(address, { client: CLIENT, booking: { room_name: 'Green', hour: 9 } });

  const notice = page.getByText('The sender has changed something: what the flow reads is not as it was.');
  await notice.waitFor();
  await page.getByRole('button', { name: 'Show the flow $.booking.room in the flow “Confirm”' }).click();
  const flow = page.getByRole('region', { name: 'Then', exact: true });
  await expect
    .poll(() => flow.getByRole('heading', { level: 2 }).evaluate((heading) => heading === document.activeElement))
    .toBe(true);
  await flow.getByText('The flow reads $.booking.room. Not found in the last request, before in all.').waitFor();
  await page.getByText('Because of it, this message waits for you in the Outbox').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Send an e-mail: “You are booked' }).waitFor();
  await page.getByText('The other message goes out.').waitFor();
  await flow.getByText('A message waits because of it.').waitFor();
  await flow.getByText('Probably now $.booking.room_name, in a text payload.booking.room_name').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await flow.getByRole('switch', { name: 'Hold messages when the sender changes something' }).click();
  await page.keyboard.press('Control+s');
  await flow.getByText('No message waits because of it.').waitFor();

  await menu(page).getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page
    .getByRole('link', { name: 'Changed at the sender: $.booking.room in the flow “Confirm”. Not found in the last' })
    .click();
  await flow.getByRole('link', { name: 'See the newest request: $.booking.room' }).click();
  await page.getByText('The first request that is not as the earlier ones').waitFor();
  await page.getByText('Waits for you: The request that started it was not as the earlier ones').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'Open the flow: $.booking.room in the flow “Confirm”' }).click();
  await page.getByRole('heading', { level: 1, name: 'Confirm' }).waitFor();

  await menu(page)
    .getByRole('link', { name: /^Outbox/ })
    .click();
  await page.getByRole('listitem').filter({ hasText: '“$.booking.room” in the flow “Confirm”' }).waitFor();
  await post('/api/flows/confirm', { config: { steps: stepsOf('payload.booking.room_name') } }, 'PATCH');
  await menu(page).getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'Bookings', exact: true }).waitFor();
  await page.getByText('Changed at the sender').waitFor({ state: 'detached' });
  await send(address, { client: CLIENT, booking: { room_name: 'Green', hour: 10 } });
  await menu(page)
    .getByRole('link', { name: /^Outbox/ })
    .click();
  await page.getByText('You are booked, with a view of the park.').first().waitFor();
});
