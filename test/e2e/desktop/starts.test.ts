import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pathBox } from '../support/editor.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';
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

  test.skipIf(process.platform === 'win32')(
    'the window is loaded while the database is being opened, seen when that takes long, and filled when it is done',
    async ({ launch }) => {
      const dataDir = await emptyFolder();
      const first = await launch({ dataDir });
      await (await firstScreen(first)).evaluate(() =>
        fetch('/api/webhooks', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"name":"Bookings"}',
        }),
      );
      await first.stop();
      // The thread of the database reads this file, and waits there until something is written into it.
      const starts = join(dataDir, 'starts.json');
      execFileSync('mkfifo', [starts]);

      const desktop = await launch({ dataDir });
      const page = await desktop.window();
      await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
      const isVisible = () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
      await expect.poll(isVisible).toBe(true);
      await page.getByRole('button', { name: 'Connecting…' }).waitFor();
      expect([desktop.stdout(), await page.getByText('Bookings').count()]).toEqual(['', 0]);
      writeFileSync(starts, '[]');
      await page.getByText('Bookings').first().waitFor();
    },
  );

  test('quitting with changes that are not saved says whose they are, and ends only when the person says so', async ({
    launch,
  }) => {
    const desktop = await launch();
    const page = await firstScreen(desktop);
    await page.getByRole('button', { name: 'From scratch' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Bookings');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Bookings' }).waitFor();
    await pathBox(page, 'Email').fill('$.email');
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
    // The page has told the shell of it: what it asks now is answered after that.
    await page.evaluate(() =>
      (globalThis as unknown as { fieldhookShell: { takeFile(): Promise<unknown> } }).fieldhookShell.takeFile(),
    );
    const quit = (answer: number) =>
      desktop.evaluate(({ app, BrowserWindow, standIn }, response) => {
        BrowserWindow.getAllWindows()[0]!.hide();
        standIn.answers.push({ response });
        app.quit();
      }, answer);

    await quit(0);
    const isShown = () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
    await expect.poll(isShown).toBe(true);
    const asked = await desktop.evaluate(({ standIn }) => standIn.dialogs.map(({ options }) => options));
    expect(asked).toMatchObject([
      {
        message: 'Quit Fieldhook without saving?',
        detail: 'Changes that have not been saved would be lost: the webhook “Bookings”.',
      },
    ]);
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
    quit(1).catch(() => undefined);
    expect(await desktop.exited).toEqual({ code: 0, signal: null });
  });

  test('quitting names the forms that are half filled in as well, and no longer those that were left', async ({
    launch,
  }) => {
    const desktop = await launch();
    const page = await firstScreen(desktop);
    const askedAtQuit = () =>
      desktop.evaluate(({ app, standIn }) => {
        standIn.answers.push({ response: 0 });
        app.quit();
        return standIn.dialogs.map(({ options }) => options).at(-1);
      });
    const goTo = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
    await goTo('Settings');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Clinic');
    await goTo('Contacts');
    await page.getByRole('button', { name: 'Add contact' }).first().click();
    await page.getByRole('textbox', { name: 'First name' }).fill('Ada');
    const lost = 'Changes that have not been saved would be lost:';
    await expect.poll(askedAtQuit).toMatchObject({ detail: `${lost} the settings, the new contact.` });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(askedAtQuit).toMatchObject({ detail: `${lost} the settings.` });
  });

  test('a shutdown of the computer waits for the end and is asked nothing, whatever has not been saved', async ({
    launch,
  }) => {
    const desktop = await launch();
    const page = await firstScreen(desktop);
    await page.evaluate(() =>
      (
        window as unknown as { fieldhookShell: { tellUnsaved(...args: unknown[]): Promise<void> } }
      ).fieldhookShell.tellUnsaved('flow', ['Reminder']),
    );
    const seen = await desktop.evaluate(({ app, powerMonitor, standIn }) => {
      let isWaitedFor = false;
      const preventDefault = () => {
        isWaitedFor = true;
      };
      powerMonitor.emit('shutdown', { preventDefault });
      app.quit();
      return { isWaitedFor, dialogs: standIn.dialogs.length };
    });
    expect(seen).toEqual({ isWaitedFor: true, dialogs: 0 });
    expect(await desktop.exited).toEqual({ code: 0, signal: null });
    expect(existsSync(join(desktop.dataDir, 'starts.json'))).toBe(false);
  });

  test('without a tray, closing the window with changes that are not saved asks too', async ({ launch }) => {
    const desktop = await launch({ surroundings: { hasTray: false } });
    const page = await firstScreen(desktop);
    await page.evaluate(() =>
      (
        window as unknown as { fieldhookShell: { tellUnsaved(...args: unknown[]): Promise<void> } }
      ).fieldhookShell.tellUnsaved('flow', ['Reminder']),
    );
    const close = (answer: number) =>
      desktop.evaluate(({ BrowserWindow, standIn }, response) => {
        standIn.answers.push({ response });
        BrowserWindow.getAllWindows()[0]!.close();
        return standIn.dialogs.length;
      }, answer);
    expect(await close(0)).toBe(1);
    close(1).catch(() => undefined);
    expect(await desktop.exited).toEqual({ code: 0, signal: null });
  });

  test('EX2 a file that is opened with Fieldhook is looked at, at the first start, by another start, and as macOS tells it', async ({
    launch,
  }) => {
    const desktop = await launch();
    const page = await firstScreen(desktop);
    const text = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const made = await fetch('/api/webhooks', { method: 'POST', headers, body: '{"name":"Bookings"}' });
      const { id } = await made.json();
      return (await (await fetch(`/api/webhooks/${id}/export`)).json()).text as string;
    });
    const { dataDir } = desktop;
    const fileOf = (name: string) => {
      const file = join(dataDir, `${name}.fieldhook`);
      writeFileSync(file, text.replace('"Bookings"', JSON.stringify(name)));
      return file;
    };
    const planned = (at: Page, name: string) =>
      at.getByRole('list', { name: 'Webhooks in the file' }).getByRole('heading', { name }).waitFor();

    await launch({ dataDir, args: [fileOf('Front desk')] });
    await planned(page, 'Front desk');
    const at = await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL());
    expect(at).toBe('app://fieldhook/#/import');
    await launch({ dataDir, args: [join(dataDir, 'gone.fieldhook')] });
    await page.getByRole('alert').getByText('This file cannot be read').waitFor();
    await desktop.evaluate(
      ({ app }, file) => app.emit('open-file', { preventDefault: () => undefined }, file),
      fileOf('Spa'),
    );
    await planned(page, 'Spa');
    expect(await page.evaluate(async () => (await (await fetch('/api/webhooks')).json()).length)).toBe(1);

    await desktop.stop();
    const again = await launch({ dataDir, args: [fileOf('Studio')] });
    await planned(await again.window(), 'Studio');
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

  test('a data folder that cannot be made is told of in a window, with nothing else written', async ({ launch }) => {
    const above = await emptyFolder();
    const file = join(above, 'file');
    writeFileSync(file, '');
    const desktop = await launch({ dataDir: join(file, 'data') });
    const profile = await desktop.profile();
    const recovery = () => profile.pages().find((one) => one.url().endsWith('/recovery'));
    await expect.poll(() => recovery() !== undefined).toBe(true);
    const page = recovery()!;
    await page.getByText(`${file}`).first().waitFor();
    await page.getByRole('button', { name: 'Quit' }).click();
    expect(await desktop.exited).toMatchObject({ code: 5 });
    await removeFolder(above);
  });

  test('a database that is damaged is left as it is; the window says so and puts back the backup that is chosen', async ({
    launch,
  }) => {
    const first = await launch();
    const door = await firstScreen(first);
    const backup = await door.evaluate(async () => (await (await fetch('/api/backups', { method: 'POST' })).json()).id);
    const { dataDir } = first;
    await first.stop();
    const damaged = 'not a database'.repeat(1000);
    for (const name of ['fieldhook.db-wal', 'fieldhook.db-shm']) rmSync(join(dataDir, name), { force: true });
    writeFileSync(join(dataDir, 'fieldhook.db'), damaged);

    const second = await launch({ dataDir });
    // The screens were being loaded meanwhile; their window goes when this one comes.
    const profile = await second.profile();
    const recovery = () => profile.pages().find((one) => one.url().endsWith('/recovery'));
    await expect.poll(() => recovery() !== undefined).toBe(true);
    const page = recovery()!;
    await page.getByRole('heading', { level: 1, name: 'Fieldhook cannot start' }).waitFor();
    expect(await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    // It follows the system by itself; the check waits for a page to say so.
    await page.evaluate(() => {
      document.documentElement.dataset.mantineColorScheme = 'light';
    });
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open the data folder' }).click();
    await expect.poll(() => second.evaluate(({ standIn }) => standIn.opened)).toEqual([dataDir]);
    await page.getByRole('listitem').filter({ hasText: 'when you asked for it' }).getByRole('button').click();
    expect(await second.exited).toMatchObject({ code: 8 });
    expect(second.stderr().trim().split('\n')).toHaveLength(1);
    expect(readFileSync(join(dataDir, 'fieldhook.db'), 'utf8')).toBe(damaged);
    const args = JSON.parse(readFileSync(join(dataDir, 'window', 'stand-in-relaunch.json'), 'utf8'));
    expect(args.slice(-2)).toEqual(['--restore', join(dataDir, 'backups', `fieldhook-${backup}.db`)]);
    expect(args).toContain(dataDir);

    const third = await launch({ dataDir, args: args.slice(-2) });
    await firstScreen(third);
    expect(await third.stop()).toMatchObject({ code: 0 });
  });

  test('a fault while it runs is written down and shown with the last lines of the log, and it can be started again', async ({
    launch,
  }) => {
    const desktop = await launch();
    await firstScreen(desktop);
    const profile = await desktop.profile();
    const next = profile.waitForEvent('page');
    desktop
      .evaluate(() => {
        setImmediate(() => {
          throw new Error('made up');
        });
      })
      .catch(() => undefined);
    const page = await next;
    await page.getByRole('heading', { level: 1, name: 'Fieldhook stopped because of a fault inside it' }).waitFor();
    await page.getByLabel('Last lines of the log').getByText('receiver').waitFor();
    expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    await page.getByRole('button', { name: 'Start again' }).click();
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
