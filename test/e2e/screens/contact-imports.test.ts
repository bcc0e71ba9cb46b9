import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { HeldImport, ImportFile, ImportState, RunImport } from '#shared/contract/contact-import.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { focusOn } from '../support/focus.ts';
import { test } from '../support/journey.ts';
import { lastingPort } from '../support/lasting-port.ts';
import { menu } from '../support/menu.ts';
import type { Fieldhook } from '../support/start-fieldhook.ts';
import { ask, contactOf, JANE, openClinic } from './harbour-clinic.ts';

describe('EX4 importing contacts', () => {
  test('a file is chosen, mapped, tried and imported; what could not be is told by its line', async ({
    page,
    fieldhook,
  }) => {
    const { book } = await openClinic(fieldhook);
    await book(JANE);
    await menu(page).getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('heading', { level: 1, name: 'Import contacts' }).waitFor();
    const rows = [
      'Full name;Mail;Tel',
      'Jane D.;JANE@mail.example;020 7946 0018',
      'Zoë Müller;zoe@mail.example;',
      'Nobody;;12',
    ];
    const buffer = Buffer.from(rows.join('\r\n'), 'latin1');
    await page.locator('input[type="file"]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
    const target = (column: string) => page.getByRole('combobox', { name: `Where ${column} goes` });
    await target('Mail').waitFor();
    await expect.poll(() => target('Full name').inputValue()).toBe('Name');
    await expect.poll(() => target('Tel').inputValue()).toBe('Phone');
    await page.getByRole('button', { name: 'See what would happen' }).press('Enter');
    await focusOn(page.getByText('This is what importing 3 rows would do. Nothing has been written yet.'));
    await page.getByRole('table', { name: 'Rows to look at' }).getByRole('row', { name: '4 Not imported' }).waitFor();
    expect(await contactOf(fieldhook, 'zoe')).toBeUndefined();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import 2 rows' }).press('Enter');
    await focusOn(page.getByText('2 of 3 rows imported.'));
    await page.getByRole('link', { name: 'See contacts' }).click();
    await page.getByRole('table', { name: 'Contacts' }).getByRole('link', { name: 'Zoë Müller' }).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'For spreadsheets (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('contacts.csv');
    expect(readFileSync(await download.path(), 'utf8')).toContain('"Zoë Müller"');
    expect(await contactOf(fieldhook, 'jane')).toMatchObject({ name: 'Jane Doe', phone: '+442079460018' });
    await page.getByRole('table', { name: 'Contacts' }).getByRole('link', { name: 'Zoë Müller' }).click();
    await page.getByText('Added by an import, just now').waitFor();
    await page.getByText('by an import', { exact: false }).nth(1).waitFor();
    expect(await page.getByText('by hand').count()).toBe(0);

    await page.getByRole('link', { name: 'by an import' }).first().click();
    await page.getByText('1 new person, 1 known person changed').waitFor();
    await page.getByRole('button', { name: 'Undo…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Undo this import?' });
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Undo import' }).click();
    await page.getByText('Undone. 1 person removed. 1 person is as before.').waitFor();
    expect(await contactOf(fieldhook, 'zoe')).toBeUndefined();
    expect(await contactOf(fieldhook, 'jane')).toMatchObject({ name: 'Jane Doe', phone: null });
  });
});

/**
 * Gives what shows a page this import in its middle, for as long as anybody looks at it. It is really begun only as somebody cancels it: it
 * runs then, however fast the machine is, and what the page is told from then on is true.
 */
function heldInTheMiddle({ ui }: Fieldhook, file: ImportFile, wish: RunImport, begin: () => Promise<unknown>) {
  let isHeld = true;
  const counts = { created: 12_345, matched: 0, conflict: 0, refused: 0, noted: 0 };
  const state: ImportState = { state: 'running', dryRun: false, done: 12_345, total: file.rows, counts, remarks: [] };
  return (page: Page) =>
    page.route(`${ui}/api/contact-imports**`, async (route) => {
      const isList = new URL(route.request().url()).pathname.endsWith('/contact-imports');
      const method = route.request().method();
      if (method === 'DELETE' && isHeld) {
        await begin();
        isHeld = false;
      }
      if (method !== 'GET' || !isHeld) return route.fallback();
      return route.fulfill({ json: isList ? [{ file, wish, state } satisfies HeldImport] : state });
    });
}

test('EX4 an import that runs is found again after a reload and in another window, and cancelled there', async ({
  page,
  fieldhook,
  open,
}) => {
  await openClinic(fieldhook);
  const rows = Array.from({ length: 50_000 }, (_, index) => `Row ${index},row.${index}@mail.example`);
  const text = ['Name,Email', ...rows].join('\n');
  const file = await ask<ImportFile>(fieldhook, 'POST', '/api/contact-imports', { text });
  const targets = [{ slot: 'name' }, { slot: 'email' }] as const;
  const wish: RunImport = { targets: [...targets], onMatch: 'overwrite', numberFormat: 'point', dryRun: false };
  const hold = heldInTheMiddle(fieldhook, file, wish, () =>
    ask(fieldhook, 'POST', `/api/contact-imports/${file.id}/run`, wish),
  );
  await hold(page);
  await page.goto(`${fieldhook.ui}/#/contacts/import`);
  const running = /Importing .* of 50,000 rows…/;
  await page.getByText(running).waitFor();
  await page.reload();
  await page.getByText(running).waitFor();
  expect(await page.getByRole('combobox', { name: 'Where Name goes' }).inputValue()).toBe('Name');
  expect(await page.getByLabel('People who are known already').inputValue()).toBe('overwrite');
  expect(await findBarriers(page)).toEqual([]);

  const other = await open('about:blank');
  await hold(other);
  await other.goto(`${fieldhook.ui}/#/contacts/import`);
  await other.getByText(running).waitFor();
  await other.getByRole('button', { name: 'Cancel' }).click();
  const ended = /Cancelled after .* of 50,000 rows/;
  await other.getByText(ended).waitFor();
  await page.getByText(ended).waitFor();
  // Its result stays until another file is chosen, also over a reload.
  await page.reload();
  await page.getByText(ended).waitFor();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.getByText('Or paste the rows').waitFor();
});

test('EX4 an import that Fieldhook did not survive says how far it came, and the file again goes on from there', async ({
  start,
  open,
  faults,
}) => {
  faults.allow(/ERR_|404.*\/api\/contact-imports\//);
  const ports = ['--ui-port', await lastingPort(), '--port', await lastingPort()];
  const first = await start({ args: ports });
  const rows = Array.from({ length: 20_000 }, (_, row) => `guest.${row}@mail.example,Guest ${row}`);
  const file = { name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(`Email,Name\n${rows.join('\n')}`) };
  const page = await open(first.address);
  await page.goto(`${first.ui}/#/contacts/import`);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await page.getByRole('button', { name: 'Import 20,000 rows' }).waitFor();
  let isDead = false;
  // It dies as the page is told that some of it was done, which on a fast machine may be all.
  await page.route(`${first.ui}/api/contact-imports/*`, async (route) => {
    if (isDead || route.request().method() !== 'GET') return route.fallback();
    const { pathname } = new URL(route.request().url());
    const state = await ask<ImportState>(first, 'GET', pathname as `/api/${string}`);
    if (state.dryRun || state.done === 0) return route.fulfill({ json: state });
    isDead = true;
    await first.kill();
    return route.fulfill({ json: { ...state, state: 'running' } satisfies ImportState });
  });
  await page.getByRole('button', { name: 'Import 20,000 rows' }).click();
  await page.getByText(/^Importing [\d,]*[1-9][\d,]* of 20,000 rows/).waitFor();
  await start({ dataDir: first.dataDir, args: ports });
  await page.getByRole('alert').getByText('Fieldhook ended in the middle of it. At least').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
});
