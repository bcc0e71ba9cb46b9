/** One measured number. `baseline` is what it was divided by in the same run; `runs` are the single results behind the median. */
export interface Measurement {
  value: number;
  unit: string;
  baseline?: number;
  runs: number[];
}

/** A benchmark gives one or more named measurements. `bound` is what the product promises, for the table only: a benchmark never fails. */
export interface Benchmark {
  metrics: readonly { name: string; bound: string }[];
  run(): Promise<Record<string, Measurement>>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Runs two sides in turn, so that a machine that slows down slows both, and gives the median of the pairwise ratios. Both sides answer
 * with a rate (higher is better).
 */
export async function ratioOf(
  rounds: number,
  sides: { ours: () => Promise<number>; baseline: () => Promise<number> },
): Promise<Measurement> {
  const ratios: number[] = [];
  const baselines: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const baseline = await sides.baseline();
    const ours = await sides.ours();
    baselines.push(baseline);
    ratios.push(ours / baseline);
  }
  return { value: median(ratios), unit: '×', baseline: median(baselines), runs: ratios };
}
