import { expect } from 'vitest';
import { openEditor, pathBox, savedWebhook, tabTo } from '../support/editor.ts';
import { test } from '../support/journey.ts';

test('the whole job can be done with the keyboard alone', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook);
  const { keyboard } = page;

  await tabTo(page, 'Listen to payload data');
  await keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Waiting for a request' });
  await panel.getByText('Waiting for the first request.').waitFor();
  await tabTo(page, 'Send a sample for me');
  await keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'A booking' }).waitFor();
  await keyboard.press('Enter');
  await panel.getByText('1 request has arrived.').waitFor();
  await tabTo(page, /^Done$/);
  await keyboard.press('Enter');

  // The focus is on Preview Payload already.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Preview Payload');
  await keyboard.press('Enter');
  await page.getByRole('tree').waitFor();

  // Arm, walk the tree, bind; the focus comes back to the row.
  await tabTo(page, 'Pick Email');
  await keyboard.press('Enter');
  await keyboard.type('email');
  await keyboard.press('Enter');
  expect(await pathBox(page, 'Email').inputValue()).toBe('$.payload.email');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Pick Email');

  await tabTo(page, 'Pick a custom field');
  await keyboard.press('Enter');
  await keyboard.type('start_time');
  await keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Custom field');
  await keyboard.press('Control+a');
  await keyboard.type('booking_start');
  await keyboard.press('Escape');
  await tabTo(page, /^Add$/);
  await keyboard.press('Enter');
  await page.getByRole('group', { name: 'booking_start', exact: true }).waitFor();

  await keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await tabTo(page, 'Active');
  await keyboard.press('Space');
  await page.getByText('Every request finds or makes its contact and fills the fields.').waitFor();
  expect(await savedWebhook(fieldhook, id)).toMatchObject({
    active: true,
    identity: { email: '$.payload.email' },
    fields: [{ field: 'booking_start', path: '$.payload.scheduled_event.start_time' }],
  });
});
