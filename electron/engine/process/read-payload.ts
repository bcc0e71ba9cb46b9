import type { JsonValue } from '#shared/json/value.ts';
import { payloadOfItem } from '#shared/json-path/one-item.ts';
import { openStrings } from '#shared/json-path/open-strings.ts';
import { parseBody } from '../formats/parse-body.ts';
import type { LocalStore } from '../store/store.ts';
import { configOfDelivery } from './config-of-delivery.ts';

/**
 * The payload of a request of the log, as its webhook saw it when it was worked on; with `item` (from 1), as that item saw it (RC3). Undefined
 * where it is not kept, or cannot be read.
 */
export async function readPayload(
  store: LocalStore,
  deliveryId: string | null,
  item = 0,
): Promise<JsonValue | undefined> {
  if (deliveryId === null) return undefined;
  const delivery = await store.deliveries.get(deliveryId);
  const body = delivery === null ? null : await store.deliveries.body(deliveryId);
  if (delivery === null || body === null) return undefined;
  const { headers, contentType, query } = delivery;
  const config = await configOfDelivery(store, delivery);
  const parsed = parseBody({ body, headers, contentType, query }, config.parser);
  if (!parsed.ok) return undefined;
  const { value } = openStrings(parsed.value, config.openStrings, config.itemsPath);
  return item === 0 ? value : payloadOfItem(value, config.itemsPath, item - 1);
}
