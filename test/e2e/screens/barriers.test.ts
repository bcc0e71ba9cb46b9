import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { keepNote } from '../support/for-a-moment.ts';
import { test } from '../support/journey.ts';
import { contactOf, JANE, makeConflict, makeWebhook, openClinic, send } from './harbour-clinic.ts';

/** Each screen by its route and by what stands on it once it is there. */
async function screens(fieldhook: Parameters<typeof openClinic>[0]): Promise<[route: string, ready: string][]> {
  const { book } = await openClinic(fieldhook);
  const processed = await book({ ...JANE, start: '2026-07-01T09:30:00Z' });
  const unreadable = await book('{"broken":');
  const shop = await makeWebhook(fieldhook, { name: 'Shop', config: { limit: { requests: 1, hours: 24 } } });
  const refused = await send(fieldhook, shop, { order: 1 });
  const jane = await contactOf(fieldhook, 'jane');
  const conflict = await makeConflict(fieldhook);
  return [
    ['/', 'Reachable from this computer only'],
    ['/log', 'Jane Doe'],
    ['/log?outcome=stopped&text=nobody', 'No request fits these filters'],
    [`/log/${processed.id}`, 'New contact by e-mail (ID6)'],
    [`/log/${unreadable.id}`, 'line 1, column'],
    [`/log/${refused.id}`, 'Switch the webhook on.'],
    ['/contacts', 'jane@mail.example'],
    ['/import', 'You see what would happen first.'],
    ['/contacts/import', 'The first row names the columns.'],
    [`/contacts/${jane?.userNs}`, 'Known by'],
    ['/conflicts', 'Jane Doe'],
    ['/conflicts?show=decided', 'No decisions yet'],
    ['/conflicts?show=remembered', 'Nothing is remembered'],
    [`/conflicts/${conflict}`, 'The request says'],
    ['/fields', 'booking_start'],
    ['/settings', 'This is me'],
    ['/setup/business', 'Step 1 of 4'],
    ['/setup/address', 'Step 3 of 4'],
    ['/help', 'Create a webhook'],
    ['/help/map', 'Good to know'],
    ['/nowhere', 'This page does not exist'],
  ];
}

async function barriersOn(page: Page, places: [string, string][], address: (route: string) => string) {
  const found: Record<string, string[]> = {};
  for (const [route, ready] of places) {
    await page.goto(address(route));
    await page.getByText(ready).first().waitFor();
    const barriers = await findBarriers(page);
    if (barriers.length > 0) found[route] = barriers;
  }
  return found;
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('no screen has a barrier', async ({ page, fieldhook }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await findBarriers(page)).toEqual([]);
    const places = await screens(fieldhook);
    expect(await barriersOn(page, places, (route) => `${fieldhook.ui}/#${route}`)).toEqual({});
  });

  test('no menu, dialog, note or tab has a barrier', async ({ page, fieldhook }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { book } = await openClinic(fieldhook);
    await page.getByRole('button', { name: 'More for Bookings' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).waitFor();
    expect(await findBarriers(page), 'menu').toEqual([]);
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete webhook' }).waitFor();
    expect(await findBarriers(page), 'dialog').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Listening/ }).click();
    await page.getByRole('dialog', { name: /^Listening/ }).waitFor();
    expect(await findBarriers(page), 'panel').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: /^Listening/ }).waitFor({ state: 'hidden' });
    await keepNote(page, 'Jane Doe · processed');
    await book(JANE);
    await page.getByRole('alert').filter({ hasText: 'Jane Doe · processed' }).waitFor();
    expect(await findBarriers(page), 'note').toEqual([]);
    await page.getByRole('link', { name: 'Show', exact: true }).click();
    await page.getByRole('tab', { name: 'As received' }).click();
    await page.getByRole('table', { name: 'Headers' }).waitFor();
    expect(await findBarriers(page), 'as received').toEqual([]);
    await page.getByRole('tab', { name: 'Payload' }).click();
    await page.getByRole('tree').waitFor();
    expect(await findBarriers(page), 'payload').toEqual([]);
  });
});

test('at 1024 × 700, and at 200 % zoom, nothing is cut off and nothing scrolls sideways', async ({
  page,
  fieldhook,
}) => {
  for (const [route, ready] of await screens(fieldhook)) {
    await page.goto(`${fieldhook.ui}/#${route}`);
    await page.getByText(ready).first().waitFor();
    for (const [width, height] of [
      [1024, 700],
      // 1280 × 800 and 1024 × 700 at 200 %.
      [640, 400],
      [512, 350],
    ] as const) {
      await page.setViewportSize({ width, height });
      const overflow = () => page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
      await expect.poll(overflow, { message: `${route} at ${width} px` }).toBe(0);
    }
  }
});
