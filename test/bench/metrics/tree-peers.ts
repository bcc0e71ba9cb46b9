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
/** Each viewer has its turn so many times, and shows the data as often in each of them as its part of the rounds. */
const TURNS = 3;
/** In each turn a viewer shows the data so many times before it counts: a page that has just been loaded runs code that is not compiled yet. */
const WARM_UPS = 5;
/** A viewer that is this many times slower than the fastest decides nothing, and would only take minutes. */
const TOO_SLOW = 5;
/** A viewer that needs longer is out: the fastest counts. */
const LONGEST_MS = 30_000;
/**
 * A frame counts once it is drawn, and comes when it is ready and not in the rhythm of a screen: what is less than one of 16.7 ms could not be
 * told apart otherwise. Pages clear up before each round, so that none pays for the last.
 */
const FLAGS = [
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
  '--run-all-compositor-stages-before-draw',
  '--js-flags=--expose-gc',
];

/**
 * From data to painted rows, as a part of what the fastest of the other viewers needs for the same data. Each has a browser of its own, the only
 * one at its time, because browsers that wait for what is drawn hold each other up; they take turns, so that what else the machine does meets
 * all of them.
 */
export const treePeers: Benchmark = {
  metrics: SIZES.map(({ metric, bound }) => ({ name: metric, bound })),
  run: () =>
    servePage(fileURLToPath(new URL('../tree-page', import.meta.url)), (ours) =>
      servePage(peerPage(), async (theirs) => {
        const results: Record<string, Measurement> = {};
        for (const size of SIZES) results[size.metric] = await compare({ ours, theirs }, size);
        return results;
      }),
    ),
};

async function compare(
  { ours, theirs }: { ours: string; theirs: string },
  { bookings, rounds }: Size,
): Promise<Measurement> {
  const own = new Viewer(ours, (page) => page.evaluate((many) => window.paintTree(many), bookings));
  const peers = new Map<Peer, Viewer>();
  for (const peer of Object.keys(PEERS) as Peer[]) {
    const asked = [peer, bookings] as const;
    const paint: Paint = (page) => page.evaluate(([name, many]) => window.paintPeer(name, many), asked);
    peers.set(peer, new Viewer(theirs, paint));
  }
  const viewers = [own, ...peers.values()];
  // One showing of each tells who is too slow to matter.
  for (const viewer of viewers) await viewer.turn({ warmUps: 0, rounds: 1 });
  const fastestFirst = Math.min(...[...peers.values()].map((peer) => peer.took()));
  const close = viewers.filter((viewer) => viewer === own || viewer.took() <= fastestFirst * TOO_SLOW);
  for (const viewer of close) viewer.forget();
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const viewer of close) await viewer.turn({ warmUps: WARM_UPS, rounds: Math.ceil(rounds / TURNS) });
  }

  const told = [...peers].map(([name, peer]) => `${name} ${Math.round(peer.took())}`);
  const fastest = Math.min(...[...peers.values()].map((peer) => peer.took()));
  process.stderr.write(`${bookings} bookings: ours ${Math.round(own.took())} ms, ${told.join(' ms, ')} ms\n`);
  const ratios = own.runs.map((ms) => ms / fastest);
  return { value: median(ratios), unit: '×', baseline: fastest, runs: ratios };
}

type Paint = (page: Page) => Promise<number>;

/** One viewer at its address, and what its rounds took in ms: without end once it needs too long, or its page breaks down. */
class Viewer {
  runs: number[] = [];
  readonly #url: string;
  readonly #paint: Paint;
  #isOut: boolean = false;

  constructor(url: string, paint: Paint) {
    this.#url = url;
    this.#paint = paint;
  }

  /** In a page that is new. */
  async turn({ warmUps, rounds }: { warmUps: number; rounds: number }): Promise<void> {
    await withBrowser(async (newPage) => {
      const page = await newPage();
      await page.goto(this.#url);
      for (let round = 0; round < warmUps; round += 1) await this.#measure(page);
      for (let round = 0; round < rounds; round += 1) this.runs.push(await this.#measure(page));
    }, FLAGS);
  }

  took(): number {
    return median(this.runs);
  }

  forget(): void {
    this.runs = [];
  }

  async #measure(page: Page): Promise<number> {
    if (this.#isOut) return Number.POSITIVE_INFINITY;
    try {
      return await within(LONGEST_MS, page, this.#paint(page));
    } catch (error) {
      process.stderr.write(`A viewer was given up on: ${String(error).split('\n')[0]}\n`);
      this.#isOut = true;
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
