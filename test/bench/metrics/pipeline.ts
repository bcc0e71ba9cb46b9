import { setTimeout as after } from 'node:timers/promises';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { load } from '../load.ts';
import { againstRawServer, type Benchmark } from '../measure.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const CONNECTIONS = 50;
const SECONDS = 3;

/** The whole job: stored, identified, four fields filled, committed. Counted until the last request of the load has its outcome. */
export const pipeline: Benchmark = {
  metrics: [{ name: 'pipeline_ratio', bound: '≥ 0.30 (next)' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const address = await activeWebhook(fieldhook);
      await processedPerSecond(fieldhook, address, 1);
      const ratio = await againstRawServer(
        async (url) => (await load(url, CONNECTIONS, SECONDS)).perSecond,
        () => processedPerSecond(fieldhook, address, SECONDS),
      );
      return { pipeline_ratio: ratio };
    }),
};

async function processedPerSecond(fieldhook: Fieldhook, url: string, seconds: number): Promise<number> {
  const begun = performance.now();
  const { accepted } = await load(url, CONNECTIONS, seconds);
  while ((await call(fieldhook, 'getHealth', {})).pending > 0) await after(5);
  return (accepted * 1000) / (performance.now() - begun);
}

async function activeWebhook(fieldhook: Fieldhook): Promise<string> {
  const rows = [
    { name: 'booking start', type: 'datetime', path: '$.payload.start' },
    { name: 'service', type: 'text', path: '$.payload.service.name' },
    { name: 'minutes', type: 'number', path: '$.payload.service.minutes' },
    { name: 'price', type: 'number', path: '$.payload.service.price' },
  ] as const;
  const fields: { field: string; path: string }[] = [];
  for (const { name, type, path } of rows) {
    const field = await call(fieldhook, 'createField', { body: { name, type } });
    fields.push({ field: field.key, path });
  }
  const config = {
    identity: { phone: '$.payload.invitee.phone', email: '$.payload.invitee.email' },
    profile: { firstName: '$.payload.invitee.first_name', lastName: '$.payload.invitee.last_name' },
    fields,
    limit: null,
  };
  const webhook = await call(fieldhook, 'createWebhook', { body: { name: 'Pipeline', config } });
  await call(fieldhook, 'updateWebhook', { params: { id: webhook.id }, body: { active: true } });
  return webhook.address;
}
