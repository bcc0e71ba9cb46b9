import { expect } from 'vitest';
import { mapRow, openEditor, pathBox, savedWebhook, send } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';

test('PR5 EX1 a draft shows what it makes of recent requests and of tests, and saving something worse asks', async ({
  page,
  fieldhook,
}) => {
  const { id, address } = await openEditor(page, fieldhook, { mail: 'jane.doe@example.com', other: 'nobody' });
  await pathBox(page, 'Email').fill('$.mail');
  await page.keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await fieldhook.door(`/api/webhooks/${id}`, { method: 'PATCH', body: JSON.stringify({ active: true }) });
  await send(address, { mail: 'jane.doe@example.com', other: 'nobody' });

  const tests = page.getByRole('region', { name: 'Tests', exact: true });
  await tests.getByRole('button', { name: 'Keep the sample as a test' }).click();
  await tests.getByText('1 of 1 test passes.').waitFor();
  await tests.getByText('What it expects').click();
  await tests.getByText('person@mail.example').waitFor();

  await pathBox(page, 'Email').fill('$.other');
  await mapRow(page, 'Email')
    .getByText('0 of 1 recent request gives a value, 1 would be kept out: “nobody”.')
    .waitFor();
  const tried = page.getByRole('region', { name: 'On recent requests' });
  await tried.getByText('1 worse.').waitFor();
  await tried.getByRole('cell', { name: 'Email: jane.doe@example.com → nothing' }).waitFor();

  await tests.getByText('Email: should be person@mail.example, is nothing').waitFor();

  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save although a test fails?' });
  await dialog.getByText('“Test 1” fails:').waitFor();
  await dialog.getByText('One recent request would lose something').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await savedWebhook(fieldhook, id)).identity.email).toBe('$.mail');

  await page.keyboard.press('Control+s');
  await dialog.getByRole('button', { name: 'Save all the same' }).click();
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).identity.email).toBe('$.other');
  await dialog.waitFor({ state: 'hidden' });

  await page.getByRole('link', { name: 'Webhooks', exact: true }).first().click();
  const toggle = page.getByRole('switch', { name: 'Bookings is on' });
  await toggle.click();
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).active).toBe(false);
  await toggle.click();
  const asking = page.getByRole('dialog', { name: 'Switch on although a test fails?' });
  await asking.getByText('“Test 1” fails:').waitFor();
  expect((await savedWebhook(fieldhook, id)).active).toBe(false);
  await asking.getByRole('button', { name: 'Switch on all the same' }).click();
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).active).toBe(true);
  await asking.waitFor({ state: 'hidden' });

  await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'Bookings' }).click();
  await tests.getByRole('button', { name: 'More for Test 1' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await tests.getByText('A test remembers what is read').waitFor();
  await page.getByText('Test 1 is deleted.').waitFor();
});
