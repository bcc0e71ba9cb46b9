import { describe, expect } from 'vitest';
import type { Field } from '#shared/contract/field.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { choose } from '../support/choose.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, JANE, openClinic } from './harbour-clinic.ts';

describe('custom fields', () => {
  test('one is made with a type, renamed, and keeps its key', async ({ page, fieldhook, faults }) => {
    faults.allow(/409.*\/api\/fields/);
    await menu(page).getByRole('link', { name: 'Fields' }).click();
    await page.getByText('No fields yet').waitFor();
    await page.getByRole('button', { name: 'New field' }).click();
    const create = page.getByRole('dialog', { name: 'New field' });
    await create.getByRole('textbox', { name: 'Name' }).fill('Shoe size');
    await choose(create.getByRole('radio', { name: /^Number/ }));
    await create.getByRole('button', { name: 'Create field' }).click();
    await page
      .getByRole('row', { name: /Shoe size/ })
      .getByText('no webhook')
      .waitFor();

    await page.getByRole('button', { name: 'New field' }).click();
    await create.getByRole('textbox', { name: 'Name' }).fill('shoe SIZE');
    await create.getByRole('button', { name: 'Create field' }).click();
    await create.getByText('This name is already in use.').waitFor();
    await page.keyboard.press('Escape');
    await create.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'More for Shoe size' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Size of shoe');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /Size of shoe/ }).waitFor();
    expect(await ask<Field[]>(fieldhook, 'GET', '/api/fields')).toMatchObject([
      { key: 'shoe_size', name: 'Size of shoe', type: 'number' },
    ]);
  });

  test('one in use says where, is taken out there when it is deleted everywhere, and comes back by Undo', async ({
    page,
    fieldhook,
  }) => {
    const { book, bookings } = await openClinic(fieldhook);
    await book({ ...JANE, start: '2026-07-01T09:30:00Z' });
    await menu(page).getByRole('link', { name: 'Fields' }).click();
    await page.getByRole('button', { name: 'More for Booking start' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Booking start?' });
    await dialog.getByText('It is filled by Bookings').waitFor();
    await dialog.getByText('One contact has a value in it').waitFor();
    await dialog.getByRole('button', { name: 'Delete it everywhere' }).click();
    await page.getByText('No fields yet').waitFor();
    const mapped = async () => (await ask<Webhook>(fieldhook, 'GET', `/api/webhooks/${bookings.id}`)).fields;
    expect(await mapped()).toEqual([]);
    const note = page.getByRole('alert').filter({ hasText: 'Booking start is deleted.' });
    await note.getByRole('button', { name: 'Undo' }).press('Enter');
    await page
      .getByRole('row', { name: /Booking start/ })
      .getByText('Bookings')
      .waitFor();
    expect(await mapped()).toEqual(bookings.fields);
  });
});
