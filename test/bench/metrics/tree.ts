import { fileURLToPath } from 'node:url';
import { inBrowser } from '../in-browser.ts';
import { type Benchmark, type Measurement, median } from '../measure.ts';
import { servePage } from '../serve-page.ts';

/** 20 values each: 200,000 values. */
const BOOKINGS = 10_000;
/** Of about 270 bytes each. */
const ONE_MB = 3_780;
const TEN_MB = 37_400;
const SCROLL_STEPS = 240;
const ROUNDS = 7;
/** In a name or value of every tenth booking or so. */
const SEARCHED = 'ada.1';

/** The tree on a page of its own, built as the product is built. */
export const tree: Benchmark = {
  metrics: [
    { name: 'tree_first_rows_ms', bound: '< 300 ms' },
    { name: 'tree_frame_max_ms', bound: '< 50 ms' },
    { name: 'tree_expand_ms', bound: '< 100 ms' },
    { name: 'tree_scroll_p95_ms', bound: '≤ 33 ms' },
    { name: 'tree_search_ms', bound: '< 150 ms' },
  ],
  run: () => servePage(fileURLToPath(new URL('../tree-page', import.meta.url)), measure),
};

function measure(url: string) {
  return inBrowser(async (page) => {
    await page.goto(url);
    const paint = (bookings: number) => page.evaluate((many) => window.paintTree(many), bookings);
    const scroll = () => page.evaluate((steps) => window.scrollTree(steps), SCROLL_STEPS);
    await paint(10);
    const paints: number[] = [];
    const longest: number[] = [];
    const expanded: number[] = [];
    const scrolled: number[] = [];
    const searched: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      paints.push(await paint(BOOKINGS));
      longest.push(Math.max(...(await scroll())));
      await paint(ONE_MB);
      expanded.push(await page.evaluate(() => window.expandTree()));
      await paint(TEN_MB);
      scrolled.push(percentile(await scroll(), 0.95));
      searched.push(await page.evaluate((text) => window.searchTree(text), SEARCHED));
    }
    return {
      tree_first_rows_ms: inMs(paints),
      tree_frame_max_ms: inMs(longest),
      tree_expand_ms: inMs(expanded),
      tree_scroll_p95_ms: inMs(scrolled),
      tree_search_ms: inMs(searched),
    };
  });
}

const inMs = (runs: number[]): Measurement => ({ value: median(runs), unit: 'ms', runs });

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1]!;
}
