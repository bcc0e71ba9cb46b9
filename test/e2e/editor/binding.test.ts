import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { mapRow, openEditor, pathBox, savedWebhook, tree, treeRow } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn, tabTo } from '../support/focus.ts';
import { test } from '../support/journey.ts';

const FORM = {
  customer: { email: 'jane.doe@example.com', phone: '0117 496 0123' },
  guests: 2,
};

test('in the smallest window, Preview Payload brings all of the tree into sight, and a filled row shows itself', async ({
  page,
  fieldhook,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openEditor(page, fieldhook, FORM);
  await page.getByRole('button', { name: 'Preview Payload' }).click();
  await treeRow(page, 'email').click();
  const use = page.getByRole('button', { name: 'Use for…' });
  await use.waitFor();
  await expect.poll(() => isInSight(use)).toBe(true);
  await use.click();
  await page.getByRole('menuitem', { name: /Email\s*fits this value/ }).click();
  await expect.poll(() => isInSight(mapRow(page, 'Email'))).toBe(true);
  await expect.poll(() => isInSight(treeRow(page, 'email'))).toBe(true);

  await treeRow(page, 'guests').click();
  await use.click();
  await page.getByRole('menuitem', { name: 'New field…' }).click();
  const name = page.getByRole('combobox', { name: 'Custom field', exact: true });
  await focusOn(name);
  expect(await name.inputValue()).toBe('Guests');
  // The guess is taken over by typing, and what Add would do is in sight beneath it.
  await page.keyboard.type('Party of');
  expect(await name.inputValue()).toBe('Party of');
  await expect.poll(() => isInSight(page.getByText('Add makes the new field “Party of”.'))).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => isInSight(mapRow(page, 'Party of'))).toBe(true);
});

/** Nothing lies over it, and no bit of it is outside of the window. */
const isInSight = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const corners = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y));
    return corners.every((found) => found !== null && element.contains(found));
  });

test('PA3 a path is completed from the sample, by the keyboard alone', async ({ page, fieldhook }) => {
  const { id } = await openEditor(page, fieldhook, FORM);
  const { keyboard } = page;
  const offers = page.getByRole('listbox', { name: 'Paths in the sample' });

  await pathBox(page, 'Email').focus();
  await keyboard.type('$.cu');
  await offers.getByRole('option', { name: /^\$\.customer/ }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.customer');
  // A group is gone on into at once.
  await offers.getByRole('option', { name: /^\$\.customer\.email.*jane\.doe@example\.com/ }).waitFor();
  await keyboard.press('ArrowDown');
  expect(await findBarriers(page)).toEqual([]);
  await keyboard.press('Enter');
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.customer.email');
  await offers.waitFor({ state: 'hidden' });
  await mapRow(page, 'Email').getByText('jane.doe@example.com, a valid e-mail address.').waitFor();

  await pathBox(page, 'Phone').focus();
  await keyboard.press('ArrowDown');
  await offers.getByRole('option', { name: /^\$\.guests/ }).waitFor();
  await keyboard.press('Escape');
  await offers.waitFor({ state: 'hidden' });
  await keyboard.press('Control+s');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  await expect.poll(async () => (await savedWebhook(fieldhook, id)).identity.email).toBe('$.customer.email');
});

test('a word is looked for in the whole sample, and the mouse takes what it finds', async ({ page, fieldhook }) => {
  await openEditor(page, fieldhook, FORM);
  await pathBox(page, 'Phone').fill('phone');
  await page.getByRole('option', { name: /^\$\.customer\.phone/ }).click();
  await expect.poll(() => pathBox(page, 'Phone').inputValue()).toBe('$.customer.phone');
  await focusOn(pathBox(page, 'Phone'));
  await mapRow(page, 'Phone').getByText('+44 117 496 0123, a valid number in the United Kingdom').waitFor();
});

test('a value goes through the tree’s menu by the keyboard alone', async ({ page, fieldhook }) => {
  await openEditor(page, fieldhook, FORM);
  const { keyboard } = page;
  await tree(page).focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await expect.poll(() => treeRow(page, 'email').getAttribute('data-active')).toBe('true');
  await keyboard.press('Enter');
  await expect.poll(() => treeRow(page, 'email').getAttribute('aria-selected')).toBe('true');
  await tabTo(page, 'Use for…');
  await keyboard.press('Enter');
  await focusOn(page.getByRole('menuitem', { name: 'User Ns' }));
  for (const name of ['CRM Contact Id', 'Phone', 'Email']) {
    await keyboard.press('ArrowDown');
    await focusOn(page.getByRole('menuitem', { name: new RegExp(`^${name}`) }));
  }
  await keyboard.press('Enter');
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.customer.email');
  await treeRow(page, 'email').getByText('Email', { exact: true }).waitFor();

  // Row and value light each other up, for the keyboard as for the pointer.
  const isLit = (locator: Locator) => expect.poll(() => locator.getAttribute('data-lit'));
  await tree(page).focus();
  await isLit(mapRow(page, 'Email')).toBe('true');
  await keyboard.press('ArrowDown');
  await isLit(mapRow(page, 'Email')).toBeNull();
  await pathBox(page, 'Email').focus();
  await isLit(treeRow(page, 'email')).toBe('true');
  await mapRow(page, 'Phone').hover();
  await isLit(treeRow(page, 'email')).toBeNull();
  await treeRow(page, 'email').hover();
  await isLit(mapRow(page, 'Email')).toBe('true');
});
