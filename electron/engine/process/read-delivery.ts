import type { Page } from '#shared/contract/common.ts';
import type { DeliveryDetail, DeliveryItem, DeliveryItemQuery } from '#shared/contract/delivery.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { decodeText } from '../formats/charset.ts';
import { parseContentType } from '../formats/content-type.ts';
import { PARSERS, type Parsers, parseBody } from '../formats/parse-body.ts';
import { unpackBody } from '../formats/unpack-body.ts';
import type { StoredDelivery } from '../store/port/delivery-store.ts';
import type { LocalStore } from '../store/store.ts';
import { configOfDelivery } from './config-of-delivery.ts';
import { maskDelivery, maskReceipt } from './mask-private.ts';
import { parsedView } from './parsed-view.ts';
import { textsInValue } from './private-texts.ts';
import { privateView } from './private-view.ts';

/** In characters. */
const TEXT_SHOWN = 64 * 1024;

/** Null where it is not in the log. Without `isPrivateShown` its private values are masked (LG3). */
export async function readDelivery(
  store: LocalStore,
  id: string,
  { isPrivateShown, parsers = PARSERS }: { isPrivateShown: boolean; parsers?: Parsers },
): Promise<DeliveryDetail | null> {
  const delivery = await store.deliveries.get(id);
  if (delivery === null) return null;
  const config = await configOfDelivery(store, delivery);
  const detail = deliveryDetail(delivery, await store.deliveries.body(id), config, parsers);
  const view = isPrivateShown ? null : await privateView(store, delivery.webhookId, config);
  if (view === null) return detail;
  const people = delivery.contact === null ? [] : [delivery.contact.userNs];
  const now = [...(await store.privacy.valuesOf(people)).values()].flat();
  return maskDelivery(detail, view, now.flatMap(textsInValue));
}

/** The items of a request (RC3). Null where it is not in the log. */
export async function readItems(
  store: LocalStore,
  id: string,
  { private: wish, ...query }: DeliveryItemQuery,
): Promise<Page<DeliveryItem> | null> {
  const page = await store.deliveries.items(id, query);
  const delivery = page === null || wish === 'shown' ? null : await store.deliveries.get(id);
  const view = delivery && (await privateView(store, delivery.webhookId, await configOfDelivery(store, delivery)));
  if (page === null || view === null) return page;
  const items = page.items.map((item) => ({ ...item, receipt: maskReceipt(item.receipt, view) }));
  return { ...page, items };
}

/** A stored request with its body as text and as the program reads it by that configuration. */
function deliveryDetail(
  delivery: StoredDelivery,
  body: Uint8Array | null,
  config: WebhookConfig,
  parsers: Parsers,
): DeliveryDetail {
  const { seq, ...view } = delivery;
  const { contentType, headers, query } = view;
  const text = body === null ? null : textOf(body, headers, contentType);
  return {
    ...view,
    hasHiddenValues: false,
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
