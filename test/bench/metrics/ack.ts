import { steadyLoad } from '../load.ts';
import type { Benchmark, Measurement } from '../measure.ts';
import { pipelineWebhook } from '../pipeline-webhook.ts';
import { withFieldhook } from '../with-fieldhook.ts';

const PER_SECOND = 200;
const SECONDS = 15;

/** How long senders wait for their 200 at a steady 200 requests a second, while each request is also worked on. */
export const ack: Benchmark = {
  metrics: [
    { name: 'ack_p99_ms', bound: '< 25 ms' },
    { name: 'ack_max_ms', bound: '< 1,000 ms' },
  ],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const url = await pipelineWebhook(fieldhook);
      const { p99Ms, maxMs } = await steadyLoad(
        { url, connections: 20, seconds: SECONDS, perSecond: PER_SECOND },
        () => false,
      );
      return { ack_p99_ms: inMs(p99Ms), ack_max_ms: inMs(maxMs) };
    }),
};

const inMs = (value: number): Measurement => ({ value, unit: 'ms', runs: [value] });
