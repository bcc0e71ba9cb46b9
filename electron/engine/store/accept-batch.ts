import type { Database } from 'better-sqlite3';
import type { Delivery } from '#shared/contract/delivery.ts';
import { type Arrival, deliveryHours } from './delivery-hours.ts';
import { type DeliveryRow, deliveryOf } from './delivery-row.ts';
import { faultCode, isMachineFault } from './machine-fault.ts';
import type { NewDelivery, NotStored } from './port/delivery-store.ts';
import { refusedWindows } from './refused-window.ts';
import { repeatFinder, SUPPRESSED } from './repeats.ts';

interface Webhook {
  pk: number;
  name: string;
}

/** Of requests that did not prove their sender, so many of the newest keep their bodies, for each webhook. */
const UNPROVEN_KEPT = 50;

/**
 * The hot path: at most four inserts a request, and one counter for each webhook of the batch, in one transaction and so one fsync.
 * Returns what the log shows, in the order given: for a refused request that is only counted, the one that it is counted with; null for a
 * request whose webhook is gone. Where the database refuses one of them, the batch is
 * stored once more with a savepoint around each, so that the others do not pay for it.
 */
export function batchAccepter(database: Database, now: () => number) {
  const sql = prepare(database);
  const hours = deliveryHours(database);
  const repeats = repeatFinder(database);
  const refused = refusedWindows(database);

  const store = (delivery: NewDelivery, webhook: Webhook): DeliveryRow => {
    const counted = refused.count(webhook.pk, delivery);
    if (counted !== null) return counted;
    const repeat = repeats.find(webhook.pk, delivery);
    const settled = repeat.certain ? SUPPRESSED : delivery.settled;
    const row: DeliveryRow = {
      seq: 0,
      id: delivery.id,
      webhook_id: delivery.webhookId,
      webhook_name: webhook.name,
      received_at: delivery.receivedAt,
      origin: delivery.origin,
      outcome: settled?.outcome ?? null,
      reason: settled?.reason ?? null,
      sentence: settled?.sentence ?? '',
      answered: delivery.answered,
      size_bytes: delivery.sizeBytes,
      took_ms: settled === null ? null : Math.max(0, now() - delivery.receivedAt),
      contact_user_ns: null,
      contact_label: null,
      repeat_of: repeat.repeatOf,
      repeat_certain: repeat.certain ? 1 : 0,
      replay_of: null,
      former_token: delivery.formerToken,
      items: null,
      alike: 0,
      alike_until: null,
    };
    const { lastInsertRowid } = sql.insert.run(
      row.id,
      webhook.pk,
      row.received_at,
      row.origin,
      delivery.heard ? 1 : 0,
      row.answered,
      row.size_bytes,
      row.outcome,
      row.reason,
      row.sentence,
      row.took_ms,
      row.repeat_of,
      row.repeat_certain,
      delivery.verifiedBy,
      row.former_token,
    );
    row.seq = Number(lastInsertRowid);
    const { method, query, contentType, headers, body } = delivery;
    sql.insertRequest.run(row.seq, method, query, contentType, JSON.stringify(headers));
    if (body !== null) sql.insertBody.run(row.seq, body);
    repeats.remember(webhook.pk, row.seq, delivery, repeat);
    refused.remember(webhook.pk, row.seq, delivery);
    if (row.reason === 'bad-signature') sql.dropUnproven.run(webhook.pk);
    return row;
  };

  type Store = typeof store;
  const acceptWith = (
    deliveries: readonly NewDelivery[],
    storeOne: (...row: Parameters<Store>) => DeliveryRow | NotStored,
  ) => {
    const webhooks = new Map<string, Webhook | undefined>();
    const arrivals: Arrival[] = [];
    const accepted = deliveries.map((delivery): Delivery | NotStored | null => {
      if (!webhooks.has(delivery.webhookId)) webhooks.set(delivery.webhookId, sql.webhook.get(delivery.webhookId));
      const webhook = webhooks.get(delivery.webhookId);
      if (webhook === undefined) return null;
      const row = storeOne(delivery, webhook);
      if ('refused' in row) return row;
      // What is counted with another one was refused, whatever has become of that one since.
      const outcome = row.id === delivery.id ? row.outcome : 'refused';
      arrivals.push({ webhook: webhook.pk, receivedAt: delivery.receivedAt, seq: row.seq, outcome });
      return deliveryOf(row);
    });
    hours.count(arrivals);
    return accepted;
  };

  const storeApart = database.transaction(store);
  const storeOrRefuse = (...row: Parameters<Store>): DeliveryRow | NotStored => {
    try {
      return storeApart(...row);
    } catch (error) {
      if (isMachineFault(error)) throw error;
      return { refused: faultCode(error) };
    }
  };

  const together = database.transaction((deliveries: readonly NewDelivery[]) => acceptWith(deliveries, store));
  const apart = database.transaction((deliveries: readonly NewDelivery[]) => acceptWith(deliveries, storeOrRefuse));
  return (deliveries: readonly NewDelivery[]): (Delivery | NotStored | null)[] => {
    try {
      return together.immediate(deliveries);
    } catch (error) {
      if (isMachineFault(error)) throw error;
      return apart.immediate(deliveries);
    }
  };
}

function prepare(database: Database) {
  return {
    webhook: database.prepare<[string], Webhook>('SELECT pk, name FROM webhook WHERE id = ?'),
    // By position: by name, the values take longer to be found than the row to be written.
    insert: database.prepare<(string | number | null)[]>(
      `INSERT INTO delivery (id, webhook, received_at, origin, heard, answered, size_bytes, outcome, reason, sentence, took_ms,
         repeat_of, repeat_certain, verified_by, former_token)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertRequest: database.prepare<[number, string, string, string, string]>(
      'INSERT INTO delivery_request (seq, method, query, content_type, headers) VALUES (?, ?, ?, ?, ?)',
    ),
    insertBody: database.prepare<[number, Uint8Array]>('INSERT INTO delivery_body (seq, body) VALUES (?, ?)'),
    dropUnproven: database.prepare<[number]>(
      `DELETE FROM delivery_body WHERE seq = (SELECT seq FROM delivery INDEXED BY delivery_unproven
         WHERE webhook = ? AND reason = 'bad-signature' ORDER BY seq DESC LIMIT 1 OFFSET ${UNPROVEN_KEPT})`,
    ),
  };
}
