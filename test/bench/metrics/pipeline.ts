import { setTimeout as after } from 'node:timers/promises';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { load } from '../load.ts';
import { againstRawServer, type Benchmark } from '../measure.ts';
import { pipelineWebhook } from '../pipeline-webhook.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const CONNECTIONS = 50;
const SECONDS = 3;

/** The whole job: stored, identified, four fields filled, committed. Counted until the last request of the load has its outcome. */
export const pipeline: Benchmark = {
  metrics: [{ name: 'pipeline_ratio', bound: '≥ 0.30' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const address = await pipelineWebhook(fieldhook);
      await processedPerSecond(fieldhook, address, 1);
      const ratio = await againstRawServer(
        async (url) => (await load(url, CONNECTIONS, SECONDS)).perSecond,
        () => processedPerSecond(fieldhook, address, SECONDS),
      );
      return { pipeline_ratio: ratio };
    }),
};

/** Requests that have their outcome, per second of the load and of what it left waiting. */
export async function processedPerSecond(fieldhook: Fieldhook, url: string, seconds: number): Promise<number> {
  const begun = performance.now();
  const { accepted } = await load(url, CONNECTIONS, seconds);
  while ((await call(fieldhook, 'getHealth', {})).pending > 0) await after(5);
  return (accepted * 1000) / (performance.now() - begun);
}
