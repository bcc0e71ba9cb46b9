import { describe, expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { JANE, openClinic, RAVI } from './harbour-clinic.ts';

describe('search everywhere', () => {
  test('a person, a webhook and a page are found by name and opened with the keyboard alone', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    await book(RAVI);

    await page.keyboard.press('Control+K');
    const search = page.getByRole('dialog', { name: 'Search' }).getByRole('textbox', { name: 'Search' });
    await search.fill('jan');
    await page.getByRole('option', { name: /Jane Doe/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Jane Doe' }).waitFor();

    // From within a box, too.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' }).click();
    await page.getByLabel('Search contacts').focus();
    await page.keyboard.press('Control+K');
    await search.fill('book');
    await page.getByRole('option', { name: 'Bookings' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();

    await page.getByRole('button', { name: /^Search/ }).click();
    await search.fill('nobody of that name');
    await page.getByText('Nothing has that name.').waitFor();
    await search.fill('keyb');
    await page.getByRole('option', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
