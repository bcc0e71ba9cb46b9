import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { ask, openClinic } from './harbour-clinic.ts';

interface Dropped {
  name: string;
  content: string | number[];
}

/** Drags files over the window and lets them go there, as a file manager does; resolves to whether the page took them. */
function drop(page: Page, ...files: Dropped[]): Promise<boolean> {
  return page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, content } of dropped)
      dataTransfer.items.add(new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
    const tell = (type: string) =>
      !document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    // What is not let over the window cannot be dropped there: the browser opens it instead.
    return tell('dragover') && tell('drop');
  }, files);
}

const PICTURE = {
  name: 'logo.png',
  content: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48],
};

describe('EX2 a file that is dropped onto the window', () => {
  test('is looked at, and imported', async ({ page, fieldhook }) => {
    const { bookings } = await openClinic(fieldhook);
    const path = `/api/webhooks/${bookings.id}/export` as const;
    const { text } = await ask<{ text: string }>(fieldhook, 'GET', path);
    await page.goto(`${fieldhook.ui}/#/import`);
    await page.getByRole('heading', { level: 1, name: 'Import webhooks' }).waitFor();
    expect(
      await drop(page, { name: 'front-desk.fieldhook', content: text.replace('"Bookings"', '"Front desk"') }),
    ).toBe(true);
    await page.getByRole('heading', { level: 1, name: 'What this import would do' }).waitFor();
    const list = page.getByRole('list', { name: 'Webhooks in the file' });
    await list.getByRole('heading', { name: 'Front desk' }).waitFor();
    await page.getByRole('button', { name: 'Import 1 webhook' }).click();
    await page.getByRole('link', { name: 'Front desk' }).waitFor();
    const rows = await ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks');
    const active = Object.fromEntries(rows.map((row) => [row.name, row.active]));
    expect(active).toEqual({ Bookings: true, 'Front desk': false });
  });

  test('is looked at wherever in the app that is, and in the place of what was looked at before', async ({
    page,
    fieldhook,
  }) => {
    const { bookings } = await openClinic(fieldhook);
    const { text } = await ask<{ text: string }>(fieldhook, 'GET', `/api/webhooks/${bookings.id}/export`);
    const list = page.getByRole('list', { name: 'Webhooks in the file' });
    await page.goto(`${fieldhook.ui}/#/contacts`);
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
    for (const name of ['Front desk', 'Spa']) {
      const content = text.replace('"Bookings"', JSON.stringify(name));
      expect(await drop(page, { name: 'one.fieldhook', content })).toBe(true);
      await list.getByRole('heading', { name }).waitFor();
    }
    expect(await drop(page, PICTURE)).toBe(true);
    await page.getByRole('heading', { level: 1, name: 'Import webhooks' }).waitFor();
    await page.getByRole('alert').getByText('This is no text, so it is no file of webhooks.').waitFor();
  });

  test('is refused with the reason where it is none, or several; the right one is taken after that', async ({
    page,
    fieldhook,
    faults,
  }) => {
    faults.allow(/422.*\/api\/webhook-file\/plan/);
    const { bookings } = await openClinic(fieldhook);
    const path = `/api/webhooks/${bookings.id}/export` as const;
    const { text } = await ask<{ text: string }>(fieldhook, 'GET', path);
    await page.goto(`${fieldhook.ui}/#/import`);
    await page.getByRole('heading', { level: 1, name: 'Import webhooks' }).waitFor();
    const said = page.getByRole('alert').filter({ hasText: 'Nothing was imported.' });
    const good = { name: 'bookings.fieldhook', content: text };
    const cases: [Dropped[], string][] = [
      [[PICTURE], 'This is no text, so it is no file of webhooks.'],
      [[{ name: 'notes.txt', content: 'Buy milk\n' }], 'Line 1'],
      [[{ name: 'other.json', content: '{"hello":"world"}' }], 'This is not a file of Fieldhook webhooks'],
      [[{ name: 'cut.fieldhook', content: text.slice(0, 200) }], 'This file cannot be read'],
      [[{ name: 'empty.fieldhook', content: '' }], 'There is nothing in this file.'],
      [[{ name: 'large.fieldhook', content: ' '.repeat(5_000_001) }], 'This file is larger than 5 MB'],
      [[good, { ...good, name: 'again.fieldhook' }], 'These are 2 files. Drop one at a time'],
    ];
    for (const [files, reason] of cases) {
      expect(await drop(page, ...files)).toBe(true);
      await said.getByText(reason).waitFor();
      expect(await said.count()).toBe(1);
    }
    expect(await findBarriers(page)).toEqual([]);
    expect(await ask<WebhookRow[]>(fieldhook, 'GET', '/api/webhooks')).toHaveLength(1);

    expect(await drop(page, good)).toBe(true);
    await page.getByRole('heading', { level: 1, name: 'What this import would do' }).waitFor();
    // What the one before would do does not stand under the fault of this one.
    const faulty = { name: 'faulty.fieldhook', content: text.replace('"$.email"', '"$.[["') };
    expect(await drop(page, faulty)).toBe(true);
    await said.getByText('Something in this file is not right.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Import webhooks' }).waitFor();
    expect(await page.getByRole('list', { name: 'Webhooks in the file' }).count()).toBe(0);
  });

  test('is not mistaken for words that are dragged into a box', async ({ page, fieldhook }) => {
    await page.goto(`${fieldhook.ui}/#/import`);
    await page.getByRole('heading', { level: 1, name: 'Import webhooks' }).waitFor();
    const isTaken = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', 'Bookings');
      const drag = (type: string) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      return ['dragover', 'drop'].map((type) => !document.body.dispatchEvent(drag(type)));
    });
    expect(isTaken).toEqual([false, false]);
  });

  test('EX4 of people is looked at by the import of contacts, in the place of the one before', async ({
    page,
    fieldhook,
  }) => {
    await page.goto(`${fieldhook.ui}/#/import`);
    await page.getByRole('heading', { level: 1, name: 'Import webhooks' }).waitFor();
    const people = (name: string) => ({ name: `${name}.csv`, content: `Name;Mail\n${name};${name}@mail.example\n` });
    const columns = page.getByRole('table', { name: 'Columns of the file' });
    for (const name of ['ada', 'ben']) {
      expect(await drop(page, people(name))).toBe(true);
      await page.getByRole('heading', { level: 1, name: 'Import contacts' }).waitFor();
      await columns.getByText(`${name}@mail.example`).waitFor();
    }
    expect(await drop(page, people('ada'), people('ben'))).toBe(true);
    await page.getByRole('alert').getByText('These are 2 files. Drop one at a time.').waitFor();
    expect(await drop(page, { name: 'notes.txt', content: 'Mail\ncy@mail.example\n' })).toBe(true);
    await columns.getByText('cy@mail.example').waitFor();
    await page.getByRole('button', { name: 'See what would happen' }).click();
    await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
  });
});
