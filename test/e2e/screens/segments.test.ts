import { expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, openClinic } from './harbour-clinic.ts';

test('a segment is made from conditions, narrows the list, stays in the address, and is deleted', async ({
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
  await page.getByRole('button', { name: 'Delete the segment Have booked' }).click();
  await page.getByText('2 contacts, latest change first.').waitFor();
});
