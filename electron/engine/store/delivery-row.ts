import type { Delivery } from '#shared/contract/delivery.ts';
import type { Outcome, Reason } from '#shared/contract/outcome.ts';

/** A request as the log lists it, with the names of its webhook and contact. */
export interface DeliveryRow {
  seq: number;
  id: string;
  webhook_id: string;
  webhook_name: string;
  received_at: number;
  origin: Delivery['origin'];
  outcome: Outcome | null;
  reason: Reason | null;
  sentence: string;
  answered: number;
  size_bytes: number;
  took_ms: number | null;
  contact_user_ns: string | null;
  contact_label: string | null;
  repeat_of: string | null;
  repeat_certain: number;
  replay_of: string | null;
  former_token: string | null;
  items: number | null;
  alike: number;
  alike_until: number | null;
}

export const DELIVERY_COLUMNS = `d.seq, d.id, w.id AS webhook_id, w.name AS webhook_name, d.received_at, d.origin, d.outcome, d.reason,
  d.sentence, d.answered, d.size_bytes, d.took_ms, c.user_ns AS contact_user_ns, c.label AS contact_label, d.repeat_of, d.repeat_certain,
  d.replay_of, d.former_token, d.items, d.alike, d.alike_until`;

/**
 * CROSS JOIN keeps SQLite from starting at the webhooks: the log is read in the order of seq and stops when the page is full.
 * The inner join hides the requests of a deleted webhook.
 */
export const WITH_NAMES = 'CROSS JOIN webhook w ON w.pk = d.webhook LEFT JOIN contact c ON c.pk = d.contact';

/** Whether a raw body is there for readers: that of an erased request is not, also while it is still being taken off the disk. */
export const HAS_BODY = '(d.erased_at IS NULL AND EXISTS (SELECT 1 FROM delivery_body b WHERE b.seq = d.seq))';

const WAITING = 'It is stored and waits for its turn.';

export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    webhookName: row.webhook_name,
    receivedAt: new Date(row.received_at).toISOString(),
    origin: row.origin,
    outcome: row.outcome,
    reason: row.reason,
    sentence: row.outcome === null ? WAITING : row.sentence,
    answered: row.origin === 'replay' ? null : row.answered,
    sizeBytes: row.size_bytes,
    tookMs: row.outcome === null ? null : row.took_ms,
    contact:
      row.contact_user_ns === null || row.contact_label === null
        ? null
        : { userNs: row.contact_user_ns, label: row.contact_label },
    repeatOf: row.repeat_of,
    possibleDuplicate: row.repeat_of !== null && row.repeat_certain === 0,
    replayOf: row.replay_of,
    throughFormerAddress: row.former_token !== null,
    items: row.items,
    alike: row.alike_until === null ? null : { count: row.alike, until: new Date(row.alike_until).toISOString() },
  };
}
