import { expect } from 'vitest';
import { openEditor, pathBox, receipt, send, treeRow } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';

const PARTY = {
  order: 'A-1',
  guests: [{ name: 'Ann Lee', email: 'ann.lee@example.com' }, { name: 'Nobody' }],
};

test('RC3 each item of a list becomes a contact of its own, from the click to the log', async ({ page, fieldhook }) => {
  const { address } = await openEditor(page, fieldhook, PARTY);
  await treeRow(page, 'guests').click();
  await page.getByRole('button', { name: 'One contact per item of this list' }).press('Enter');
  await page.getByRole('region', { name: 'One contact per item' }).getByText('Values shown: #1 of 2').waitFor();

  await page.getByRole('button', { name: 'Pick Email' }).click();
  await treeRow(page, 'email').click();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.guests[*].email');
  await receipt(page).getByRole('heading', { name: '2 people: 1 processed, 1 unidentified.' }).waitFor();
  await receipt(page).getByText('ann.lee@example.com').first().click();
  await receipt(page)
    .getByRole('heading', { name: /^New contact by e-mail \(ID6\): ann.lee@example.com/ })
    .waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('switch', { name: 'Active' }).click();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  expect(await send(address, PARTY)).toBe(200);

  await page.goto(`${fieldhook.ui}/#/log`);
  await page.getByText('2 people: 1 processed, 1 unidentified.').waitFor();
  await page.getByRole('link', { name: /^Request for Bookings/ }).click();
  await page.getByRole('heading', { name: 'Item by item' }).waitFor();
  await page.getByRole('button', { name: 'Not identified · 1' }).click();
  await page.getByText('ann.lee@example.com').waitFor({ state: 'detached' });
  await page.getByText('#2', { exact: true }).click();
  await page.getByRole('heading', { name: /^Nobody could be identified/ }).waitFor();
  expect(await findBarriers(page)).toEqual([]);

  await page.goto(`${fieldhook.ui}/#/contacts`);
  await page.getByRole('link', { name: 'ann.lee@example.com' }).first().click();
  await page.getByText('one of 2').waitFor();
});
