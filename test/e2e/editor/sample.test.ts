import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mapRow, openEditor, pathBox, receipt, send, treeRow } from '../support/editor.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';

async function focusOnSample(page: Page): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Sample payload, JSON' });
  await editor.focus();
  await focusOn(editor);
}

test('RC2 any recent request can become the sample, and it is always said what is real', async ({
  page,
  fieldhook,
}) => {
  const { address } = await openEditor(page, fieldhook, { email: 'typed@example.com' });
  await page.getByText('Your own text', { exact: true }).waitFor();
  await pathBox(page, 'Email').fill('$.email');
  await receipt(page)
    .getByRole('heading', { name: /typed@example\.com/ })
    .waitFor();

  expect(await send(address, { email: 'jane.doe@example.com' })).toBe(503);
  const recent = page.getByRole('complementary', { name: 'Recent requests' });
  await recent.getByRole('button', { name: /Real request/ }).click();
  await page.getByText(/^received /).waitFor();
  // The tree and the receipt stay as they are until Preview Payload.
  await treeRow(page, 'email', 'typed@example.com').waitFor();
  await page.getByRole('button', { name: 'Preview Payload' }).click();
  await treeRow(page, 'email', 'jane.doe@example.com').waitFor();
  await receipt(page)
    .getByRole('heading', { name: /jane\.doe@example\.com/ })
    .waitFor();

  await focusOnSample(page);
  await page.keyboard.type(' ');
  await page.getByText('typed or edited here, not received').waitFor();
});

test('a fault in the sample is marked, said with its place, and keeps the tree as it was', async ({
  page,
  fieldhook,
}) => {
  await openEditor(page, fieldhook, { email: 'jane.doe@example.com' });
  await focusOnSample(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{ "email": "other@example.com", }');
  await page.getByRole('button', { name: 'Line 1, column 33' }).waitFor();
  await page.locator('.squiggly-error').first().waitFor();
  await page.getByRole('button', { name: 'Preview Payload' }).click();
  // Instead of a preview it leads to the fault.
  await focusOn(page.getByRole('textbox', { name: 'Sample payload, JSON' }));
  await treeRow(page, 'email', 'jane.doe@example.com').waitFor();
});

test('the code editor comes when the sample is touched, takes over what was typed, and goes with the page', async ({
  page,
  fieldhook,
}) => {
  await openEditor(page, fieldhook, { email: 'jane.doe@example.com' });
  expect(await page.locator('.monaco-editor').count()).toBe(0);
  const box = page.getByRole('textbox', { name: 'Sample payload, JSON' });
  await box.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('[');
  await page.locator('.monaco-editor').first().waitFor();
  await focusOn(box);
  await page.keyboard.type('1,');
  await expect.poll(() => page.locator('.view-lines').textContent()).toMatch(/^\[1,\{/);

  await page.evaluate(() => {
    Object.assign(window, { left: new WeakRef(document.querySelector('.monaco-editor')!) });
  });
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  const isHeld = async () => {
    await page.requestGC();
    return page.evaluate(() => (window as unknown as { left: WeakRef<Element> }).left.deref() !== undefined);
  };
  await expect.poll(isHeld).toBe(false);
});

test('the waiting panel takes several requests, sends a sample, and leaves the sample alone when closed', async ({
  page,
  fieldhook,
}) => {
  const { address } = await openEditor(page, fieldhook);
  await page.getByRole('button', { name: 'Listen to payload data' }).click();
  const panel = page.getByRole('dialog', { name: 'Waiting for a request' });
  await panel.getByRole('button', { name: 'Send a sample for me' }).click();
  await page.getByRole('menuitem', { name: 'A booking' }).click();
  await panel.getByText('1 request has arrived.').waitFor();
  expect(await send(address, { email: 'jane.doe@example.com' })).toBe(200);
  await panel.getByText('2 requests have arrived.').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.getByText('No sample yet', { exact: true }).first().waitFor();

  await page.getByRole('button', { name: 'Listen to payload data' }).click();
  await panel.getByText('Waiting for the first request.').waitFor();
  await panel.getByRole('button', { name: 'Send a sample for me' }).click();
  await page.getByRole('menuitem', { name: 'A filled-in form' }).click();
  await panel.getByRole('radio', { name: /Sample made up by Fieldhook.*priya\.nair@example\.net/ }).waitFor();
  await panel.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByText('Puts these values into the tree below.').waitFor();
  await page.getByRole('button', { name: 'Preview Payload' }).click();
  await treeRow(page, 'email', 'priya.nair@example.net').waitFor();
  await page.getByRole('button', { name: 'Pick Email' }).click();
  await treeRow(page, 'email').click();
  await mapRow(page, 'Email').getByText('priya.nair@example.net, a valid e-mail address.').waitFor();
});

const SAMPLES = fileURLToPath(new URL('../../../../shared/samples', import.meta.url));

test.skipIf(!existsSync(SAMPLES))('published payloads of providers can be worked on', async ({ page, fieldhook }) => {
  const { address } = await openEditor(page, fieldhook);
  const bodies = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.endsWith('.meta.json'))
    .slice(0, 12)
    .map((file) => JSON.parse(readFileSync(`${SAMPLES}/${file}`, 'utf8')) as object);
  const recent = page.getByRole('complementary', { name: 'Recent requests' });
  for (const [index, body] of bodies.entries()) {
    await send(address, body);
    await recent.getByRole('listitem').nth(index).waitFor();
    await recent.getByRole('button').first().click();
    await page.getByText('Puts these values into the tree below.').waitFor();
    await page.getByRole('button', { name: 'Preview Payload' }).click();
    await page.getByText('The tree below shows this payload.').waitFor();
    const [first = ''] = Object.keys(body);
    await page
      .getByRole('treeitem', { name: new RegExp(`^${Array.isArray(body) ? '#1' : first}`) })
      .first()
      .waitFor();
  }
  expect(bodies.length).toBeGreaterThan(0);
});
