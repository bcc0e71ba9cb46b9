import autocannon from 'autocannon';
import { PAYLOAD } from '../load.ts';
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
      const { latency, non2xx, errors } = await autocannon({
        url,
        connections: 20,
        overallRate: PER_SECOND,
        duration: SECONDS,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: PAYLOAD,
      });
      if (non2xx + errors > 0) throw new Error(`The load met ${non2xx} refusals and ${errors} errors.`);
      return { ack_p99_ms: inMs(latency.p99), ack_max_ms: inMs(latency.max) };
    }),
};

const inMs = (value: number): Measurement => ({ value, unit: 'ms', runs: [value] });
