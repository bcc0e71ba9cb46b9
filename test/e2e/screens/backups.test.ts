import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { menu } from '../support/menu.ts';
import { ask, openClinic } from './harbour-clinic.ts';

describe('backups', () => {
  test('are made by hand, and a restore says what it does, waits for the next start and can be called off', async ({
    page,
    fieldhook,
  }) => {
    await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Settings' }).click();
    await page.getByText('There is no backup yet.').waitFor();
    await page.getByRole('button', { name: 'Back up now' }).click();
    const row = page.getByRole('table', { name: 'Backups' }).getByRole('row', { name: /by hand/ });
    await row.getByText('Checked').waitFor();
    await row.getByRole('button', { name: 'Restore…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nothing happens now.').waitFor();
    await dialog.getByRole('button', { name: 'Restore at the next start' }).click();
    await page.getByText('Close Fieldhook and start it again.').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    expect(await findBarriers(page)).toEqual([]);
    expect(await ask(fieldhook, 'GET', '/api/backups')).toMatchObject({ restoring: { reason: 'by-hand' } });
    await page.getByRole('button', { name: 'Do not restore' }).click();
    await page.getByText('Close Fieldhook and start it again.').waitFor({ state: 'hidden' });
    expect(await ask(fieldhook, 'GET', '/api/backups')).toMatchObject({ restoring: null });
  });

  test('are put back with --restore; what they replace is kept', async ({ fieldhook, start }) => {
    await openClinic(fieldhook);
    const { id } = await (await fieldhook.door('/api/backups', { method: 'POST' })).json();
    const { dataDir, stop } = await start();
    await stop();
    const file = join(fieldhook.dataDir, 'backups', `fieldhook-${id}.db`);
    const restored = await start({ dataDir, args: ['--restore', file] });
    expect(await ask(restored, 'GET', '/api/settings')).toMatchObject({ businessName: 'Harbour Clinic' });
    expect(readdirSync(join(dataDir, 'replaced'))).toHaveLength(1);
  });
});
