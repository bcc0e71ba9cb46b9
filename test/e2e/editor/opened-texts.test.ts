import { expect } from 'vitest';
import { mapRow, openEditor, pathBox, receipt, savedWebhook, send, treeRow } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';

const FORM = { form_id: 'f-1', payload: JSON.stringify({ email: 'jane.doe@example.com', city: 'Leeds' }) };

test('RC3 JSON inside a text is opened in the tree, mapped, worked on, and shown as text again', async ({
  page,
  fieldhook,
}) => {
  const { id, address } = await openEditor(page, fieldhook, FORM);
  await page.getByText('This text is JSON itself.').waitFor();
  await treeRow(page, 'payload').click();
  await page.getByRole('button', { name: 'Open as JSON', exact: true }).press('Enter');
  await treeRow(page, 'payload').getByText('was text').waitFor();

  await page.getByRole('button', { name: 'Pick Email' }).click();
  await treeRow(page, 'email').click();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.payload.email');
  await receipt(page)
    .getByRole('heading', { name: /^New contact by e-mail \(ID6\): jane.doe@example.com/ })
    .waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('switch', { name: 'Active' }).click();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).openStrings).toEqual(['$.payload']);
  expect(await send(address, FORM)).toBe(200);
  await expect
    .poll(async () => (await (await fieldhook.door('/api/contacts')).json()).items)
    .toMatchObject([{ email: 'jane.doe@example.com' }]);

  await page.getByRole('region', { name: 'JSON inside texts' }).getByRole('button', { name: /^Show/ }).click();
  const question = page.getByRole('dialog', { name: 'Show it as text again?' });
  await question.getByText('Email takes its value from inside $.payload. It will be emptied.').waitFor();
  await question.getByRole('button', { name: 'Show as text' }).click();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('');
  await page.keyboard.press('Control+z');
  await mapRow(page, 'Email').getByText('jane.doe@example.com, a valid e-mail address.').waitFor();
});
