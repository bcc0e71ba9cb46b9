import autocannon from 'autocannon';
import { PAYLOAD } from '../load.ts';
import type { Benchmark } from '../measure.ts';
import { pipelineWebhook } from '../pipeline-webhook.ts';
import { residentMb } from '../resident-mb.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const DELIVERIES = 100_000;

/** Resident memory of the browser host after 100,000 requests have been received and worked on. */
export const memory: Benchmark = {
  metrics: [{ name: 'rss_mb', bound: '< 200 MB' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const url = await pipelineWebhook(fieldhook);
      const headers = { 'content-type': 'application/json' };
      await autocannon({ url, connections: 20, amount: DELIVERIES, method: 'POST', headers, body: PAYLOAD });
      while ((await call(fieldhook, 'getHealth', {})).pending > 0);
      const value = await residentMb(fieldhook.pid);
      return { rss_mb: { value, unit: 'MB', runs: [value] } };
    }),
};
