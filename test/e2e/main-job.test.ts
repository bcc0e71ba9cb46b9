import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mapRow, receipt, send, treeRow } from './support/editor.ts';
import { findBarriers } from './support/find-barriers.ts';
import { test } from './support/journey.ts';
import { menu } from './support/menu.ts';

interface Booking {
  payload: { scheduled_event: { start_time: string } };
}
const FIXTURE = new URL('../fixtures/calendly-invitee-created.json', import.meta.url);
const booking = () => JSON.parse(readFileSync(FIXTURE, 'utf8')) as Booking;

/** For what screens/barriers.test.ts does not look at. */
const expectNoBarriers = async (page: Page) => expect(await findBarriers(page)).toEqual([]);

test('the main job: from an empty folder to contacts and fields that fill by themselves', async ({ start, open }) => {
  const first = await start();
  const page = await open(first.address);

  // First start on an empty folder → create "Bookings"
  await page.getByRole('heading', { name: 'Welcome to Fieldhook' }).waitFor();
  await page.getByRole('button', { name: 'From scratch' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Bookings');
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();
  await page.getByRole('textbox', { name: 'Sample payload, JSON' }).waitFor({ state: 'attached' });
  await expectNoBarriers(page);

  // → Listen → an invitee.created request arrives over HTTP → Done
  await page.getByRole('button', { name: 'Listen to payload data' }).click();
  const panel = page.getByRole('dialog', { name: 'Waiting for a request' });
  await panel.getByText('Waiting for the first request.').waitFor();
  await expectNoBarriers(page);
  const address = (await panel.locator('code').first().textContent()) ?? '';
  expect(await send(address, booking())).toBe(200);
  await panel.getByText('1 request has arrived.').waitFor();
  await panel.getByRole('radio', { name: /Real request/, checked: true }).waitFor();
  await expectNoBarriers(page);
  await panel.getByRole('button', { name: 'Done', exact: true }).click();
  await panel.waitFor({ state: 'detached' });

  // → Preview Payload
  await page.getByText('Real request', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Preview Payload' }).click();
  await page.getByRole('tree').waitFor();

  // → arm Email, click the invitee's e-mail
  await page.getByRole('button', { name: 'Pick Email' }).click();
  await expectNoBarriers(page);
  await treeRow(page, 'email', 'jane.doe@example.com').click();
  await mapRow(page, 'Email').getByText('jane.doe@example.com, a valid e-mail address.').waitFor();

  // → click the start time → new custom field booking_start (DateTime)
  await page.getByRole('textbox', { name: 'Search in Payload' }).fill('start_time');
  await treeRow(page, 'start_time').click();
  await page.getByRole('button', { name: 'Use for…' }).click();
  await expectNoBarriers(page);
  await page.getByRole('menuitem', { name: 'New field…' }).click();
  const composer = page.getByRole('form', { name: 'Add a custom field' });
  await composer.getByLabel('Custom field', { exact: true }).fill('booking_start');
  await expect.poll(() => composer.getByLabel('Type of the field').inputValue()).toBe('DateTime');
  await composer.getByText('It becomes 12 March 2026, 09:30').waitFor();
  await composer.getByRole('button', { name: 'Add' }).click();
  await mapRow(page, 'booking_start').waitFor();

  // → the receipt says "new contact by e-mail (ID6)" with both values
  const dryRun = receipt(page);
  await dryRun.getByRole('heading', { name: /^New contact by e-mail \(ID6\)/ }).waitFor();
  await dryRun.getByRole('row', { name: /^Email nothing jane\.doe@example\.com/ }).waitFor();
  await dryRun.getByRole('row', { name: /^booking_start.*nothing.*12 Mar 2026, 09:30/ }).waitFor();
  await expectNoBarriers(page);

  // → Save → Active
  await page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await page.getByRole('switch', { name: 'Active' }).click();
  await page.getByText('Every request finds or makes its contact and fills the fields.').waitFor();
  await expectNoBarriers(page);

  // → the same request again → Contacts shows the person with the field
  expect(await send(address, booking())).toBe(200);
  await menu(page).getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('link', { name: 'jane.doe@example.com' }).waitFor();
  await page.getByRole('link', { name: 'jane.doe@example.com' }).click();
  await page.getByText('12 Mar 2026, 09:30').first().waitFor();
  await page.getByText('booking_start').first().waitFor();

  // → the Log entry shows the trace
  await menu(page).getByRole('link', { name: 'Log', exact: true }).click();
  const entry = page.getByRole('link', { name: /^Request for Bookings.*Processed/ });
  await entry.waitFor();
  await entry.click();
  const trace = page.getByRole('list', { name: 'How this was decided' });
  await trace.getByText('It belongs to nobody yet, so a new contact is made').waitFor();
  await expect.poll(() => trace.getByText('ID6').count()).toBe(1);

  // → a second booking of the same person updates the same contact
  const second = booking();
  second.payload.scheduled_event.start_time = '2026-04-02T14:00:00.000000Z';
  expect(await send(address, second)).toBe(200);
  await menu(page).getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('link', { name: 'jane.doe@example.com' }).click();
  await page.getByText('2 Apr 2026, 15:00').first().waitFor();
  await menu(page).getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'jane.doe@example.com' }).count()).toBe(1);

  // → stop and start again: everything is there
  await page.close();
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  const again = await open((await start({ dataDir: first.dataDir })).address);
  const bookings = again.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'Bookings', exact: true });
  await bookings.waitFor();
  await again.getByRole('switch', { name: 'Bookings is on', checked: true }).waitFor();
  await bookings.click();
  await mapRow(again, 'booking_start').getByText('2026-03-12T09:30:00.000000Z').waitFor();
  await again.getByText('Real request', { exact: true }).first().waitFor();
  await expectNoBarriers(again);
  await menu(again).getByRole('link', { name: 'Contacts' }).click();
  await again.getByRole('link', { name: 'jane.doe@example.com' }).click();
  await again.getByText('2 Apr 2026, 15:00').first().waitFor();
  await menu(again).getByRole('link', { name: 'Log', exact: true }).click();
  await again.getByText('Sample', { exact: true }).waitFor();
  await expect.poll(() => again.getByText('Processed', { exact: true }).count()).toBe(2);
});
