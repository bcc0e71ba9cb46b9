import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { inBrowser } from '../in-browser.ts';
import type { Benchmark } from '../measure.ts';
import { withFieldhook } from '../with-fieldhook.ts';

const SCREENS = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));

/** Scripts that the browser fetches until the first page is there, compressed with gzip; what is fetched ahead afterwards is left out. */
export const page: Benchmark = {
  metrics: [{ name: 'page_kb', bound: '≤ 300 KB' }],
  run: () =>
    withFieldhook((fieldhook) =>
      inBrowser(async (tab) => {
        await tab.addInitScript(() => {
          window.requestIdleCallback = () => 0;
        });
        await tab.goto(fieldhook.address);
        await tab.getByRole('heading', { level: 1 }).first().waitFor();
        const addresses = await tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
        const scripts = addresses
          .filter((address) => address.endsWith('.js'))
          .map((address) => new URL(address).pathname);
        if (scripts.length === 0) throw new Error('The page was there without a script.');
        const bytes = [...new Set(scripts)].reduce(
          (sum, path) => sum + gzipSync(readFileSync(`${SCREENS}${path}`)).length,
          0,
        );
        return { page_kb: { value: bytes / 1024, unit: 'KB', runs: [bytes / 1024] } };
      }),
    ),
};
