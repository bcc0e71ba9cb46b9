import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';
import { inBrowser } from '../in-browser.ts';
import { type Benchmark, median } from '../measure.ts';

/** 20 values each: 200,000 values. */
const BOOKINGS = 10_000;
const SCROLL_STEPS = 240;
const ROUNDS = 7;

/** The tree on a page of its own, built as the product is built, with 200,000 values. */
export const tree: Benchmark = {
  metrics: [
    { name: 'tree_first_rows_ms', bound: '< 300 ms' },
    { name: 'tree_frame_max_ms', bound: '< 50 ms' },
  ],
  async run() {
    const outDir = await mkdtemp(join(tmpdir(), 'fieldhook-tree-'));
    const config: InlineConfig = {
      root: fileURLToPath(new URL('../tree-page', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir, emptyOutDir: true },
    };
    await build(config);
    const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
    try {
      return await measure(server.resolvedUrls?.local[0] ?? '');
    } finally {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    }
  },
};

function measure(url: string) {
  return inBrowser(async (page) => {
    await page.goto(url);
    await page.evaluate((bookings) => window.paintTree(bookings), 10);
    const paints: number[] = [];
    const longest: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      paints.push(await page.evaluate((bookings) => window.paintTree(bookings), BOOKINGS));
      longest.push(Math.max(...(await page.evaluate((steps) => window.scrollTree(steps), SCROLL_STEPS))));
    }
    return {
      tree_first_rows_ms: { value: median(paints), unit: 'ms', runs: paints },
      tree_frame_max_ms: { value: median(longest), unit: 'ms', runs: longest },
    };
  });
}
