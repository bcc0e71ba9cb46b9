import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { focusOn, tabTo } from '../support/focus.ts';
import { keepNote } from '../support/for-a-moment.ts';
import { test } from '../support/journey.ts';
import { lastingPort } from '../support/lasting-port.ts';
import { menu } from '../support/menu.ts';
import { JANE, openClinic, post, RAVI } from './harbour-clinic.ts';

describe('the frame', () => {
  test('the state at the top opens the addresses', async ({ page, fieldhook }) => {
    await page.getByRole('button', { name: 'Listening on this computer · no public address' }).click();
    const panel = page.getByRole('dialog', { name: /^Listening/ });
    await panel.getByText(fieldhook.receiver).waitFor();
    await panel.getByRole('link', { name: 'Change in Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await panel.waitFor({ state: 'hidden' });
  });

  test('at 200 % zoom every place of the menu is in sight, and in a lower window it is scrolled to', async ({
    page,
  }) => {
    const links = menu(page).getByRole('link');
    await links.first().waitFor();
    const bottom = () => links.last().evaluate((link) => Math.round(link.getBoundingClientRect().bottom));
    const scrolls = () => page.evaluate(() => document.documentElement.scrollHeight > window.innerHeight);
    await page.setViewportSize({ width: 512, height: 350 });
    await expect.poll(bottom).toBeLessThanOrEqual(350);
    await expect.poll(scrolls).toBe(false);
    await page.setViewportSize({ width: 512, height: 240 });
    await expect.poll(bottom).toBeGreaterThan(240);
    await expect.poll(scrolls).toBe(false);
    await links.last().focus();
    await expect.poll(bottom).toBeLessThanOrEqual(240);
  });

  test('a note tells of a request that came in elsewhere, and leads to it', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
    const note = page
      .getByRole('alert')
      .filter({ hasText: 'New request for Bookings' })
      .filter({ hasText: 'Jane Doe · processed' });
    await keepNote(page, 'New request for Bookings', 'Jane Doe · processed');
    await book(JANE);
    await note.getByRole('link', { name: 'Show' }).click();
    await page.getByRole('heading', { level: 1, name: 'Request for Bookings' }).waitFor();
  });

  test('a lost engine is said calmly, and the page goes on by itself when it is back', async ({
    start,
    open,
    faults,
  }) => {
    faults.allow(/ERR_/);
    const ports = ['--ui-port', await lastingPort(), '--port', await lastingPort()];
    const first = await start({ args: ports });
    const { book, bookings } = await openClinic(first);
    await book(JANE);
    const page = await open(first.address);
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await first.stop();
    await page.getByRole('button', { name: /^Not connected to Fieldhook · trying again/ }).waitFor();
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();

    const again = await start({ dataDir: first.dataDir, args: ports });
    await page.getByRole('button', { name: /^Listening on this computer/ }).waitFor();
    await post(again, bookings, RAVI);
    await page.getByRole('link', { name: 'Ravi Patel' }).waitFor();
  });

  test('two windows show the same at the same time', async ({ page, open, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    const other = await open(`${fieldhook.ui}/#/log`);
    await other.getByRole('heading', { level: 1, name: 'Log' }).waitFor();
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await book(JANE);
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await other.getByRole('link', { name: 'Jane Doe' }).waitFor();
  });

  test('a page that does not exist leads back', async ({ page, fieldhook }) => {
    await page.goto(`${fieldhook.ui}/#/nowhere`);
    await page.getByRole('link', { name: 'Go to Webhooks' }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome to Fieldhook' }).waitFor();
  });
});

describe('the first page', () => {
  test('needs no more than 300 KB of script, compressed', async ({ fieldhook }) => {
    const index = await (await fetch(fieldhook.ui)).text();
    const scripts = [...index.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
    expect(scripts).not.toEqual([]);
    const sizes = scripts.map(async (path) => {
      const answer = await fetch(`${fieldhook.ui}/${path}`);
      return gzipSync(new Uint8Array(await answer.arrayBuffer())).length;
    });
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThan(300_000);
  });
});

describe('by keyboard alone', () => {
  test('a webhook is made, switched on, and its first contact found', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    const press = (key: string) => page.keyboard.press(key);
    await page.emulateMedia({ reducedMotion: 'no-preference' });

    await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'Bookings' }).waitFor();
    await press('Tab');
    await focusOn(page.getByText('Skip to the page'));
    await press('Enter');
    await focusOn(page.getByRole('main'));

    await tabTo(page, 'New webhook');
    await press('Enter');
    await focusOn(page.getByRole('dialog', { name: 'New webhook' }).getByRole('textbox', { name: 'Name' }));
    await page.keyboard.type('Walk-ins');
    await press('Enter');
    await focusOn(page.getByRole('heading', { level: 1, name: 'Walk-ins' }));

    await page.goto(`${fieldhook.ui}/#/`);
    await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'Walk-ins' }).waitFor();
    await tabTo(page, 'Walk-ins is on');
    await press('Space');
    await page.getByRole('switch', { name: 'Walk-ins is on', checked: true }).waitFor();
    await tabTo(page, 'More for Walk-ins');
    await press('Enter');
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    await press('Escape');
    await focusOn(page.getByRole('button', { name: 'More for Walk-ins' }));

    await book(JANE);
    await page.goto(`${fieldhook.ui}/#/contacts`);
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await focusOn(page.getByRole('heading', { level: 1, name: 'Contacts' }));
    await tabTo(page, 'Jane Doe');
    await press('Enter');
    await focusOn(page.getByRole('heading', { level: 1, name: 'Jane Doe' }));
  });
});
