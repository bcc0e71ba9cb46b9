import { describe, expect } from 'vitest';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, contactOf, JANE, openClinic } from './harbour-clinic.ts';

describe('a replay', () => {
  test('PR4 a request that was filed wrongly is replayed after its mapping was mended, and corrects the contact', async ({
    page,
    fieldhook,
  }) => {
    const { bookings, book } = await openClinic(fieldhook);
    const first = await book({ ...JANE, begin: '2026-12-01T10:00:00Z' });
    const config = {
      identity: { email: '$.email' },
      profile: { firstName: '$.first', lastName: '$.last', name: '$.name' },
      fields: [{ field: 'booking_start', path: '$.begin' }],
    };
    await page.goto(`${fieldhook.ui}/#/log/${first.id}`);
    await page.getByRole('button', { name: 'Replay…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay this request?' });
    await dialog.getByText('Nothing differs').waitFor();
    // The open comparison follows what is saved meanwhile.
    await ask(fieldhook, 'PATCH', `/api/webhooks/${bookings.id}`, { config });
    await dialog.getByText('Today it would also fill: Booking start.').waitFor();
    const row = dialog.getByRole('row', { name: /Booking start/ });
    await row.getByText('1 Dec 2026, 10:00').waitFor();
    await row.getByText('New').waitFor();
    expect(await findBarriers(page), 'dialog').toEqual([]);
    expect((await contactOf(fieldhook, 'jane'))?.requests).toBe(1);

    await dialog.getByRole('button', { name: 'Replay now' }).dblclick();
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
