import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { withBrowser } from '../in-browser.ts';
import { type Benchmark, type Measurement, median } from '../measure.ts';
import { PEERS, type Peer, peerPage } from '../peers.ts';
import { servePage } from '../serve-page.ts';

interface Size {
  metric: string;
  /** Of about 270 bytes each. */
  bookings: number;
  rounds: number;
  bound: string;
}

const SIZES: readonly Size[] = [
  { metric: 'tree_paint_10kb_ratio', bookings: 38, rounds: 9, bound: '≤ 1.2' },
  { metric: 'tree_paint_1mb_ratio', bookings: 3_780, rounds: 5, bound: '≤ 0.25' },
  { metric: 'tree_paint_10mb_ratio', bookings: 37_400, rounds: 3, bound: '≤ 0.3' },
];
/** A viewer that needs longer is out: the fastest counts. */
const LONGEST_MS = 30_000;
/** Otherwise what is less than a frame of the screen could not be told apart. */
const NO_SCREEN = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

type Paint = (page: Page, bookings: number) => Promise<number>;

/** From data to painted rows, as a part of what the fastest of the other viewers needs for the same data. Each in a page of its own, in turn. */
export const treePeers: Benchmark = {
  metrics: SIZES.map(({ metric, bound }) => ({ name: metric, bound })),
  run: () =>
    servePage(fileURLToPath(new URL('../tree-page', import.meta.url)), (ours) =>
      servePage(peerPage(), (theirs) =>
        withBrowser(async (newPage) => {
          const results: Record<string, Measurement> = {};
          for (const size of SIZES) results[size.metric] = await compare(newPage, { ours, theirs }, size);
          return results;
        }, NO_SCREEN),
      ),
    ),
};

async function compare(
  newPage: () => Promise<Page>,
  { ours, theirs }: { ours: string; theirs: string },
  { bookings, rounds }: Size,
): Promise<Measurement> {
  const paintOurs: Paint = (page, count) => page.evaluate((many) => window.paintTree(many), count);
  const measure = (url: string, paint: Paint) => measureOne(newPage, { url, paint, bookings, rounds });
  const tookOurs = await measure(ours, paintOurs);
  const peers: Partial<Record<Peer, number>> = {};
  for (const peer of Object.keys(PEERS) as Peer[]) {
    const paint: Paint = (page, count) =>
      page.evaluate(([name, many]) => window.paintPeer(name, many), [peer, count] as const);
    peers[peer] = median(await measure(theirs, paint));
  }
  const told = Object.entries(peers).map(([name, ms]) => `${name} ${Math.round(ms)}`);
  const fastest = Math.min(...Object.values(peers));
  process.stderr.write(`${bookings} bookings: ours ${Math.round(median(tookOurs))} ms, ${told.join(' ms, ')} ms\n`);
  const ratios = tookOurs.map((ms) => ms / fastest);
  return { value: median(ratios), unit: '×', baseline: fastest, runs: ratios };
}

/** In ms; without end for a viewer that needs too long, or whose page breaks down. */
async function measureOne(
  newPage: () => Promise<Page>,
  { url, paint, bookings, rounds }: { url: string; paint: Paint; bookings: number; rounds: number },
): Promise<number[]> {
  const page = await newPage();
  try {
    await page.goto(url);
    await paint(page, 3);
    const runs: number[] = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await within(LONGEST_MS, page, paint(page, bookings)));
    return runs;
  } catch (error) {
    process.stderr.write(`A viewer was given up on: ${String(error).split('\n')[0]}\n`);
    return [Number.POSITIVE_INFINITY];
  } finally {
    // One that is busy does not close by itself.
    void page.close().catch(() => undefined);
  }
}

function within(ms: number, page: Page, work: Promise<number>): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it took longer than ${ms / 1000} s`)), ms);
    page.once('crash', () => reject(new Error('its page broke down')));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
