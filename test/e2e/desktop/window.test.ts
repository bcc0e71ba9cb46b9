import { describe, expect } from 'vitest';
import { send } from '../support/editor.ts';
import { menu } from '../support/menu.ts';
import { firstScreen, test } from './desktop-journey.ts';

describe('the desktop app', () => {
  test('shows its screens over app://, makes a webhook there, and tells of a request as it arrives', async ({
    desktop,
  }) => {
    const page = await firstScreen(desktop);
    const shown = () =>
      desktop.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return { address: window!.webContents.getURL(), isVisible: window!.isVisible() };
      });
    // The app may hear of its page a little later than the test sees it.
    await expect.poll(shown).toEqual({ address: expect.stringMatching(/^app:\/\/fieldhook\//), isVisible: true });

    await page.getByRole('button', { name: 'From scratch' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Bookings');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();

    const [webhook] = await page.evaluate(async () => (await fetch('/api/webhooks')).json());
    await menu(page).getByRole('link', { name: 'Webhooks' }).click();
    const row = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').filter({ hasText: 'Bookings' });
    await row.getByText('No requests yet').waitFor();
    expect(await send(webhook.address, { email: 'jane@mail.example' })).toBe(503);
    await row.getByText('No requests yet').waitFor({ state: 'detached' });
    await row.getByText('Refused').waitFor();
  });
});
