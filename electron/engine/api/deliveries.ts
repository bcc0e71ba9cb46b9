import { AppError } from '#shared/errors.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function deliveryHandlers({ store, reading, hub, processing }: ApiServices) {
  return {
    async listDeliveries({ query }) {
      return store.deliveries.page(query);
    },

    async getSearchState() {
      return reading.searchState();
    },

    async getDelivery({ params, query }) {
      return found(await reading.delivery(params.id, { isPrivateShown: query.private === 'shown' }), 'delivery');
    },

    async listDeliveryItems({ params, query }) {
      return found(await reading.items(params.id, query), 'delivery');
    },

    async releaseDelivery({ params }) {
      const released = await store.deliveries.release(params.id);
      if (released === 'not-held') throw new AppError('NOT_RELEASABLE');
      const delivery = found(released === 'not-found' ? null : released, 'delivery');
      hub.publish({ type: 'delivery', delivery, isNew: false });
      processing.poke();
      return delivery;
    },
  } satisfies Partial<Handlers>;
}

/** A stranger's bytes: handed over as a file, never shown as a page. */
export async function sendDeliveryBody({ store }: ApiServices, id: string): Promise<Response> {
  const delivery = found(await store.deliveries.get(id), 'delivery');
  const body = found(await store.deliveries.body(id), 'body');
  return new Response(Buffer.from(body), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${delivery.id}.${extensionOf(delivery.contentType)}"`,
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}

/** So that the file opens in something that shows text; what else it might be is not guessed. */
function extensionOf(contentType: string): string {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType) ? 'json' : 'txt';
}
