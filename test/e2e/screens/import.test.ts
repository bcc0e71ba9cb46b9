import { describe, expect } from 'vitest';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, openClinic } from './harbour-clinic.ts';

describe('export and import', () => {
  test('EX2 a file is looked at, decided about, and imported', async ({ page, fieldhook }) => {
    const { bookings } = await openClinic(fieldhook);
    await page.getByRole('button', { name: 'More for Bookings' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('bookings.fieldhook');
    const { text } = await ask<{ text: string }>(fieldhook, 'GET', `/api/webhooks/${bookings.id}/export`);

    await page.getByRole('link', { name: 'Import' }).click();
    const changed = Buffer.from(text.replace('$.email', '$.mail'));
    const file = { name: 'bookings.fieldhook', mimeType: 'application/json', buffer: changed };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('One of this name is here, with other settings').waitFor();
    await page.getByRole('row', { name: 'E-mail $.email $.mail' }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect.poll(() => findBarriers(page)).toEqual([]);
    }
    await choose(page.getByRole('radio', { name: 'Replace the settings of “Bookings”' }));
    await page.getByText('It keeps its address and its log').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('replace');
    await page.getByRole('button', { name: 'Import 1 webhook' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imported' }).waitFor();
    expect(await ask<Webhook>(fieldhook, 'GET', `/api/webhooks/${bookings.id}`)).toMatchObject({
      active: false,
      identity: { email: '$.mail' },
      token: bookings.token,
    });
  });

  test('EX2 the settings of a chatbot platform are pasted; what is wrong is said first', async ({
    page,
    fieldhook,
    faults,
  }) => {
    faults.allow(/422.*\/api\/webhook-file/);
    await page.getByRole('link', { name: 'Import' }).click();
    const text = page.getByRole('textbox', { name: 'Text to import' });
    await text.fill('Phone: $.phone\nVisit (datetime) ← $.start');
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByRole('alert').getByText('Give the webhook a name').waitFor();
    await text.fill('Name: Moved\nPhone: $.phone\nVisit (datetime) ← $.start');
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByRole('combobox', { name: 'Visit (DateTime) is' }).waitFor();
    await page.getByRole('button', { name: 'Import 1 webhook' }).click();
    await page.getByRole('link', { name: 'Moved' }).waitFor();
    expect(await ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks')).toMatchObject([
      { name: 'Moved', active: false },
    ]);
  });
});
