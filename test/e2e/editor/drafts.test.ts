import { expect } from 'vitest';
import { openEditor, pathBox, savedWebhook, send } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';

const SAMPLE = { email: 'jane.doe@example.com' };

test('unsaved changes outlive walking about in the app, and leaving the page asks first', async ({
  page,
  fieldhook,
}) => {
  await openEditor(page, fieldhook, SAMPLE);
  await pathBox(page, 'Email').fill('$.email');
  await menu(page).getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();

  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => setTimeout(() => location.reload()));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();

  await page.goBack();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.email');
});

test('a version saved elsewhere is noticed, and the owner chooses', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook, SAMPLE);
  const saveElsewhere = async (email: string) => {
    const body = JSON.stringify({ config: { identity: { email } } });
    await fieldhook.door(`/api/webhooks/${id}`, { method: 'PATCH', body });
  };

  // Nothing to lose here: the newer version simply appears.
  await saveElsewhere('$.first');
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.first');

  await pathBox(page, 'Phone').fill('$.phone');
  await saveElsewhere('$.second');
  const notice = page.getByRole('alert').filter({ hasText: 'A newer version was saved elsewhere' });
  await notice.getByRole('button', { name: 'Take the newer one' }).click();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.second');
  await expect.poll(() => pathBox(page, 'Phone').inputValue()).toBe('');

  await pathBox(page, 'Phone').fill('$.phone');
  await saveElsewhere('$.third');
  await notice.waitFor();
  // The one in the step and the one in the bar are the same button in two places.
  const saves = (disabled: boolean) => page.getByRole('button', { name: 'Save', exact: true, disabled }).count();
  await expect.poll(async () => [await saves(true), await saves(false)]).toEqual([2, 0]);
  await page.getByText('Choose below which of the two to keep.').waitFor();
  await notice.getByRole('button', { name: 'Keep mine' }).click();
  await notice.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await expect
    .poll(() => savedWebhook(fieldhook, id))
    .toMatchObject({ identity: { email: '$.second', phone: '$.phone' } });
});

test('switching on saves first, and a live test shows what comes of the next request', async ({ page, fieldhook }) => {
  const { id, address } = await openEditor(page, fieldhook, SAMPLE);
  await pathBox(page, 'Email').fill('$.email');
  await page.getByText('Switching on saves your changes first.').waitFor();
  await page.getByRole('switch', { name: 'Active' }).click();
  await page.getByText('Every request finds or makes its contact and fills the fields.').waitFor();
  await expect.poll(() => savedWebhook(fieldhook, id)).toMatchObject({ active: true, identity: { email: '$.email' } });

  await page.getByRole('button', { name: 'Run a live test' }).click();
  await page.getByText('Waiting for a request.').waitFor();
  await page.getByRole('button', { name: 'Send the sample' }).click();
  await page.getByText('1 request has arrived.').waitFor();
  expect(await send(address, SAMPLE)).toBe(200);
  await page.getByText('2 requests have arrived.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('link', { name: 'Open the log entry' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Request for Bookings' }).waitFor();
});

test('who saves while a save is under way has what was changed since saved after it', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook, SAMPLE);
  const held = Promise.withResolvers<void>();
  await page.route(`**/api/webhooks/${id}`, async (route) => {
    if (route.request().method() === 'PATCH') await held.promise;
    await route.continue();
  });
  await pathBox(page, 'Email').fill('$.mail');
  const first = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.keyboard.press('Control+s');
  await first;
  await pathBox(page, 'Email').fill('$.email');
  await page.keyboard.press('Control+s');
  held.resolve();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  expect(await savedWebhook(fieldhook, id)).toMatchObject({ identity: { email: '$.email' } });
});
