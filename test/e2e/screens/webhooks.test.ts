import { describe, expect } from 'vitest';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { watchFor } from '../support/for-a-moment.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, openClinic } from './harbour-clinic.ts';

describe('the list of webhooks', () => {
  test('the first start offers its ways in, and “Try it now” shows whom a real sample would make', async ({
    page,
    fieldhook,
  }) => {
    await page.getByRole('heading', { level: 1, name: 'Welcome to Fieldhook' }).waitFor();
    await page.getByRole('heading', { name: 'Connect a sender' }).waitFor();
    await page.setViewportSize({ width: 1024, height: 700 });
    const outside = await page
      .locator('section:has(> h2) :is(button, a)')
      .evaluateAll((ways) =>
        ways.filter(
          (way) => way.getBoundingClientRect().right > way.closest('section')!.getBoundingClientRect().right - 12,
        ),
      );
    expect(outside).toHaveLength(0);
    await page.getByRole('link', { name: 'Try a sample booking' }).click();
    const result = page.getByRole('region', { name: 'What the sample would do' });
    await result.getByRole('heading', { name: 'Amelia Hart' }).waitFor();
    await result.getByRole('button', { name: 'Keep this and see how it is made' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sample bookings' }).waitFor();
    const list = () => ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks');
    await expect.poll(list).toMatchObject([{ name: 'Sample bookings', active: false, last: { outcome: 'sample' } }]);
    const [webhook] = await list();
    expect(webhook?.listeningUntil && Date.parse(webhook.listeningUntil) > Date.now()).toBeFalsy();
    expect(await ask(fieldhook, 'GET', `/api/webhooks/${webhook?.id}/sample`)).toMatchObject({
      deliveryId: webhook?.last?.deliveryId,
    });
  });

  test('a webhook is created by name and opens in its editor; a blank name is refused in place', async ({
    page,
    faults,
  }) => {
    faults.allow(/422.*\/api\/webhooks/);
    await page.getByRole('button', { name: 'From scratch' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Give the webhook a name.').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Bookings');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();
    await expect.poll(() => page.title()).toBe('Bookings · Fieldhook');
    await menu(page).getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('list', { name: 'Webhooks' }).getByText('Not set up yet').waitFor();
  });

  test('a webhook is switched on and off from the list', async ({ page, fieldhook }) => {
    const { bookings } = await openClinic(fieldhook);
    const isActive = async () => (await ask<WebhookRow>(fieldhook, 'GET', `/api/webhooks/${bookings.id}`)).active;
    const toggle = page.getByRole('switch', { name: 'Bookings is on' });
    // It came into the list before it was switched on.
    await expect.poll(() => toggle.isChecked()).toBe(true);
    for (const wanted of [false, true]) {
      await choose(toggle, wanted);
      await expect.poll(isActive).toBe(wanted);
      // The list asks again after the change; the next press is for what it then shows.
      await expect.poll(() => toggle.isChecked()).toBe(wanted);
    }
  });

  test('LG1 what happened last shows as it happens, with the requests of the day', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    const row = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').filter({ hasText: 'Bookings' });
    await row.getByText('No requests yet').waitFor();
    await book({ email: 'jane@mail.example' });
    await row.getByText('Processed').waitFor();
    await row.getByText('1 of 500 in 24 h').waitFor();
    await book({ nobody: true });
    await row.getByText('Not identified').waitFor();
    await row.getByRole('img', { name: /^Last 14 days: 2 requests, 1 with a problem/ }).waitFor();
  });

  test('the address is copied', async ({ page, fieldhook }) => {
    const { bookings } = await openClinic(fieldhook);
    // It says so for a moment only.
    const copied = await watchFor(page, '[role="status"]', 'Copied');
    await page.getByRole('button', { name: 'Copy the address of Bookings' }).click();
    await copied();
    await page.context().grantPermissions(['clipboard-read']);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(bookings.address);
  });

  test('a duplicate has the same configuration, its own address, and is off', async ({ page, fieldhook }) => {
    await openClinic(fieldhook);
    await page.getByRole('button', { name: 'More for Bookings' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'Bookings (copy)' }).waitFor();
    const [one, other] = await ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks');
    expect(other).toMatchObject({ identity: one?.identity, fields: one?.fields, active: false });
    expect(other?.address).not.toBe(one?.address);
  });

  test('deleting says what goes and what stays, can be left, and can be undone', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await book({ email: 'jane@mail.example' });
    const open = async () => {
      await page.getByRole('button', { name: 'More for Bookings' }).click();
      await page.getByRole('menuitem', { name: 'Delete…' }).click();
      return page.getByRole('dialog', { name: 'Delete Bookings?' });
    };
    const dialog = await open();
    await dialog.getByText('all its requests leave the log').waitFor();
    await dialog.getByText('Contacts and the values in their fields stay.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await (await open()).getByRole('button', { name: 'Delete webhook' }).click();
    await page.getByRole('heading', { name: 'Welcome to Fieldhook' }).waitFor();
    expect(await ask(fieldhook, 'GET', '/api/contacts')).toMatchObject({ total: 1 });
    const note = page.getByRole('alert').filter({ hasText: 'Bookings is deleted.' });
    await note.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await note.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'Bookings' }).waitFor();
    expect(await ask(fieldhook, 'GET', '/api/deliveries')).toMatchObject({ items: [{ outcome: 'processed' }] });
  });
});
