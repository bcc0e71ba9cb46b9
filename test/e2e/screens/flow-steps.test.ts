import { expect } from 'vitest';
import type { Flow } from '#shared/contract/flow.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { ask, SETTINGS } from './harbour-clinic.ts';

test('what a step that is added asks for first is typed at once, by keyboard alone', async ({ page, fieldhook }) => {
  await ask(fieldhook, 'PUT', '/api/settings', SETTINGS);
  const { key } = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Follow-up', config: { steps: [] } });
  await page.goto(`${fieldhook.ui}/#/flows/${key}`);
  const kinds = [
    { kind: /^Send a message/, box: 'Text', typed: 'See you soon' },
    { kind: /^Add or remove a tag/, box: 'Tag', typed: 'booked' },
    { kind: /^Ask another program/, box: 'Address', typed: 'https://example.com/hook' },
  ];
  const add = page.getByRole('button', { name: 'Add a step', exact: true });
  for (const { kind, box, typed } of kinds) {
    await add.press('Enter');
    await page.getByRole('menuitem', { name: kind }).press('Enter');
    const text = page.getByRole('textbox', { name: box, exact: true });
    await focusOn(text);
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    await focusOn(text);
    await page.keyboard.type(typed);
    await expect.poll(() => text.inputValue()).toBe(typed);
  }
  // A step that is complete as it comes has nothing to be typed.
  await add.press('Enter');
  await page.getByRole('menuitem', { name: /^Wait/ }).press('Enter');
  await focusOn(page.getByRole('button', { name: /^Step 4: / }));
});

test('where the last step of a flow is removed, the keyboard goes on at where one is added', async ({
  page,
  fieldhook,
}) => {
  const steps = [{ id: 'aaaa1111', kind: 'tag', action: 'add', tag: 'booked' }];
  const { key } = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Follow-up', config: { steps } });
  await page.goto(`${fieldhook.ui}/#/flows/${key}`);
  await page.getByRole('button', { name: /^More for: Add the tag/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await focusOn(page.getByRole('button', { name: 'Add a step', exact: true }));
});

test('who saves a flow while a save is under way has what was typed since saved after it', async ({
  page,
  fieldhook,
}) => {
  const steps = [{ id: 'aaaa1111', kind: 'tag', action: 'add', tag: 'booked' }];
  const { key } = await ask<Flow>(fieldhook, 'POST', '/api/flows', { name: 'Follow-up', config: { steps } });
  const held = Promise.withResolvers<void>();
  await page.route(`**/api/flows/${key}`, async (route) => {
    if (route.request().method() === 'PATCH') await held.promise;
    await route.continue();
  });
  await page.goto(`${fieldhook.ui}/#/flows/${key}`);
  await page.getByRole('button', { name: /^Step 1: / }).click();
  const tag = page.getByRole('textbox', { name: 'Tag', exact: true });
  await tag.fill('came');
  const first = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.keyboard.press('Control+s');
  await first;
  await tag.fill('came twice');
  await page.keyboard.press('Control+s');
  held.resolve();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  const saved = await ask<Flow>(fieldhook, 'GET', `/api/flows/${key}`);
  expect(saved.steps).toMatchObject([{ tag: 'came twice' }]);
});
