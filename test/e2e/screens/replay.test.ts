import { describe, expect } from 'vitest';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { choose } from '../support/choose.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, contactOf, JANE, openClinic } from './harbour-clinic.ts';

/** The clinic’s mapping with the path that its sender really uses. */
const MENDED = {
  identity: { email: '$.email' },
  profile: { firstName: '$.first', lastName: '$.last', name: '$.name' },
  fields: [{ field: 'booking_start', path: '$.begin' }],
};

describe('a replay', () => {
  test('PR4 a request that was filed wrongly is replayed after its mapping was mended, and corrects the contact', async ({
    page,
    fieldhook,
  }) => {
    const { bookings, book } = await openClinic(fieldhook);
    const first = await book({ ...JANE, begin: '2026-12-01T10:00:00Z' });
    await page.goto(`${fieldhook.ui}/#/log/${first.id}`);
    await page.getByRole('button', { name: 'Replay…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay this request?' });
    await dialog.getByText('Nothing differs').waitFor();
    // The open comparison follows what is saved meanwhile.
    await ask(fieldhook, 'PATCH', `/api/webhooks/${bookings.id}`, { config: MENDED });
    await dialog.getByText('Today it would also fill: Booking start.').waitFor();
    const row = dialog.getByRole('row', { name: /Booking start/ });
    await row.getByText('1 Dec 2026, 10:00').waitFor();
    await row.getByText('New').waitFor();
    expect(await findBarriers(page), 'dialog').toEqual([]);
    expect((await contactOf(fieldhook, 'jane'))?.requests).toBe(1);

    // Not answered before the second press: afterwards that would go to what lies beneath.
    const pressed = Promise.withResolvers<void>();
    await page.route(`${fieldhook.ui}/api/deliveries/*/replay`, async (route) => {
      await pressed.promise;
      await route.fallback();
    });
    await dialog.getByRole('button', { name: 'Replay now' }).dblclick();
    pressed.resolve();
    await page.getByText('This is a replay').waitFor();
    await page.getByRole('table', { name: 'Custom fields before and after' }).getByText('1 Dec 2026, 10:00').waitFor();
    await expect.poll(async () => (await contactOf(fieldhook, 'jane'))?.requests).toBe(2);
    const jane = await contactOf(fieldhook, 'jane');
    expect(jane?.fields.booking_start).toMatchObject({ text: '2026-12-01T10:00:00.000Z' });

    expect(await findBarriers(page), 'the replay').toEqual([]);
    await page.getByRole('link', { name: 'See the first one' }).click();
    await page.getByRole('region', { name: 'Replays of this request' }).getByText('Processed').waitFor();
    expect(await findBarriers(page), 'the first entry').toEqual([]);
    const { replays } = await ask<DeliveryDetail>(fieldhook, 'GET', `/api/deliveries/${first.id}`);
    expect(replays).toHaveLength(1);
  });
});

describe('several replays', () => {
  test('PR4 are ticked in the log, counted in words before they run, and stand on top of it afterwards', async ({
    page,
    fieldhook,
  }) => {
    const { bookings, book } = await openClinic(fieldhook);
    for (const email of ['one@mail.example', 'two@mail.example', 'three@mail.example']) {
      await book({ email, name: email.split('@')[0], begin: '2026-12-01T10:00:00Z' });
    }
    await book({ nobody: true });
    await ask(fieldhook, 'PATCH', `/api/webhooks/${bookings.id}`, { config: MENDED });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.goto(`${fieldhook.ui}/#/log`);
    await page.getByRole('button', { name: 'Replay several…' }).click();
    const rows = page.getByRole('table', { name: 'Requests' }).getByRole('row');
    for (const name of ['one', 'two']) await choose(rows.filter({ hasText: name }).getByRole('checkbox'));
    expect(await findBarriers(page), 'ticking').toEqual([]);
    await page.getByRole('button', { name: 'Compare these 2' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay these requests?' });
    await dialog.getByText('2 better.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Compare everything shown by the filters' }).click();
    await dialog.getByText('1 the same, 3 better.').waitFor();
    expect(await findBarriers(page), 'dialog').toEqual([]);
    await dialog.getByRole('button', { name: 'Replay 4 requests now' }).click();
    await dialog.getByText('4 replays are stored and being worked on.').waitFor();
    await dialog.getByText('Close', { exact: true }).click();
    await expect.poll(() => rows.filter({ hasText: 'Replay' }).count()).toBe(4);
    await expect
      .poll(async () => (await contactOf(fieldhook, 'three'))?.fields.booking_start?.text)
      .toContain('2026-12-01');
  });
});
