import { deliveryDetail } from './delivery-detail.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function deliveryHandlers({ store }: ApiServices) {
  return {
    async listDeliveries({ query }) {
      return store.deliveries.page(query);
    },

    async getDelivery({ params }) {
      const delivery = found(await store.deliveries.get(params.id), 'delivery');
      return deliveryDetail(delivery, await store.deliveries.body(params.id));
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
