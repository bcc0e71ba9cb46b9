import type { Database } from 'better-sqlite3';
import { type Receipt, ReceiptSchema } from '#shared/contract/receipt.ts';

/** Entries of the log that are looked through for receipts. */
const LOOKED_THROUGH = 200;

/**
 * The receipts of the newest requests of a webhook that were sent by its sender and read, oldest first; of a request that was worked on item by
 * item, those of its items. Replays and test requests have none here.
 */
export function lastReceipts(database: Database): (webhookId: string, limit: number) => Receipt[] {
  const requests = database.prepare<[string, number], { seq: number; items: number | null; receipt: string }>(
    `SELECT d.seq, d.items, p.receipt FROM (
       SELECT seq, items, outcome, origin, replay_of FROM delivery INDEXED BY delivery_by_webhook
       WHERE webhook = (SELECT pk FROM webhook WHERE id = ?) ORDER BY seq DESC LIMIT ?) d
     CROSS JOIN delivery_receipt p ON p.seq = d.seq
     WHERE d.origin = 'sender' AND d.replay_of IS NULL
       AND d.outcome IN ('processed', 'unidentified', 'stopped', 'conflict')
     ORDER BY d.seq DESC`,
  );
  const items = database
    .prepare<[number, number], string>('SELECT receipt FROM delivery_item WHERE seq = ? ORDER BY position DESC LIMIT ?')
    .pluck();
  return (webhookId, limit) => {
    const found: string[] = [];
    for (const { seq, items: count, receipt } of requests.iterate(webhookId, LOOKED_THROUGH)) {
      found.push(...(count === null ? [receipt] : items.all(seq, limit - found.length)));
      if (found.length >= limit) break;
    }
    return found.reverse().flatMap((text) => ReceiptSchema.safeParse(JSON.parse(text)).data ?? []);
  };
}
