import { load } from '../load.ts';
import { againstRawServer, type Benchmark } from '../measure.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const CONNECTIONS = 50;
const SECONDS = 3;

/**
 * Durable accept alone: the webhook listens while it is switched off, so that a request is stored and answered and nothing else
 * happens (RC5). Divided by plain node:http under the same load.
 */
export const accept: Benchmark = {
  metrics: [{ name: 'accept_ratio', bound: '≥ 0.45' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const webhook = await call(fieldhook, 'createWebhook', { body: { name: 'Accept', config: { limit: null } } });
      await call(fieldhook, 'startListening', { params: { id: webhook.id } });
      await load(webhook.address, CONNECTIONS, 1);
      const perSecond = async (url: string) => (await load(url, CONNECTIONS, SECONDS)).perSecond;
      return { accept_ratio: await againstRawServer(perSecond, () => perSecond(webhook.address)) };
    }),
};
