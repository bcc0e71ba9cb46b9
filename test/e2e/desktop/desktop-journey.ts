import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { type Desktop, type DesktopOptions, startDesktop } from '../../stand-in/start-desktop.ts';
import { test as base } from '../support/journey.ts';
import type { KeptBrowser } from '../support/kept-browser.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';

type Options = Partial<Pick<DesktopOptions, 'dataDir' | 'surroundings' | 'args'>>;
type Launch = (options?: Options) => Promise<Desktop>;

/**
 * `test` for a journey through the built desktop app under the stand-in (test/stand-in):
 * - `launch({ dataDir?, surroundings?, args? })` starts one; all of them end, and their folders go, when the test ends;
 * - `desktop` is one for all tests of a file that ask for it, which therefore leave it as they found it.
 */
export const test = base.extend<{ $file: { desktop: Desktop }; $test: { launch: Launch } }>({
  desktop: [
    async ({ kept }, use) => {
      const all = launcher(kept);
      await use(await all.launch());
      await all.end();
    },
    { scope: 'file' },
  ],
  launch: async ({ kept }, use) => {
    const all = launcher(kept);
    await use(all.launch);
    await all.end();
  },
});

function launcher(kept: KeptBrowser): { launch: Launch; end: () => Promise<void> } {
  const started: Desktop[] = [];
  const folders = new Set<string>();
  return {
    async launch({ dataDir, ...options } = {}) {
      const folder = dataDir ?? (await emptyFolder());
      folders.add(folder);
      const desktop = startDesktop({
        ...options,
        ...(await kept.shared()),
        dataDir: folder,
        program: inject('desktop'),
        compileCache: inject('compileCache'),
      });
      started.push(desktop);
      return desktop;
    },
    async end() {
      await Promise.all(started.map((desktop) => desktop.stop()));
      await Promise.all([...folders].map(removeFolder));
    },
  };
}

/** The page of the first window, once everything has started and its first screen stands. */
export async function firstScreen(desktop: Desktop): Promise<Page> {
  await desktop.receiver();
  const page = await desktop.window();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
