import { type Benchmark, median } from '../measure.ts';
import { withFieldhook } from '../with-fieldhook.ts';

const ROUNDS = 7;

/** From starting the built browser host on an empty folder to its ready line. */
export const start: Benchmark = {
  metrics: [{ name: 'start_ms', bound: '< 1,000 ms' }],
  async run() {
    const runs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.push(await withFieldhook((_, startedMs) => Promise.resolve(startedMs)));
    }
    return { start_ms: { value: median(runs), unit: 'ms', runs } };
  },
};
