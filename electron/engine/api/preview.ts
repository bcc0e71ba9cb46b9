import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function previewHandlers({ store, reading }: ApiServices) {
  return {
    async preview({ params, body }) {
      const { version } = found(await store.webhooks.get(params.id), 'webhook');
      return found(await reading.preview({ ...body, webhookId: params.id, configVersion: version }), 'delivery');
    },
    async backTest({ params, body }) {
      return found(await reading.backTest({ webhookId: params.id, config: body.config }), 'webhook');
    },
    async listDriftedRows({ params }) {
      return found(await reading.driftedRows(params.id), 'webhook');
    },
  } satisfies Partial<Handlers>;
}
