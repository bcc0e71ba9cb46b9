import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { decodeText } from '../formats/charset.ts';
import { parseContentType } from '../formats/content-type.ts';
import { PARSERS, type Parsers, parseBody } from '../formats/parse-body.ts';
import { unpackBody } from '../formats/unpack-body.ts';
import type { LocalStore, StoredDelivery } from '../store/store.ts';
import { configOfDelivery } from './config-of-delivery.ts';
import { parsedView } from './parsed-view.ts';

/** In characters. */
const TEXT_SHOWN = 64 * 1024;

/** Null where it is not in the log. */
export async function readDelivery(store: LocalStore, id: string, parsers = PARSERS): Promise<DeliveryDetail | null> {
  const delivery = await store.deliveries.get(id);
  if (delivery === null) return null;
  return deliveryDetail(delivery, await store.deliveries.body(id), await configOfDelivery(store, delivery), parsers);
}

/** A stored request with its body as text and as the program reads it by that configuration. */
function deliveryDetail(
  delivery: StoredDelivery,
  body: Uint8Array | null,
  config: WebhookConfig,
  parsers: Parsers,
): DeliveryDetail {
  const { seq, query, ...view } = delivery;
  const { contentType, headers } = view;
  const text = body === null ? null : textOf(body, headers, contentType);
  return {
    ...view,
    hasBody: body !== null,
    bodyText: text === null ? null : text.slice(0, TEXT_SHOWN).toWellFormed(),
    bodyTextCut: text !== null && text.length > TEXT_SHOWN,
    parsed:
      body === null
        ? null
        : parsedView(parseBody({ body, headers, contentType, query }, config.parser, parsers), config),
  };
}

/** Null where the bytes as received are not text in their stated charset; compressed ones never are. */
function textOf(body: Uint8Array, headers: DeliveryDetail['headers'], contentType: string): string | null {
  const unpacked = unpackBody(body, headers);
  if (!unpacked.ok || unpacked.bytes !== body) return null;
  const decoded = decodeText(body, parseContentType(contentType).charset);
  return decoded.ok ? decoded.text : null;
}
