import { expect } from 'vitest';
import { openEditor, savedWebhook, send } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';

test('RC9 the address is changed; the old one works on, says that it is still used, and is ended', async ({
  page,
  fieldhook,
}) => {
  const { id, address } = await openEditor(page, fieldhook);
  await page.getByRole('button', { name: 'Change address…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the address?' });
  await dialog.getByText('Both lead here meanwhile').waitFor();
  expect(await findBarriers(page), 'dialog').toEqual([]);
  await dialog.getByRole('button', { name: 'Change address' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const former = page.getByRole('region', { name: 'Old addresses that still work' });
  await former.getByText(address).waitFor();
  await former.getByText('Nothing has come through it since.').waitFor();
  expect((await savedWebhook(fieldhook, id)).address).not.toBe(address);

  await send(address, { name: 'Jane' });
  await former.getByText('Still used: something came through it').waitFor();
  expect(await findBarriers(page), 'old addresses').toEqual([]);
  const deliveries = (await (await fieldhook.door('/api/deliveries')).json()) as { items: { id: string }[] };
  await former.getByRole('button', { name: /^End now/ }).click();
  await page
    .getByRole('dialog', { name: 'End this old address now?' })
    .getByRole('button', { name: 'End it now' })
    .click();
  await former.waitFor({ state: 'hidden' });
  expect(await send(address, {})).toBe(404);
  await menu(page).getByRole('link', { name: 'Log' }).click();
  await page
    .getByRole('row', { name: /Bookings/ })
    .getByText('Old address')
    .waitFor();
  await page.goto(`${fieldhook.ui}/#/log/${deliveries.items[0]?.id}`);
  await page.getByText('It came through an old address of the webhook').waitFor();
});
