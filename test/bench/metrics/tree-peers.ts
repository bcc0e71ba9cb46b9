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
  { metric: 'tree_paint_10kb_ratio', bookings: 38, rounds: 15, bound: '≤ 1.2' },
  { metric: 'tree_paint_1mb_ratio', bookings: 3_780, rounds: 11, bound: '≤ 0.25' },
  { metric: 'tree_paint_10mb_ratio', bookings: 37_400, rounds: 7, bound: '≤ 0.3' },
];
/** Every viewer shows the data so many times before it counts: a page that has just been loaded runs code that is not compiled yet. */
const WARM_UPS = 3;
/** A viewer that is this many times slower than the fastest decides nothing, and would only take minutes. */
const TOO_SLOW = 5;
/** A viewer that needs longer is out: the fastest counts. */
const LONGEST_MS = 30_000;
/** Otherwise what is less than a frame of the screen could not be told apart. Pages clear up before each round, so that none pays for the last. */
const FLAGS = ['--disable-frame-rate-limit', '--disable-gpu-vsync', '--js-flags=--expose-gc'];

/**
 * From data to painted rows, as a part of what the fastest of the other viewers needs for the same data. Each in a page of its own, one after
 * another in every round, so that what else the machine does meets all of them.
 */
export const treePeers: Benchmark = {
  metrics: SIZES.map(({ metric, bound }) => ({ name: metric, bound })),
  run: () =>
    servePage(fileURLToPath(new URL('../tree-page', import.meta.url)), (ours) =>
      servePage(peerPage(), (theirs) =>
        withBrowser(async (newPage) => {
          const results: Record<string, Measurement> = {};
          for (const size of SIZES) results[size.metric] = await compare(newPage, { ours, theirs }, size);
          return results;
        }, FLAGS),
      ),
    ),
};

async function compare(
  newPage: () => Promise<Page>,
  { ours, theirs }: { ours: string; theirs: string },
  { bookings, rounds }: Size,
): Promise<Measurement> {
  const own = new Viewer(await opened(newPage, ours), (page) =>
    page.evaluate((many) => window.paintTree(many), bookings),
  );
  const peers = new Map<Peer, Viewer>();
  for (const peer of Object.keys(PEERS) as Peer[]) {
    const asked = [peer, bookings] as const;
    const paint: Paint = (page) => page.evaluate(([name, many]) => window.paintPeer(name, many), asked);
    peers.set(peer, new Viewer(await opened(newPage, theirs), paint));
  }
  const viewers = [own, ...peers.values()];
  // The first round also tells who is too slow to matter.
  for (const viewer of viewers) await viewer.round();
  const fastestFirst = Math.min(...[...peers.values()].map((peer) => peer.took()));
  const close = viewers.filter((viewer) => viewer === own || viewer.took() <= fastestFirst * TOO_SLOW);
  for (let round = 1; round < WARM_UPS; round += 1) for (const viewer of close) await viewer.round();
  for (const viewer of close) viewer.forget();
  for (let round = 0; round < rounds; round += 1) for (const viewer of close) await viewer.round();
  for (const viewer of viewers) viewer.close();

  const told = [...peers].map(([name, peer]) => `${name} ${Math.round(peer.took())}`);
  const fastest = Math.min(...[...peers.values()].map((peer) => peer.took()));
  process.stderr.write(`${bookings} bookings: ours ${Math.round(own.took())} ms, ${told.join(' ms, ')} ms\n`);
  const ratios = own.runs.map((ms) => ms / fastest);
  return { value: median(ratios), unit: '×', baseline: fastest, runs: ratios };
}

type Paint = (page: Page) => Promise<number>;

async function opened(newPage: () => Promise<Page>, url: string): Promise<Page> {
  const page = await newPage();
  await page.goto(url);
  return page;
}

/** One viewer in its page, and what its rounds took in ms: without end once it needs too long, or its page breaks down. */
class Viewer {
  runs: number[] = [];
  readonly #page: Page;
  readonly #paint: Paint;
  #isOut: boolean = false;

  constructor(page: Page, paint: Paint) {
    this.#page = page;
    this.#paint = paint;
  }

  async round(): Promise<void> {
    this.runs.push(this.#isOut ? Number.POSITIVE_INFINITY : await this.#measure());
  }

  took(): number {
    return median(this.runs);
  }

  forget(): void {
    this.runs = [];
  }

  /** Nobody waits for it: a page that is busy does not close by itself. */
  close(): void {
    void this.#page.close().catch(() => undefined);
  }

  async #measure(): Promise<number> {
    try {
      // A page that is not in front gets no frames.
      await this.#page.bringToFront();
      return await within(LONGEST_MS, this.#page, this.#paint(this.#page));
    } catch (error) {
      process.stderr.write(`A viewer was given up on: ${String(error).split('\n')[0]}\n`);
      this.#isOut = true;
      this.close();
      return Number.POSITIVE_INFINITY;
    }
  }
}

function within(ms: number, page: Page, work: Promise<number>): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it took longer than ${ms / 1000} s`)), ms);
    page.once('crash', () => reject(new Error('its page broke down')));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
