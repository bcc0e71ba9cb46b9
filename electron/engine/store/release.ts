import type { Database } from 'better-sqlite3';
import { deliveryHours, isProblem } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, HAS_BODY, WITH_NAMES } from './delivery-row.ts';
import type { DeliveryStore } from './port/delivery-store.ts';

type HeldRow = DeliveryRow & { webhook: number; has_body: number };

/**
 * Takes the outcome off a request that was held back, so that it is worked on like any other that waits. It then has the outcome of its
 * work, which cannot be released: each request has its effect at most once.
 */
export function releaser(database: Database) {
  const hours = deliveryHours(database);
  const get = database.prepare<[string], HeldRow>(
    `SELECT ${DELIVERY_COLUMNS}, d.webhook, ${HAS_BODY} AS has_body
     FROM delivery d ${WITH_NAMES} WHERE d.id = ?`,
  );
  const reopen = database.prepare<[number]>(
    `UPDATE delivery SET outcome = NULL, reason = NULL, sentence = '' WHERE seq = ?`,
  );

  const release = database.transaction((id: string): Awaited<ReturnType<DeliveryStore['release']>> => {
    const row = get.get(id);
    if (row === undefined) return 'not-found';
    const { outcome, seq, webhook, received_at } = row;
    if ((outcome !== 'duplicate' && outcome !== 'refused') || row.has_body === 0) return 'not-held';
    reopen.run(seq);
    if (isProblem(outcome)) hours.reopened(webhook, received_at);
    return deliveryOf({ ...row, outcome: null, reason: null, sentence: '' });
  });
  return (id: string) => release.immediate(id);
}
