import { type FieldhookProcess, startFieldhook, startRawServer } from '../fieldhook-process.ts';
import { load } from '../load.ts';
import { type Benchmark, ratioOf } from '../measure.ts';

const CONNECTIONS = 50;
const SECONDS = 3;
const ROUNDS = 5;

/** The whole job: stored, identified, four fields filled, committed. Counted until the last request of the load has its outcome. */
export const pipeline: Benchmark = {
  metrics: [{ name: 'pipeline_ratio', bound: '≥ 0.30 (next milestone)' }],
  async run() {
    const raw = await startRawServer();
    const fieldhook = await startFieldhook();
    try {
      const url = await activeAddress(fieldhook);
      await processedPerSecond(fieldhook, url, 1);
      const ratio = await ratioOf(ROUNDS, {
        ours: () => processedPerSecond(fieldhook, url, SECONDS),
        baseline: async () => (await load(raw.url, CONNECTIONS, SECONDS)).perSecond,
      });
      return { pipeline_ratio: ratio };
    } finally {
      raw.stop();
      await fieldhook.stop();
    }
  },
};

async function processedPerSecond(fieldhook: FieldhookProcess, url: string, seconds: number): Promise<number> {
  const begun = performance.now();
  const { accepted } = await load(url, CONNECTIONS, seconds);
  while ((await fieldhook.call('getHealth', {})).pending > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return (accepted * 1000) / (performance.now() - begun);
}

async function activeAddress(fieldhook: FieldhookProcess): Promise<string> {
  const fields = [
    { name: 'booking start', type: 'datetime', path: '$.payload.start' },
    { name: 'service', type: 'text', path: '$.payload.service.name' },
    { name: 'minutes', type: 'number', path: '$.payload.service.minutes' },
    { name: 'price', type: 'number', path: '$.payload.service.price' },
  ] as const;
  const mapped: { field: string; path: string }[] = [];
  for (const { name, type, path } of fields) {
    const field = await fieldhook.call('createField', { body: { name, type } });
    mapped.push({ field: field.key, path });
  }
  const webhook = await fieldhook.call('createWebhook', {
    body: {
      name: 'Pipeline',
      config: {
        identity: { phone: '$.payload.invitee.phone', email: '$.payload.invitee.email' },
        profile: { firstName: '$.payload.invitee.first_name', lastName: '$.payload.invitee.last_name' },
        fields: mapped,
        limit: null,
      },
    },
  });
  await fieldhook.call('updateWebhook', { params: { id: webhook.id }, body: { active: true } });
  return webhook.address;
}
