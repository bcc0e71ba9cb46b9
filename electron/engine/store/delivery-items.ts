import type { Database } from 'better-sqlite3';
import type { Outcome } from '#shared/contract/outcome.ts';
import { type ItemOutcomes, ReceiptSchema } from '#shared/contract/receipt.ts';
import type { DeliveryStore } from './store.ts';

/** What is read of requests that were worked on item by item (RC3). */
export function deliveryItems(database: Database) {
  const seqOf = database
    .prepare<[string], number>('SELECT d.seq FROM delivery d CROSS JOIN webhook w ON w.pk = d.webhook WHERE d.id = ?')
    .pluck();
  const count = database.prepare<[number], { outcome: Outcome; items: number }>(
    'SELECT outcome, count(*) AS items FROM delivery_item WHERE seq = ? GROUP BY outcome',
  );
  const page = database.prepare<
    [{ seq: number; after: number; outcome: string; limit: number }],
    { position: number; receipt: string }
  >(
    `SELECT position, receipt FROM delivery_item
     WHERE seq = @seq AND position > @after AND (@outcome = '' OR outcome = @outcome) ORDER BY position LIMIT @limit`,
  );
  return {
    outcomes: (seq: number): ItemOutcomes =>
      Object.fromEntries(count.all(seq).map(({ outcome, items }) => [outcome, items])),

    page(...[id, { after, outcome, limit }]: Parameters<DeliveryStore['items']>) {
      const seq = seqOf.get(id);
      if (seq === undefined) return null;
      const rows = page.all({ seq, after, outcome: outcome ?? '', limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const nextCursor = rows.length > limit ? String(shown.at(-1)!.position) : null;
      const items = shown.flatMap(({ position, receipt }) => {
        const read = ReceiptSchema.safeParse(JSON.parse(receipt));
        return read.success ? [{ position, receipt: read.data }] : [];
      });
      return { items, nextCursor };
    },
  };
}
