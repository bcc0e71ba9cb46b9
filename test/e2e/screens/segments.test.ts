import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, openClinic } from './harbour-clinic.ts';

test('a segment is made from conditions, narrows the list, stays in the address, is edited, exported and deleted', async ({
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
  await page.getByText('Everybody who has a value in Booking start.').waitFor();
  await page.getByRole('link', { name: 'Ann Lee' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ann Lee' }).waitFor();
  await page.goBack();
  await page.getByText('1 contact found.').waitFor();
  await page.getByRole('button', { name: 'Edit the segment Have booked' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit the segment' });
  await editing.getByRole('textbox', { name: 'Name' }).fill('Booked');
  await editing.getByRole('button', { name: 'And also…' }).click();
  await editing.getByRole('combobox', { name: 'Condition 2', exact: true }).click();
  await page.getByRole('option', { name: 'does not have the tag' }).click();
  await editing.getByRole('textbox', { name: 'Tag of condition 2' }).fill('vip');
  await editing.getByRole('button', { name: 'Save' }).click();
  // As it goes it takes the focus back, and with it a menu that was opened meanwhile.
  await editing.waitFor({ state: 'hidden' });
  const changed = 'Everybody who has a value in Booking start and who does not have the tag “vip”.';
  await page.getByText(changed).waitFor();
  await page.getByRole('button', { name: 'Delete the segment Booked' }).waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'For other programs (JSON)' }).click(),
  ]);
  const exported = await readFile(await file.path(), 'utf8');
  expect(JSON.parse(exported).map(({ name }: { name: string }) => name)).toEqual(['Ann Lee']);
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
