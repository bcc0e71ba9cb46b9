import { expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { ask, openClinic } from './harbour-clinic.ts';

test('the columns of the contacts are chosen and ordered by keyboard, private values stay hidden, and the choice is kept', async ({
  page,
  fieldhook,
}) => {
  await openClinic(fieldhook);
  await ask(fieldhook, 'POST', '/api/fields', { name: 'Diagnosis', type: 'text', isPrivate: true });
  await ask(fieldhook, 'POST', '/api/contacts', {
    name: 'Ann Lee',
    fields: { booking_start: '2026-07-01T09:30:00Z', diagnosis: 'hay fever' },
  });
  await page.goto(`${fieldhook.ui}/#/contacts`);
  const table = page.getByRole('table', { name: 'Contacts' });
  await table.waitFor();
  // The first is that of the boxes to choose with.
  const headings = async () => (await table.getByRole('columnheader').allTextContents()).slice(1);
  const columns = page.getByRole('dialog', { name: 'Columns' });
  await page.getByRole('button', { name: 'Columns' }).press('Enter');
  for (const name of ['Email', 'Phone', 'Channel', 'Requests']) {
    await columns.getByRole('list', { name: 'Shown columns' }).getByRole('checkbox', { name }).press('Space');
    await table.getByRole('columnheader', { name }).waitFor({ state: 'detached' });
  }
  const others = columns.getByRole('list', { name: 'Other columns' });
  // Quicker than anything is drawn: all count.
  await others.getByRole('checkbox').evaluateAll((boxes) => {
    for (const name of ['Booking start', 'Diagnosis'])
      (boxes as HTMLInputElement[]).find(({ labels }) => labels?.[0]?.textContent === name)?.click();
  });
  await expect.poll(headings).toEqual(['Name', 'Last request', 'Booking start', 'Diagnosis']);
  const up = columns.getByRole('button', { name: 'Move Diagnosis up' });
  await up.press('Enter');
  await expect.poll(headings).toEqual(['Name', 'Last request', 'Diagnosis', 'Booking start']);
  await expect.poll(() => up.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await columns.waitFor({ state: 'hidden' });
  await table.getByRole('img', { name: 'hidden' }).waitFor();
  await table.getByText('Wed, 1 Jul 2026, 10:30 BST').waitFor();
  expect(await table.textContent()).not.toContain('hay fever');
  await page.reload();
  await expect.poll(headings).toEqual(['Name', 'Last request', 'Diagnosis', 'Booking start']);
});

test('columns that another window chose meanwhile stay when one more is ticked', async ({ page, fieldhook }) => {
  await openClinic(fieldhook);
  await ask(fieldhook, 'POST', '/api/contacts', { name: 'Ann Lee' });
  await page.goto(`${fieldhook.ui}/#/contacts`);
  const table = page.getByRole('table', { name: 'Contacts' });
  await table.waitFor();
  const headings = async () => (await table.getByRole('columnheader').allTextContents()).slice(1);
  await page.getByRole('button', { name: 'Columns' }).click();
  const columns = page.getByRole('dialog', { name: 'Columns' });
  const shown = columns.getByRole('list', { name: 'Shown columns' });
  await shown.getByRole('checkbox', { name: 'Channel' }).click();
  await table.getByRole('columnheader', { name: 'Channel' }).waitFor({ state: 'detached' });
  await ask(fieldhook, 'PUT', '/api/settings/contact-columns', { columns: ['email', 'last-request'] });
  await expect.poll(headings).toEqual(['Name', 'Email', 'Last request']);
  await columns.getByRole('list', { name: 'Other columns' }).getByRole('checkbox', { name: 'Channel' }).click();
  await expect.poll(headings).toEqual(['Name', 'Email', 'Last request', 'Channel']);
  expect(await shown.getByRole('checkbox').count()).toBe(3);
});

test('a choice of columns that is refused after its box was closed is told, and what was shown before comes back', async ({
  page,
  fieldhook,
  faults,
}) => {
  faults.allow(/409.*contact-columns/);
  await openClinic(fieldhook);
  await ask(fieldhook, 'POST', '/api/contacts', { name: 'Ann Lee' });
  await page.goto(`${fieldhook.ui}/#/contacts`);
  const columns = page.getByRole('dialog', { name: 'Columns' });
  let released = Promise.withResolvers<void>();
  await page.route('**/api/settings/contact-columns', async (route) => {
    await released.promise;
    await route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Made up.' } } });
  });
  await page.getByRole('button', { name: 'Columns' }).click();
  await columns.getByRole('checkbox', { name: 'Channel' }).click();
  // The row has gone to the other list, and the focus with it.
  const hidden = columns.getByRole('list', { name: 'Other columns' }).getByRole('checkbox', { name: 'Channel' });
  await focusOn(hidden);
  await page.keyboard.press('Escape');
  await columns.waitFor({ state: 'hidden' });
  released.resolve();
  await page.getByText('The columns were not changed.').waitFor();
  await page.getByRole('button', { name: 'Columns' }).click();
  const channel = columns.getByRole('list', { name: 'Shown columns' }).getByRole('checkbox', { name: 'Channel' });
  expect(await channel.isChecked()).toBe(true);

  // Refused while the box is open, the row comes back, and the focus with it.
  released = Promise.withResolvers<void>();
  await channel.press('Space');
  await focusOn(hidden);
  released.resolve();
  await focusOn(channel);
});
