import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function previewHandlers({ store, reading }: ApiServices) {
  return {
    async preview({ params, body }) {
      const { version } = found(await store.webhooks.get(params.id), 'webhook');
      return found(await reading.preview({ ...body, webhookId: params.id, configVersion: version }), 'delivery');
    },
  } satisfies Partial<Handlers>;
}
