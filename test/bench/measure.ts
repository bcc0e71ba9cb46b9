import { startRawServer } from './raw-server-process.ts';

/** One measured number. `baseline` is what it was divided by, or is to be compared with, in the same run; `runs` are the single results behind the median. */
export interface Measurement {
  value: number;
  unit: string;
  baseline?: number;
  runs: number[];
}

/** A benchmark gives one or more named measurements. `bound` is what the product promises, for the table only: a benchmark never fails. */
export interface Benchmark {
  metrics: readonly { name: string; bound: string }[];
  /** `scale` (in ]0, 1]) makes less of what takes long to make, to see that a benchmark runs; its figures then mean nothing. */
  run(scale: number): Promise<Record<string, Measurement>>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const ROUNDS = 5;

/**
 * Runs plain node:http and ours in turn, so that a machine that slows down slows both, and gives the median of the pairwise ratios.
 * Both answer requests per second.
 */
export async function againstRawServer(
  baseline: (url: string) => Promise<number>,
  ours: () => Promise<number>,
): Promise<Measurement> {
  const raw = await startRawServer();
  const ratios: number[] = [];
  const baselines: number[] = [];
  try {
    await baseline(raw.url);
    for (let round = 0; round < ROUNDS; round += 1) {
      const per = await baseline(raw.url);
      baselines.push(per);
      ratios.push((await ours()) / per);
    }
  } finally {
    raw.stop();
  }
  return { value: median(ratios), unit: '×', baseline: median(baselines), runs: ratios };
}
