import { describe, expect } from 'vitest';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, makeWebhook, openClinic, SETTINGS } from './harbour-clinic.ts';

describe('settings', () => {
  test('are changed, survive going elsewhere unsaved, and are saved', async ({ page, fieldhook }) => {
    await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Settings' }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await expect.poll(() => name.inputValue()).toBe('Harbour Clinic');
    await name.fill('Harbour Studio');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('auckland');
    await page.getByRole('option', { name: 'Pacific/Auckland' }).click();
    await page.getByRole('combobox', { name: 'Your e-mail addresses' }).fill('desk@harbour.example');
    await page.keyboard.press('Enter');
    await page.getByText('Not saved yet').waitFor();

    await menu(page).getByRole('link', { name: 'Fields' }).click();
    await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor();
    await menu(page).getByRole('link', { name: 'Settings' }).click();
    await expect.poll(() => name.inputValue()).toBe('Harbour Studio');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await page.getByRole('region', { name: 'State of Fieldhook' }).getByText('Harbour Studio').waitFor();
    expect(await ask(fieldhook, 'GET', '/api/settings')).toEqual({
      ...SETTINGS,
      businessName: 'Harbour Studio',
      timeZone: 'Pacific/Auckland',
      ownEmails: ['desk@harbour.example'],
    });
  });

  test('times and amounts follow the country; another currency can be chosen', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await book({ email: 'jane@mail.example' });
    await page.goto(`${fieldhook.ui}/#/settings`);
    const country = page.getByRole('combobox', { name: 'Country' });
    await expect.poll(() => country.inputValue()).toBe('United Kingdom');
    await country.fill('united states');
    await page.getByRole('option', { name: 'United States', exact: true }).click();
    const currency = page.getByRole('combobox', { name: 'Currency' });
    await expect.poll(() => currency.inputValue()).toBe('US Dollar (USD)');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await menu(page).getByRole('link', { name: 'Log' }).click();
    await page
      .getByText(/^\d{1,2}:\d\d:\d\d [AP]M$/)
      .first()
      .waitFor();

    await page.goto(`${fieldhook.ui}/#/settings`);
    await currency.fill('swiss franc');
    await page.getByRole('option', { name: 'Swiss Franc (CHF)' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    expect(await ask(fieldhook, 'GET', '/api/settings')).toMatchObject({ country: 'US', currency: 'CHF' });
    await page.goto(`${fieldhook.ui}/#/settings/channels/sms`);
    await page.getByText('In CHF, for the estimate').waitFor();
  });

  test('SN3 a channel says by which webhook answers come back, and what is missing without one', async ({
    page,
    fieldhook,
  }) => {
    await openClinic(fieldhook);
    await page.goto(`${fieldhook.ui}/#/settings/channels/whatsapp`);
    await page.getByText('Without such a webhook, Fieldhook does not hear who has written').waitFor();
    const { id } = await makeWebhook(fieldhook, { name: 'Answers', config: { receives: 'twilio' } });
    await page.getByText('Without one that is on').waitFor();
    await ask(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
    await page.getByText('Answers takes them.').waitFor();
    await page.getByText('Without one that is on').waitFor({ state: 'hidden' });
    expect(await findBarriers(page)).toEqual([]);
  });

  test('LG3 other limits on how long requests are kept tell before they are saved what would go', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book({ email: 'jane@mail.example' });
    await menu(page).getByRole('link', { name: 'Settings' }).click();
    const days = page.getByRole('textbox', { name: 'Requests in the log' });
    await days.fill('30');
    const told = page.getByRole('status').filter({ hasText: 'Once saved, nothing that is here now is deleted' });
    await told.waitFor();
    // The bar that tells it does not cover what is being filled in.
    const isCovered = () =>
      days.evaluate((input) => {
        const { left, top, height } = input.getBoundingClientRect();
        return document.elementFromPoint(left + 20, top + height / 2) !== input;
      });
    await expect.poll(isCovered).toBe(false);
    await days.fill('365');
    await told.waitFor({ state: 'hidden' });
  });

  test('TN5 the choice of a public address says what each can see; a faulty one is refused in place', async ({
    page,
    fieldhook,
    faults,
  }) => {
    faults.allow(/422.*\/api\/settings/);
    await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Settings' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Harbour Clinic');
    await page.getByText('they can read every request that passes through').waitFor();
    await choose(page.getByRole('radio', { name: 'My own address' }));
    const address = page.getByRole('textbox', { name: 'Address', exact: true });
    await address.fill('hooks of mine');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is not a web address.').waitFor();
    await address.fill('https://hooks.harbour.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await expect
      .poll(() => ask(fieldhook, 'GET', '/api/settings'))
      .toMatchObject({ tunnel: { provider: 'own-address', url: 'https://hooks.harbour.example' } });
  });

  test('discarding brings back what is saved; the data folder can be found', async ({ page, fieldhook }) => {
    await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Settings' }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await expect.poll(() => name.inputValue()).toBe('Harbour Clinic');
    await name.fill('Something else');
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => name.inputValue()).toBe('Harbour Clinic');
    await page.getByText(fieldhook.dataDir, { exact: true }).waitFor();
  });
});
