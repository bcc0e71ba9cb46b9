import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mapRow, openEditor, pathBox, receipt, savedWebhook, tree } from '../support/editor.ts';
import { focusOn, tabTo } from '../support/focus.ts';
import { test } from '../support/journey.ts';

/** From the tree to a row of it, by its search: letters typed into the tree itself belong together only when they come quickly. */
async function findRow(page: Page, name: string): Promise<void> {
  await focusOn(tree(page));
  await page.keyboard.press('Control+f');
  const search = page.getByRole('textbox', { name: 'Search in Payload' });
  await focusOn(search);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(name);
  await page
    .locator('label')
    .filter({ has: search })
    .getByText(/^1 of /)
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await focusOn(tree(page));
}

test('the whole job can be done with the keyboard alone', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook);
  const { keyboard } = page;
  await page.emulateMedia({ reducedMotion: 'no-preference' });

  await tabTo(page, 'Listen to payload data');
  await keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Waiting for a request' });
  await panel.getByText('Waiting for the first request.').waitFor();
  await tabTo(page, 'Send a sample for me');
  await keyboard.press('Enter');
  await focusOn(page.getByRole('menuitem', { name: 'A booking' }));
  await keyboard.press('Enter');
  await panel.getByText('1 request has arrived.').waitFor();
  await focusOn(panel.getByRole('button', { name: 'Send a sample for me' }));
  await tabTo(page, /^Done$/);
  await keyboard.press('Enter');

  // The focus is on Preview Payload already.
  await focusOn(page.getByRole('button', { name: 'Preview Payload' }));
  await keyboard.press('Enter');
  await page.getByRole('tree').waitFor();

  // Arm, walk the tree, bind; the focus comes back to the row.
  await tabTo(page, 'Pick Email');
  await keyboard.press('Enter');
  await findRow(page, 'email');
  await keyboard.press('Enter');
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.payload.email');
  await focusOn(page.getByRole('button', { name: 'Pick Email' }));

  await tabTo(page, 'Pick a custom field');
  await keyboard.press('Enter');
  await findRow(page, 'start_time');
  await keyboard.press('Enter');
  await focusOn(page.getByLabel('Custom field', { exact: true }));
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
  await tabTo(page, 'Run a live test');
  await keyboard.press('Enter');
  await tabTo(page, 'Send the sample');
  await keyboard.press('Enter');
  await receipt(page).getByText('1 request has arrived.').waitFor();
  // The button could not be pressed, nor hold the focus, while it was sent.
  await focusOn(page.getByRole('button', { name: 'Send the sample' }));
  await expect
    .poll(() => savedWebhook(fieldhook, id))
    .toMatchObject({
      active: true,
      identity: { email: '$.payload.email' },
      fields: [{ field: 'booking_start', path: '$.payload.scheduled_event.start_time' }],
    });
});

test('the focus goes on when the control that had it goes away', async ({ page, fieldhook }) => {
  await openEditor(page, fieldhook, { fields: [{ key: 'room', value: 'Blue room' }] });
  await pathBox(page, 'Name').fill('$.fields[0].value');

  await mapRow(page, 'Name').getByRole('button', { name: 'Find it by its key instead' }).press('Enter');
  await focusOn(pathBox(page, 'Name'));

  await mapRow(page, 'Name').getByRole('button', { name: 'Empty Name' }).press('Enter');
  await focusOn(mapRow(page, 'Name').getByRole('button', { name: 'Pick Name' }));

  await pathBox(page, 'Name').fill('$.name');
  await page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await focusOn(page.getByRole('main'));

  await pathBox(page, 'Name').fill('$.fields[0].value');
  const save = receipt(page).getByRole('button', { name: 'Save' });
  await save.press('Enter');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await focusOn(save);
});
