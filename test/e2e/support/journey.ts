import { type Browser, chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';
import { PageFaults } from './page-faults.ts';
import { emptyFolder, type Fieldhook, removeFolder, type StartOptions, startFieldhook } from './start-fieldhook.ts';

/**
 * `test` for a journey in a real browser:
 * - `start({ dataDir?, args? })` starts a Fieldhook; all of them end, and their folders go, when the test ends;
 * - `fieldhook` is one started on an empty folder;
 * - `page` is signed in to it; `open(address)` opens a further page in the same browser profile;
 * - `faults` holds what went wrong in any page: a test with faults fails, unless it `allow`ed them.
 */
export const test = base.extend<{
  start: (options?: Partial<StartOptions>) => Promise<Fieldhook>;
  fieldhook: Fieldhook;
  browser: Browser;
  faults: PageFaults;
  open: (address: string) => Promise<Page>;
  page: Page;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: the test runner reads from the pattern what a fixture needs
  start: async ({}, use) => {
    const started: Fieldhook[] = [];
    const folders = new Set<string>();
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? (await emptyFolder());
      folders.add(dataDir);
      const fieldhook = await startFieldhook({ ...options, dataDir });
      started.push(fieldhook);
      return fieldhook;
    });
    await Promise.all(started.map((fieldhook) => fieldhook.stop()));
    await Promise.all([...folders].map(removeFolder));
  },
  fieldhook: async ({ start }, use) => use(await start()),
  // biome-ignore lint/correctness/noEmptyPattern: see above
  browser: async ({}, use) => {
    const browser = await chromium.connect(inject('browser'));
    await use(browser);
    await browser.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  faults: async ({}, use) => {
    const faults = new PageFaults();
    await use(faults);
    expect(faults.list(), 'faults in the page').toEqual([]);
  },
  // Asks for `start` so that pages close before what they show stops.
  open: async ({ start: _start, browser, faults }, use) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-write'],
    });
    context.setDefaultTimeout(15_000);
    await use(async (address) => {
      const page = await context.newPage();
      faults.watch(page);
      await page.goto(address);
      return page;
    });
    await context.close();
  },
  page: async ({ open, fieldhook }, use) => use(await open(fieldhook.address)),
});
