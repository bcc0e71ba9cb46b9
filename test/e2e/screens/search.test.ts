import { describe, expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
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
    const people = page.getByRole('group', { name: 'People' });
    await people.getByRole('option', { name: /Jane Doe/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Jane Doe' }).waitFor();

    // From within a box, too.
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await page.getByLabel('Search contacts').focus();
    await page.keyboard.press('Control+K');
    await focusOn(search);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await focusOn(page.getByLabel('Search contacts'));
    await page.keyboard.press('Control+K');
    await search.fill('book');
    await page.getByRole('group', { name: 'Webhooks' }).getByRole('option', { name: 'Bookings' }).waitFor();
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
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    // What is to be done, from wherever one is; nothing typed shows the first of it.
    await page.keyboard.press('Control+K');
    await page.getByRole('group', { name: 'Do' }).getByRole('option', { name: 'New webhook' }).waitFor();
    await search.fill('new f');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'New flow' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+K');
    await search.fill('back up');
    await page.keyboard.press('Enter');
    await page.getByText('A backup is made and checked.').waitFor();
  });

  test('a page behind another, a part of the settings, a saved view and a segment are found', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    const make = (path: '/api/log-views' | '/api/segments', body: object) =>
      fieldhook.door(path, { method: 'POST', body: JSON.stringify(body) });
    const nothing = { webhook: null, outcome: null, contact: null, time: null };
    await make('/api/log-views', { name: 'Sore backs', filter: { ...nothing, text: 'back' } });
    await make('/api/segments', { name: 'Regulars', conditions: [{ of: 'tag', is: 'has', tag: 'regular' }] });

    // As somebody types who does not wait for the list.
    const find = async (words: string) => {
      await page.keyboard.press('Control+K');
      await page.getByRole('dialog', { name: 'Search' }).getByRole('textbox', { name: 'Search' }).fill(words);
      await page.keyboard.press('Enter');
    };
    await find('unsub');
    await page.getByRole('heading', { level: 1, name: 'Who wants no messages' }).waitFor();
    await find('restore');
    await focusOn(page.getByRole('heading', { level: 2, name: 'Backups' }));
    await find('sore');
    await expect.poll(() => page.getByRole('searchbox', { name: 'Containing' }).inputValue()).toBe('back');
    // From the list of contacts itself, too.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await find('regul');
    await page.getByText('Nobody found').waitFor();
    await expect.poll(() => page.getByRole('combobox', { name: 'Segment' }).inputValue()).toBe('Regulars');
  });

  test('Enter waits for what the text as it stands finds, and words that no name has lead to the log', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    await book({ ...RAVI, order: 'A-5377' });
    let answer = () => {};
    const isHeld = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/\/api\/contacts\?q=ravi/, async (route) => {
      await isHeld;
      await route.continue();
    });

    await page.keyboard.press('Control+K');
    const search = page.getByRole('dialog', { name: 'Search' }).getByRole('textbox', { name: 'Search' });
    await search.fill('jan');
    await page
      .getByRole('group', { name: 'People' })
      .getByRole('option', { name: /Jane Doe/ })
      .waitFor();
    const asked = page.waitForRequest(/\/api\/contacts\?q=ravi/);
    await search.fill('ravi');
    await page.keyboard.press('Enter');
    await asked;
    await focusOn(search);
    answer();
    await page.getByRole('heading', { level: 1, name: 'Ravi Patel' }).waitFor();

    await page.keyboard.press('Control+K');
    await search.fill('A-5377');
    await page.getByRole('option', { name: 'Ravi Patel · Bookings' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('searchbox', { name: 'Containing' }).inputValue()).toBe('A-5377');
    await page.getByRole('row', { name: /Ravi Patel/ }).waitFor();
    await page.keyboard.press('Control+K');
    await search.fill('A-5377');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Request for Bookings' }).waitFor();
  });
});
