import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Desktop } from '../../stand-in/start-desktop.ts';
import { send } from '../support/editor.ts';
import { menu } from '../support/menu.ts';
import { firstScreen, test } from './desktop-journey.ts';

/** Makes a webhook through the page and answers its address. */
async function webhookAddress(desktop: Desktop): Promise<string> {
  const page = await firstScreen(desktop);
  return page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const made = await fetch('/api/webhooks', { method: 'POST', headers, body: '{"name":"Bookings"}' });
    return (await made.json()).address;
  });
}

const trayLabels = (desktop: Desktop) =>
  desktop.evaluate(({ standIn }) => standIn.tray?.menu?.items.map(({ label }) => label) ?? []);

const pressInTray = (desktop: Desktop, label: string) =>
  desktop.evaluate(
    ({ standIn }, wanted) => standIn.tray!.menu!.items.find((item) => item.label === wanted)!.click!(),
    label,
  );

const windowState = (desktop: Desktop) =>
  desktop.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { isVisible: window!.isVisible(), at: window!.webContents.getURL() };
  });

const dialogs = (desktop: Desktop) =>
  desktop.evaluate(({ standIn }) => standIn.dialogs.map(({ options }) => (options as { message: string }).message));

describe('the shell around the screens', () => {
  test('receiving is paused and resumed in the tray, which says how things stand', async ({ desktop }) => {
    const address = await webhookAddress(desktop);
    await expect.poll(() => trayLabels(desktop)).toContain('Receiving on this computer only');
    await pressInTray(desktop, 'Pause receiving');
    await expect.poll(() => trayLabels(desktop)).toContain('Paused: no requests are taken');
    const page = await firstScreen(desktop);
    await page.getByText('Paused: no requests are taken').first().waitFor();
    expect(await send(address, {})).toBe(503);
    expect(await page.evaluate(async () => (await (await fetch('/api/deliveries')).json()).items)).toEqual([]);
    await pressInTray(desktop, 'Resume receiving');
    await expect.poll(() => trayLabels(desktop)).toContain('Pause receiving');
  });

  test('closing the window leaves it receiving, and says so the first time only; the tray brings it back', async ({
    desktop,
  }) => {
    await firstScreen(desktop);
    const close = () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    await close();
    expect(await windowState(desktop)).toMatchObject({ isVisible: false });
    await pressInTray(desktop, 'Open Fieldhook');
    expect(await windowState(desktop)).toMatchObject({ isVisible: true });
    await close();
    expect((await dialogs(desktop)).filter((message) => message.includes('in the background'))).toHaveLength(1);
    expect(await send(`${await desktop.receiver()}/h/${'a'.repeat(32)}`, {})).toBe(404);
    await pressInTray(desktop, 'Open Fieldhook');
  });

  test('a notification is shown by the system, and a click on it brings the window back', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    const sent = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/channels/desktop/test', { method: 'POST', headers, body: '{"to":""}' });
      return answer.status;
    });
    expect(sent).toBe(200);
    await expect.poll(() => desktop.evaluate(({ standIn }) => standIn.notifications.length)).toBe(1);
    await desktop.evaluate(({ standIn }) => standIn.notifications[0]!.click());
    expect((await windowState(desktop)).isVisible).toBe(true);
  });

  test('a second start shows the window of the first, at the place of its link, and ends', async ({
    desktop,
    launch,
  }) => {
    const page = await firstScreen(desktop);
    const { dataDir } = desktop;
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
    const second = await launch({ dataDir, args: ['https://evil.test/', 'fieldhook://open/contacts'] });
    expect(await second.exited).toMatchObject({ code: 3 });
    expect(second.stderr()).toContain('already running with this data folder');
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
    expect(await windowState(desktop)).toEqual({ isVisible: true, at: 'app://fieldhook/#/contacts' });
    await menu(page).getByRole('link', { name: 'Webhooks' }).click();
  });

  test('it starts with the computer once the owner says so', async ({ desktop }) => {
    await firstScreen(desktop);
    const entry = join(desktop.dataDir, 'window', 'stand-in-app-data', 'autostart', 'fieldhook.desktop');
    await pressInTray(desktop, 'Start with the computer');
    expect(readFileSync(entry, 'utf8')).toContain(`Exec="${process.execPath}" --hidden\n`);
    await pressInTray(desktop, 'Start with the computer');
    expect(existsSync(entry)).toBe(false);
  });

  test('looking for updates says on Linux why there are none, and asks nobody', async ({ desktop }) => {
    await firstScreen(desktop);
    await pressInTray(desktop, 'Look for updates…');
    await expect.poll(() => dialogs(desktop)).toContain('This Fieldhook does not update itself');
    expect(await desktop.evaluate(({ standIn }) => standIn.foreignRequests)).toEqual([]);
  });

  test('TN3 after sleep the public address is asked about at once', async ({ launch }) => {
    const choose = async (desktop: Desktop, tunnel: object) =>
      (await firstScreen(desktop)).evaluate(async (chosen) => {
        const headers = { 'content-type': 'application/json' };
        const settings = await (await fetch('/api/settings')).json();
        await fetch('/api/settings', { method: 'PUT', headers, body: JSON.stringify({ ...settings, tunnel: chosen }) });
      }, tunnel);
    // The usual one would ask the internet.
    const first = await launch();
    await choose(first, { provider: 'none' });
    await first.stop();
    const desktop = await launch({ dataDir: first.dataDir, args: ['--tunnel'] });
    // An address of one’s own that leads to this computer is a public address like any other.
    await choose(desktop, { provider: 'own-address', url: await desktop.receiver() });
    const page = await desktop.window();
    const tunnel = () =>
      page.evaluate(async () => {
        const { state, checkedAt } = (await (await fetch('/api/health')).json()).tunnel;
        return { state, checkedAt } as { state: string; checkedAt: string | null };
      });
    await expect.poll(tunnel).toMatchObject({ state: 'ready' });
    const { checkedAt } = await tunnel();
    // By itself it would be asked about 20 s after that.
    await desktop.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    await expect.poll(async () => (await tunnel()).checkedAt).not.toBe(checkedAt);
    expect(Date.parse((await tunnel()).checkedAt!) - Date.parse(checkedAt!)).toBeLessThan(19_000);
  });

  test('a page with unsaved changes is left only when the person says so', async ({ desktop }) => {
    await firstScreen(desktop);
    const left = await desktop.evaluate(({ BrowserWindow, standIn }) => {
      const leave = (answer: number) => {
        standIn.answers.push(answer);
        let isLeft = false;
        const preventDefault = () => {
          isLeft = true;
        };
        BrowserWindow.getAllWindows()[0]!.webContents.emit('will-prevent-unload', { preventDefault });
        return isLeft;
      };
      return [leave(0), leave(1)];
    });
    expect(left).toEqual([false, true]);
  });

  test('a page that crashes is shown again, and the engine does not notice', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    const profile = await desktop.profile();
    const before = await desktop.receiver();
    const next = profile.waitForEvent('page');
    page.goto('chrome://crash').catch(() => undefined);
    const shown = await next;
    await shown.getByRole('heading', { level: 1 }).waitFor();
    expect(await send(`${before}/h/${'a'.repeat(32)}`, {})).toBe(404);
    expect(desktop.stderr()).toBe('');
  });
});
