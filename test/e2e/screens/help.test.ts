import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';

test('the guide is found by what one looks for, and leads from page to page and to the screens', async ({ page }) => {
  await page.keyboard.press('Control+k');
  const search = page.getByRole('dialog', { name: 'Search' }).getByRole('textbox', { name: 'Search' });
  await focusOn(search);
  await search.fill('gdpr');
  await page.getByRole('option', { name: 'Erase a person' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Erase a person' }).waitFor();
  await menu(page).getByRole('link', { name: 'Help' }).click();
  await page
    .getByRole('list', { name: 'Pages of the guide' })
    .getByRole('link', { name: /^Create a webhook/ })
    .waitFor();
  await page.getByRole('link', { name: /^Create a webhook/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Create a webhook' }).waitFor();
  await page.getByRole('link', { name: 'Next: Listen for a first request' }).click();
  await page.getByRole('heading', { level: 1, name: 'Listen for a first request' }).waitFor();
  await page.getByRole('link', { name: 'Choose a public address' }).click();
  await page.getByText('Step 3 of 4.').waitFor();
});

test('a page leads to what the guide says about it', async ({ page, fieldhook }) => {
  await page.goto(`${fieldhook.ui}/#/log`);
  await page.getByRole('link', { name: 'How it works: Read the log' }).click();
  await page.getByRole('heading', { level: 1, name: 'Read the log' }).waitFor();
});
