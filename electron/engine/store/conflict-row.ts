import type { Database } from 'better-sqlite3';
import type { Conflict } from '#shared/contract/conflict.ts';
import type { ContactReference } from '#shared/contract/contact-reference.ts';
import { type Receipt, ReceiptSchema } from '#shared/contract/receipt.ts';

export interface ConflictRow {
  pk: number;
  id: string;
  seq: number;
  /** Position of the item; 0 where the request is one. */
  item: number;
  replay_of: string | null;
  delivery_id: string;
  webhook: number;
  webhook_id: string;
  webhook_name: string;
  received_at: number;
  decided_at: number | null;
  choice: Conflict['choice'];
  contact_user_ns: string | null;
  contact_label: string | null;
}

/** The inner join with the webhook hides the conflicts of a deleted one; CROSS JOIN keeps the order of the index that is named. */
export const conflictsBy = (
  index: string,
) => `SELECT k.pk, k.id, k.seq, k.item, d.id AS delivery_id, d.replay_of, d.webhook, w.id AS webhook_id,
    w.name AS webhook_name, d.received_at, k.decided_at, k.choice, c.user_ns AS contact_user_ns, c.label AS contact_label
  FROM conflict k ${index} CROSS JOIN delivery d ON d.seq = k.seq CROSS JOIN webhook w ON w.pk = d.webhook
    LEFT JOIN delivery_item i ON i.seq = k.seq AND i.position = k.item
    LEFT JOIN contact c ON c.pk = CASE k.item WHEN 0 THEN d.contact ELSE i.contact END`;

/** The receipt of what a conflict is about, as it is now: of the request, or of its item. Null where it cannot be read. */
export function conflictReceipts(database: Database): (conflict: Pick<ConflictRow, 'seq' | 'item'>) => Receipt | null {
  const whole = database.prepare<[number], string>('SELECT receipt FROM delivery_receipt WHERE seq = ?').pluck();
  const ofItem = database
    .prepare<[number, number], string>('SELECT receipt FROM delivery_item WHERE seq = ? AND position = ?')
    .pluck();
  return ({ seq, item }) => {
    const stored = item === 0 ? whole.get(seq) : ofItem.get(seq, item);
    return stored === undefined ? null : (ReceiptSchema.safeParse(JSON.parse(stored)).data ?? null);
  };
}

export interface CandidateRow {
  user_ns: string;
  label: string;
  /** JSON of identifiers. */
  said: string;
}

export function conflictOf(
  row: ConflictRow,
  candidates: readonly CandidateRow[],
  today: (userNs: string) => ContactReference | null,
): Conflict {
  const { contact_user_ns: userNs, contact_label: label } = row;
  return {
    id: row.id,
    deliveryId: row.delivery_id,
    item: row.item === 0 ? null : row.item,
    webhookId: row.webhook_id,
    webhookName: row.webhook_name,
    receivedAt: new Date(row.received_at).toISOString(),
    candidates: candidates.map((candidate) => ({
      userNs: candidate.user_ns,
      label: candidate.label,
      said: JSON.parse(candidate.said),
      now: today(candidate.user_ns),
    })),
    decidedAt: row.decided_at === null ? null : new Date(row.decided_at).toISOString(),
    choice: row.choice,
    contact: userNs === null || label === null ? null : { userNs, label },
  };
}
