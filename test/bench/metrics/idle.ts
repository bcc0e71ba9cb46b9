import { readFile } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import { type Benchmark, median } from '../measure.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const ROUNDS = 3;
const SECONDS = 30;
/** Of Linux, in which /proc counts. */
const TICKS_PER_SECOND = 100;
/** What is begun at a start comes to its end first. */
const SETTLE_S = 15;

/** What the browser host uses of one core while nothing arrives; its public address is up and asked about as usual. */
export const idle: Benchmark = {
  metrics: [{ name: 'idle_cpu_pct', bound: '< 1 %' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const settings = await call(fieldhook, 'getSettings', {});
      const tunnel = { provider: 'own-address', url: fieldhook.receiver } as const;
      await call(fieldhook, 'putSettings', { body: { ...settings, tunnel } });
      await after(SETTLE_S * 1000);
      const { tunnel: status } = await call(fieldhook, 'getHealth', {});
      if (status.state !== 'ready') throw new Error(`The public address is not up: ${status.sentence}`);
      const runs: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = await processorSeconds(fieldhook.pid);
        await after(SECONDS * 1000);
        runs.push((((await processorSeconds(fieldhook.pid)) - before) / SECONDS) * 100);
      }
      return { idle_cpu_pct: { value: median(runs), unit: '%', runs } };
    }),
};

/** Processor time of a process so far, all its threads, as Linux tells it in /proc. */
async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}
