import { readFile } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import { FakeRelay } from '#test/doubles/fake-relay.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { type Benchmark, type Measurement, median } from '../measure.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const TO_RELAY = new URL('../to-relay.mjs', import.meta.url).href;
const ROUNDS = 3;
const SECONDS = 30;
/** Of Linux, in which /proc counts. */
const TICKS_PER_SECOND = 100;
/** What is begun at a start comes to its end first. */
const SETTLE_S = 15;

/** What the browser host uses of one core while nothing arrives; its public address, at a relay on this computer, is up and asked about as usual. */
export const idle: Benchmark = {
  metrics: [{ name: 'idle_cpu_pct', bound: '< 1 %' }],
  async run() {
    const relay = await new FakeRelay().start();
    try {
      const options = { tunnel: true, nodeArgs: ['--import', TO_RELAY], env: { FAKE_RELAY: relay.url } };
      return await withFieldhook(measure, options);
    } finally {
      await relay.stop();
    }
  },
};

async function measure(fieldhook: Fieldhook): Promise<Record<string, Measurement>> {
  await after(SETTLE_S * 1000);
  const runs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await processorSeconds(fieldhook.pid);
    await after(SECONDS * 1000);
    runs.push((((await processorSeconds(fieldhook.pid)) - before) / SECONDS) * 100);
  }
  const { tunnel: status } = await call(fieldhook, 'getHealth', {});
  if (status.state !== 'ready') throw new Error(`The public address is not up: ${status.sentence}`);
  return { idle_cpu_pct: { value: median(runs), unit: '%', runs } };
}

/** Processor time of a process so far, all its threads, as Linux tells it in /proc. */
async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}
