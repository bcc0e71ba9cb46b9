import type { Database } from 'better-sqlite3';
import type { Outcome } from '#shared/contract/outcome.ts';
import { type ItemOutcomes, ReceiptSchema } from '#shared/contract/receipt.ts';
import type { DeliveryStore } from './port/delivery-store.ts';

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
    { position: number; receipt: string; conflict_id: string | null; is_open: number }
  >(
    `SELECT i.position, i.receipt, k.id AS conflict_id, k.decided_at IS NULL AS is_open
     FROM delivery_item i LEFT JOIN conflict k ON k.seq = i.seq AND k.item = i.position
     WHERE i.seq = @seq AND i.position > @after AND (@outcome = '' OR i.outcome = @outcome) ORDER BY i.position LIMIT @limit`,
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
      const items = shown.flatMap(({ position, receipt, conflict_id: conflictId, is_open: isOpen }) => {
        const read = ReceiptSchema.safeParse(JSON.parse(receipt));
        if (!read.success) return [];
        const conflict = conflictId === null ? null : { id: conflictId, isOpen: isOpen === 1 };
        return [{ position, receipt: read.data, conflict }];
      });
      return { items, nextCursor };
    },
  };
}
