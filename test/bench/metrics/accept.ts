import { type FieldhookProcess, startFieldhook, startRawServer } from '../fieldhook-process.ts';
import { load } from '../load.ts';
import { type Benchmark, ratioOf } from '../measure.ts';

const CONNECTIONS = 50;
const SECONDS = 3;
const ROUNDS = 5;

/**
 * Durable accept alone: the webhook listens while it is switched off, so that a request is stored and answered and nothing else
 * happens (RC5). Divided by plain node:http under the same load.
 */
export const accept: Benchmark = {
  metrics: [{ name: 'accept_ratio', bound: '≥ 0.35' }],
  async run() {
    const raw = await startRawServer();
    const fieldhook = await startFieldhook();
    try {
      const url = await listeningAddress(fieldhook);
      await load(url, CONNECTIONS, 1);
      const ratio = await ratioOf(ROUNDS, {
        ours: async () => (await load(url, CONNECTIONS, SECONDS)).perSecond,
        baseline: async () => (await load(raw.url, CONNECTIONS, SECONDS)).perSecond,
      });
      return { accept_ratio: ratio };
    } finally {
      raw.stop();
      await fieldhook.stop();
    }
  },
};

async function listeningAddress(fieldhook: FieldhookProcess): Promise<string> {
  const webhook = await fieldhook.call('createWebhook', { body: { name: 'Accept', config: { limit: null } } });
  await fieldhook.call('startListening', { params: { id: webhook.id } });
  return webhook.address;
}
