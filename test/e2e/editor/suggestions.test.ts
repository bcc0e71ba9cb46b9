import { expect } from 'vitest';
import { RECIPE_SAMPLES } from '#shared/recipes/samples/recipe-samples.ts';
import { mapRow, openEditor, pathBox } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';

test('PA1 suggestions are taken one by one or all at once, never over what is bound, and undone in one step', async ({
  page,
  fieldhook,
}) => {
  await openEditor(page, fieldhook, {
    organizer: { email: 'hello@example.com' },
    customer: { name: 'Jane Doe', email: 'jane.doe@example.com', phone: '+44 117 496 0401' },
    notes: 'Ring twice',
  });
  const panel = page.getByRole('region', { name: 'Suggestions' });
  await panel.getByRole('listitem').filter({ hasText: 'Email' }).getByText('jane.doe@example.com').waitFor();
  await panel.getByRole('button', { name: 'Accept: Email' }).click();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe('$.customer.email');
  await expect.poll(() => panel.getByRole('button', { name: 'Accept: Email' }).count()).toBe(0);

  await panel.getByRole('button', { name: 'Show in the tree: $.customer.phone' }).click();
  await page.getByRole('treeitem', { selected: true, name: /^phone/ }).waitFor();
  await panel.getByRole('button', { name: 'Dismiss: Phone' }).click();
  await panel.getByRole('button', { name: /^Accept all/ }).click();
  await mapRow(page, 'Notes').waitFor();
  expect(await pathBox(page, 'Phone').inputValue()).toBe('');
  await expect.poll(() => panel.count()).toBe(0);

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => mapRow(page, 'Notes').count()).toBe(0);
  expect(await pathBox(page, 'Email').inputValue()).toBe('$.customer.email');
});

test('PA1 a recognised provider offers its recipe, and makes the fields once the owner agrees', async ({
  page,
  fieldhook,
}) => {
  await openEditor(page, fieldhook, JSON.parse(RECIPE_SAMPLES.calendly!.text) as object);
  const panel = page.getByRole('region', { name: 'Suggestions' });
  await panel.getByText('This looks like Calendly.').waitFor();
  expect((await (await fieldhook.door('/api/fields')).json()) as unknown[]).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Use the Calendly recipe' }).click();
  await mapRow(page, 'Booking start').waitFor();
  await panel.getByText('its recipe is in use').waitFor();
  await expect.poll(() => pathBox(page, 'Phone').inputValue()).toBe('$.payload.text_reminder_number');
});

test('PA1 a webhook starts from a recipe; listening recognises the provider’s request', async ({ page, fieldhook }) => {
  await page.goto(fieldhook.ui);
  await page.getByRole('button', { name: 'Use a recipe' }).click();
  const dialog = page.getByRole('dialog', { name: 'New webhook' });
  const recipes = dialog.getByRole('combobox', { name: 'Start from' });
  await expect.poll(() => recipes.evaluate((box) => box === document.activeElement)).toBe(true);
  await recipes.fill('Typeform');
  await page.getByRole('option', { name: /Typeform/ }).click();
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await expect.poll(() => name.inputValue()).toBe('Typeform');
  await name.fill('Quotes');
  await dialog.getByText('Create also makes the fields Form, Submitted at, Answers.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await mapRow(page, 'Submitted at').waitFor();
  await expect.poll(() => pathBox(page, 'Email').inputValue()).toBe("$.form_response.answers[?@.type=='email'].email");

  await page.getByRole('button', { name: 'Listen to payload data' }).click();
  const panel = page.getByRole('dialog', { name: 'Waiting for a request' });
  await panel.getByRole('button', { name: 'Send a sample for me' }).click();
  await page.getByRole('menuitem', { name: 'Calendly' }).click();
  await panel.getByText('This looks like Calendly.').waitFor();
  await panel.getByText('What to click at Calendly').waitFor();
  expect(await findBarriers(page)).toEqual([]);
});

test('PA1 a webhook is made also by whoever is quicker than the list of fields; its recipe waits for them', async ({
  page,
  fieldhook,
}) => {
  const held = Promise.withResolvers<void>();
  await page.route('**/api/fields', async (route) => {
    if (route.request().method() === 'GET') await held.promise;
    await route.continue();
  });
  await page.goto(fieldhook.ui);
  await page.getByRole('button', { name: 'Use a recipe' }).click();
  const dialog = page.getByRole('dialog', { name: 'New webhook' });
  await dialog.getByRole('combobox', { name: 'Start from' }).fill('Typeform');
  await page.getByRole('option', { name: /Typeform/ }).click();
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await expect.poll(() => name.inputValue()).toBe('Typeform');
  const made = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await name.press('Enter');
  expect((await made).status()).toBe(201);
  await name.press('Enter');
  held.resolve();
  await mapRow(page, 'Submitted at').waitFor();
  expect((await (await fieldhook.door('/api/webhooks')).json()) as unknown[]).toHaveLength(1);
});
