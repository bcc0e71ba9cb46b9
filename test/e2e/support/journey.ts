import type { Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';
import { KeptBrowser } from './kept-browser.ts';
import { KeptHost } from './kept-host.ts';
import { PageFaults } from './page-faults.ts';
import { emptyFolder, type Fieldhook, removeFolder, type StartOptions, startFieldhook } from './start-fieldhook.ts';

/**
 * `test` for a journey in a real browser:
 * - `start({ dataDir?, args? })` starts a Fieldhook in a process of its own; all of them end, and their folders go, when the test ends;
 * - `fieldhook` is one started on an empty folder, in the process of the one before it;
 * - `page` is signed in to it, and its first screen stands; `open(address)` opens a page, all of a test in one browser profile;
 * - `faults` holds what went wrong in any page: a test with faults fails, unless it `allow`ed them.
 */
export const test = base.extend<{
  $worker: {
    kept: KeptBrowser;
    host: KeptHost;
    /** The port of the screens of the last `fieldhook`: what the browser has loaded from there serves the next one too. */
    screens: { port: string | null };
  };
  $test: {
    start: (options?: Partial<StartOptions>) => Promise<Fieldhook>;
    fieldhook: Fieldhook;
    faults: PageFaults;
    open: (address: string) => Promise<Page>;
    page: Page;
  };
}>({
  kept: [
    // biome-ignore lint/correctness/noEmptyPattern: the test runner reads from the pattern what a fixture needs
    async ({}, use) => {
      const kept = await KeptBrowser.launch(inject('chromium'));
      await use(kept);
      await kept.close();
    },
    { scope: 'worker' },
  ],
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const host = new KeptHost();
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  screens: [async ({}, use) => use({ port: null }), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: see above
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
  fieldhook: async ({ start, host, screens }, use) => {
    const onAnyPort = () => start({ kept: host });
    const onSamePort = (port: string) => start({ kept: host, args: ['--ui-port', port] });
    // Somebody else may have taken the port meanwhile.
    const fieldhook = screens.port === null ? await onAnyPort() : await onSamePort(screens.port).catch(onAnyPort);
    screens.port = new URL(fieldhook.ui).port;
    await use(fieldhook);
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  faults: async ({}, use) => {
    const faults = new PageFaults();
    await use(faults);
    expect(faults.list(), 'faults in the page').toEqual([]);
  },
  // Asks for `start` so that pages close before what they show stops.
  open: async ({ start: _start, kept, faults }, use) => {
    const ends: (() => void)[] = [];
    await use(async (address) => {
      const page = await kept.page();
      ends.push(faults.watch(page));
      await page.goto(address);
      return page;
    });
    for (const end of ends) end();
    await kept.makeAsNew();
  },
  page: async ({ open, fieldhook }, use) => {
    const page = await open(fieldhook.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await use(page);
  },
});
