import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import type { WebhookRow } from '#shared/contract/webhook.ts';
import { test } from '../support/journey.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';
import { ask, JANE, openClinic, RAVI } from './harbour-clinic.ts';

describe('the frame', () => {
  test('the state at the top opens the addresses', async ({ page, fieldhook }) => {
    await page.getByRole('button', { name: 'Listening on this computer · no public address' }).click();
    const panel = page.getByRole('dialog', { name: /^Listening/ });
    await panel.getByText(fieldhook.receiver).waitFor();
    await panel.getByRole('link', { name: 'Change in Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await panel.waitFor({ state: 'hidden' });
  });

  test('a note tells of a request that came in elsewhere, and leads to it', async ({ page, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    await page.getByRole('link', { name: 'Contacts' }).click();
    await book(JANE);
    const note = page.getByRole('alert').filter({ hasText: 'New request for Bookings' });
    await note.getByText('Jane Doe · processed').waitFor();
    await note.getByRole('link', { name: 'Show' }).click();
    await page.getByRole('heading', { level: 1, name: 'Request for Bookings' }).waitFor();
  });

  test('a lost engine is said calmly, and the page goes on by itself when it is back', async ({
    start,
    open,
    faults,
  }) => {
    faults.allow(/ERR_/);
    const dataDir = await emptyFolder();
    const first = await start({ dataDir });
    const { book } = await openClinic(first);
    await book(JANE);
    const page = await open(first.address);
    await page.getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await first.stop();
    await page.getByRole('button', { name: /^Not connected to Fieldhook · trying again/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Jane Doe' }).count()).toBe(1);

    const ports = (url: string) => new URL(url).port;
    const again = await start({ dataDir, args: ['--ui-port', ports(first.ui), '--port', ports(first.receiver)] });
    const [bookings] = await ask<WebhookRow[]>(again, 'GET', '/api/webhooks');
    await page.getByRole('button', { name: /^Listening on this computer/ }).waitFor();
    await fetch(`${again.receiver}/h/${bookings?.token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(RAVI),
    });
    await page.getByRole('link', { name: 'Ravi Patel' }).waitFor();
    await removeFolder(dataDir);
  });

  test('two windows show the same at the same time', async ({ page, open, fieldhook }) => {
    const { book } = await openClinic(fieldhook);
    const other = await open(`${fieldhook.ui}/#/log`);
    await page.getByRole('link', { name: 'Contacts' }).click();
    await book(JANE);
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await other.getByRole('link', { name: 'Jane Doe' }).waitFor();
  });

  test('a browser that is not signed in is told how to', async ({ fieldhook, browser }) => {
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    await page.goto(fieldhook.ui);
    await page.getByText('This browser is not signed in to Fieldhook').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await stranger.close();
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
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      });
    const tabTo = async (name: string) => {
      for (let step = 0; step < 40; step += 1) {
        await press('Tab');
        if ((await focused()).includes(name)) return;
      }
      throw new Error(`Tab never reached “${name}”; it stands on “${await focused()}”.`);
    };

    await page.getByRole('link', { name: 'Bookings' }).waitFor();
    await press('Tab');
    expect(await focused()).toBe('Skip to the page');
    await press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

    await tabTo('New webhook');
    await press('Enter');
    await page.getByRole('dialog', { name: 'New webhook' }).waitFor();
    await page.keyboard.type('Walk-ins');
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Walk-ins' }).waitFor();
    await expect.poll(focused).toBe('Walk-ins');

    await page.goto(`${fieldhook.ui}/#/`);
    await page.getByRole('link', { name: 'Walk-ins' }).waitFor();
    await tabTo('Walk-ins is on');
    await press('Space');
    await page.getByRole('switch', { name: 'Walk-ins is on', checked: true }).waitFor();
    await tabTo('More for Walk-ins');
    await press('Enter');
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    await press('Escape');
    expect(await focused()).toBe('More for Walk-ins');

    await book(JANE);
    await page.goto(`${fieldhook.ui}/#/contacts`);
    await page.getByRole('link', { name: 'Jane Doe' }).waitFor();
    await expect.poll(focused).toBe('Contacts');
    await tabTo('Jane Doe');
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Jane Doe' }).waitFor();
    await expect.poll(focused).toBe('Jane Doe');
  });
});
