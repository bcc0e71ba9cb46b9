import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { emptyFolder } from '../support/start-fieldhook.ts';
import { firstScreen, test } from './desktop-journey.ts';

describe('starts and ends of the desktop app', () => {
  test('killed, it goes on with everything, its window where it was; with nothing to hide in, closing ends it', async ({
    launch,
  }) => {
    const first = await launch();
    const page = await firstScreen(first);
    await page.evaluate(() =>
      fetch('/api/webhooks', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"name":"Bookings"}',
      }),
    );
    const { dataDir } = first;
    await first.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window!.setBounds({ x: 300, y: 200, width: 900, height: 700 });
      window!.close();
    });
    expect(await first.kill()).toMatchObject({ signal: 'SIGKILL' });

    const second = await launch({ dataDir, surroundings: { hasTray: false } });
    await (await firstScreen(second)).getByText('Bookings').first().waitFor();
    const bounds = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());
    expect(bounds).toEqual({ x: 300, y: 200, width: 900, height: 700 });
    second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()).catch(() => undefined);
    expect(await second.exited).toEqual({ code: 0, signal: null });
  });

  test('started with the computer it receives without a window, and quits when the tray says so', async ({
    launch,
  }) => {
    const desktop = await launch({ args: ['--hidden'] });
    await firstScreen(desktop);
    expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())).toBe(false);
    desktop
      .evaluate(({ standIn }) => standIn.tray!.menu!.items.find(({ label }) => label === 'Quit Fieldhook')!.click!())
      .catch(() => undefined);
    expect(await desktop.exited).toEqual({ code: 0, signal: null });
  });

  test('next to a browser host with the same data folder it says that it is running, and writes nothing', async ({
    launch,
    start,
  }) => {
    const { dataDir } = await start();
    const desktop = await launch({ dataDir });
    expect(await desktop.exited).toMatchObject({ code: 3 });
    expect(desktop.stderr()).toContain('already running');
  });

  test('a database that is damaged is left as it is; a backup can be chosen, with which it begins anew', async ({
    launch,
  }) => {
    const dataDir = await emptyFolder();
    const backup = join(dataDir, 'a-backup.db');
    const damaged = 'not a database'.repeat(1000);
    writeFileSync(join(dataDir, 'fieldhook.db'), damaged);
    // The folder is shown, then it is tried again in vain, then a backup is chosen.
    const answers = [{ response: 2 }, { response: 0 }, { response: 1 }, { canceled: false, filePaths: [backup] }];
    const desktop = await launch({ dataDir, surroundings: { answers } });
    expect(await desktop.exited).toMatchObject({ code: 8 });
    expect(desktop.stderr().trim().split('\n')).toHaveLength(2);
    expect(readFileSync(join(dataDir, 'fieldhook.db'), 'utf8')).toBe(damaged);
    const args = JSON.parse(readFileSync(join(dataDir, 'window', 'stand-in-relaunch.json'), 'utf8'));
    expect(args.slice(-2)).toEqual(['--restore', backup]);
    expect(args).toContain(dataDir);
  });

  test('a fault while it runs is written down and shown, and it can be started again', async ({ launch }) => {
    const desktop = await launch({ surroundings: { answers: [{ response: 1 }, { response: 0 }] } });
    await firstScreen(desktop);
    desktop
      .evaluate(() => {
        setImmediate(() => {
          throw new Error('made up');
        });
      })
      .catch(() => undefined);
    expect(await desktop.exited).toMatchObject({ code: 1 });
    expect(readFileSync(join(desktop.dataDir, 'last-fault.txt'), 'utf8')).toContain('made up');
    expect(existsSync(join(desktop.dataDir, 'window', 'stand-in-relaunch.json'))).toBe(true);
  });

  test('without a keychain that protects, secrets are locked with the key of the folder; what a keychain locked stays as it is', async ({
    launch,
  }) => {
    const store = async (keychain: 'gnome_libsecret' | 'basic_text', dataDir: string) => {
      const desktop = await launch({ dataDir, surroundings: { keychain } });
      const page = await firstScreen(desktop);
      const usable = await page.evaluate(async () => {
        const headers = { 'content-type': 'application/json' };
        const made = await fetch('/api/webhooks', { method: 'POST', headers, body: '{"name":"Bookings"}' });
        const { id } = await made.json();
        await fetch(`/api/webhooks/${id}/secrets/secret`, { method: 'PUT', headers, body: '{"value":"made up"}' });
        const webhooks: { secrets: { isSet: boolean }[] }[] = await (await fetch('/api/webhooks')).json();
        return webhooks.map(({ secrets }) => secrets[0]?.isSet);
      });
      await desktop.stop();
      const { secrets } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'));
      return { usable, locked: Object.values<{ backend: string; blob: string }>(secrets) };
    };
    const dataDir = await emptyFolder();
    const first = await store('gnome_libsecret', dataDir);
    expect(first).toMatchObject({ usable: [true], locked: [{ backend: 'safe-storage' }] });
    const second = await store('basic_text', dataDir);
    expect(second).toMatchObject({ usable: [false, true], locked: [first.locked[0], { backend: 'key-file' }] });
  });
});
