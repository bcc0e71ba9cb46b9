import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Export } from '#shared/contract/export.ts';
import { grow } from '#test/bench/grow.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { emptyFolder, type Fieldhook } from '../support/start-fieldhook.ts';
import { ask, JANE, openClinic, RAVI } from './harbour-clinic.ts';

const exportsOf = (fieldhook: Fieldhook) => ask<Export[]>(fieldhook, 'GET', '/api/exports');

function filesIn({ dataDir }: Fieldhook): string[] {
  const folder = join(dataDir, 'exports');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Requests in the long log. */
const LONG = 65_536;

/** A log that takes a while to write down, at an engine that runs. */
async function longLog(start: (options: { dataDir: string }) => Promise<Fieldhook>) {
  const dataDir = await emptyFolder();
  const first = await start({ dataDir });
  const { book } = await openClinic(first);
  await book(JANE);
  await first.stop();
  grow(dataDir, { requests: LONG, contacts: 1, old: 0 });
  return start({ dataDir });
}

/** Shows the page each export in its middle, even one that is done by then, until that export is dropped or what this gives is called. */
async function heldInTheMiddle(page: Page, { ui }: Fieldhook): Promise<() => void> {
  let isHeld = true;
  const release = () => {
    isHeld = false;
  };
  await page.route(`${ui}/api/exports**`, async (route) => {
    const method = route.request().method();
    if (method === 'DELETE') release();
    if (method !== 'GET' || !isHeld) return route.fallback();
    const response = await route.fetch();
    const exports = (await response.json()) as Export[];
    const middle = { state: 'running', rows: 12_345, expected: LONG } as const;
    await route.fulfill({ response, json: exports.map((one): Export => ({ ...one, ...middle })) });
  });
  return release;
}

test('EX4 a long log shows how far its file is, is cancelled in the middle, and comes whole the next time', async ({
  start,
  open,
}) => {
  const fieldhook = await longLog(start);
  const page = await open(fieldhook.address);
  await page.goto(`${fieldhook.ui}/#/log`);
  const bar = page.getByRole('region', { name: 'Export' });
  const begin = async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'What is listed (JSON lines)' }).click();
  };
  await heldInTheMiddle(page, fieldhook);
  await begin();
  await bar.getByText(/^[\d,]+ of 65,536 requests, /).waitFor();
  await bar.getByRole('progressbar', { name: 'Rows done' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Cancel' }).click();
  await bar.waitFor({ state: 'detached' });
  expect(await exportsOf(fieldhook)).toEqual([]);
  await expect.poll(() => filesIn(fieldhook)).toEqual([]);

  const saved = page.waitForEvent('download', { timeout: 60_000 });
  const release = await heldInTheMiddle(page, fieldhook);
  await begin();
  // It goes on whichever page one looks at.
  await page.goto(`${fieldhook.ui}/#/contacts`);
  await bar.getByText('Exporting the log').waitFor();
  // It says so for a moment only.
  const told = page.getByText('log.jsonl is being saved').waitFor();
  release();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('log.jsonl');
  await told;
  const lines = (await readFile(await download.path(), 'utf8')).split('\n');
  expect(lines).toHaveLength(65_537);
  expect(JSON.parse(lines[65_535]!)).toMatchObject({ contact: { label: 'Jane Doe' } });
  await bar.waitFor({ state: 'detached' });
  await expect.poll(() => filesIn(fieldhook)).toEqual([]);
});

test('EX4 a file that was asked for elsewhere waits until somebody saves it or throws it away', async ({
  page,
  fieldhook,
}) => {
  const { book } = await openClinic(fieldhook);
  await book(JANE);
  await book(RAVI);
  const begin = () => ask(fieldhook, 'POST', '/api/exports', { of: 'contacts', as: 'csv', query: {} });
  const bar = page.getByRole('region', { name: 'Export' });
  await begin();
  await bar.getByText('contacts.csv is ready').waitFor();
  await bar.getByText(/^2 contacts, \d+ bytes$/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar.getByRole('link', { name: 'Save file' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('"Ravi Patel"');
  await bar.waitFor({ state: 'detached' });

  await begin();
  await bar.getByRole('button', { name: 'Throw away' }).click();
  await page.getByText('contacts.csv is thrown away. Nothing is lost: export again to have it anew.').waitFor();
  await bar.waitFor({ state: 'detached' });
  await expect.poll(() => filesIn(fieldhook)).toEqual([]);
});

test('EX4 a file that cannot be written is said, and nothing is saved', async ({ page, fieldhook }) => {
  const { book } = await openClinic(fieldhook);
  await book(JANE);
  writeFileSync(join(fieldhook.dataDir, 'exports'), 'in the way of the folder');
  await page.goto(`${fieldhook.ui}/#/contacts`);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'For spreadsheets (CSV)' }).click();
  const bar = page.getByRole('region', { name: 'Export' });
  await bar.getByRole('status').getByText('The contacts were not exported. The file could not be written').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Close' }).click();
  await bar.waitFor({ state: 'detached' });
});
