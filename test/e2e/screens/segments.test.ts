import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, openClinic } from './harbour-clinic.ts';

test('a segment is made from conditions, narrows the list, stays in the address, is renamed, exported and deleted', async ({
  page,
  fieldhook,
}) => {
  await openClinic(fieldhook);
  const add = (name: string, fields: object) => ask(fieldhook, 'POST', '/api/contacts', { name, fields });
  await add('Ann Lee', { booking_start: '2026-07-01T09:30:00Z' });
  await add('Ben Ode', {});
  await page.goto(`${fieldhook.ui}/#/contacts`);
  await page.getByRole('button', { name: 'New segment…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New segment' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Have booked');
  await dialog.getByRole('combobox', { name: 'Field of condition 1' }).click();
  await page.getByRole('option', { name: 'Booking start' }).click();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make segment' }).click();
  await page.getByText('1 contact found.').waitFor();
  await page.getByText('Booking start has a value').waitFor();
  await page.getByRole('link', { name: 'Ann Lee' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ann Lee' }).waitFor();
  await page.goBack();
  await page.getByText('1 contact found.').waitFor();
  await page.getByRole('button', { name: 'Rename the segment Have booked' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename the segment' });
  await renaming.getByRole('textbox', { name: 'Name' }).fill('Booked');
  await renaming.getByRole('button', { name: 'Rename' }).click();
  // As it goes it takes the focus back, and with it a menu that was opened meanwhile.
  await renaming.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Delete the segment Booked' }).waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'For programs (JSON lines)' }).click(),
  ]);
  const exported = await readFile(await file.path(), 'utf8');
  expect(
    exported
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).name),
  ).toEqual(['Ann Lee']);
  await page.getByRole('button', { name: 'Delete the segment Booked' }).click();
  const deleting = page.getByRole('dialog', { name: 'Delete the segment Booked?' });
  await deleting.getByText('The contacts in it stay').waitFor();
  await deleting.getByRole('button', { name: 'Delete segment' }).click();
  await page.getByText('2 contacts, newest first.').waitFor();
  const note = page.getByRole('alert').filter({ hasText: 'Booked is deleted.' });
  await note.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.getByRole('combobox', { name: 'Segment' }).click();
  await page.getByRole('option', { name: 'Booked' }).waitFor();
});
