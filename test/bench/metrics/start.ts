import { startFieldhook } from '../fieldhook-process.ts';
import { type Benchmark, median } from '../measure.ts';

/** From starting the built headless host on an empty folder to its ready line. */
export const start: Benchmark = {
  metrics: [{ name: 'start_ms', bound: '< 1,000 ms' }],
  async run() {
    const runs: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const fieldhook = await startFieldhook();
      runs.push(fieldhook.startMs);
      await fieldhook.stop();
    }
    return { start_ms: { value: median(runs), unit: 'ms', runs } };
  },
};
