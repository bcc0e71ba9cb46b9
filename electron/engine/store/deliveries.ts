import type { Database } from 'better-sqlite3';
import { ReceiptSchema } from '#shared/contract/receipt.ts';
import { batchAccepter } from './accept-batch.ts';
import { deliveryHours } from './delivery-hours.ts';
import { deliveryItems } from './delivery-items.ts';
import { deliveryLog } from './delivery-log.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, HAS_BODY, WITH_NAMES } from './delivery-row.ts';
import { lastReceipts } from './last-receipts.ts';
import type { MissedReports } from './missed-reports.ts';
import type { PendingDelivery, StoredDelivery } from './port/delivery-store.ts';
import { prover, unprovenFinder } from './prove.ts';
import { releaser } from './release.ts';
import { arrivalOrder, replayer } from './replay.ts';
import { settler } from './settle.ts';
import type { LocalStore } from './store.ts';

/** Bodies handed out for processing at once; one larger body still comes alone. */
const PENDING_BYTES = 16 * 1024 * 1024;

export function deliveryStore(
  database: Database,
  now: () => number,
  newId: (prefix: string) => string,
  missed: MissedReports,
): LocalStore['deliveries'] {
  const sql = prepare(database);
  const hours = deliveryHours(database);
  const accept = batchAccepter(database, now);
  const settle = settler(database, newId, missed);
  const release = releaser(database);
  const inOrder = arrivalOrder(database);
  const replay = replayer(database, now, newId);
  const unproven = unprovenFinder(database);
  const prove = prover(database);
  const log = deliveryLog(database);
  const items = deliveryItems(database);
  const receipts = lastReceipts(database);

  return {
    acceptBatch: async (deliveries) => accept(deliveries),
    async pending(limit) {
      const work: PendingDelivery[] = [];
      let bytes = 0;
      for (const row of sql.pending.iterate(limit)) {
        bytes += row.body.byteLength;
        if (work.length > 0 && bytes > PENDING_BYTES) break;
        work.push({ ...row, headers: JSON.parse(row.headers), isReal: row.isReal === 1 });
      }
      return work;
    },
    pendingCount: async () => sql.pendingCount.get() ?? 0,
    settle: async (work, at) => settle(work, at),
    release: async (id) => release(id),
    inOrder: async (ids) => inOrder(ids),
    replay: async (ids, wish) => replay(ids, wish),
    unproven: async (webhookId) => unproven(webhookId),
    prove: async (proofs, apply) => prove(proofs, apply),
    ...log,
    async get(id) {
      const row = sql.get.get(id);
      if (row === undefined) return null;
      const itemOutcomes = row.items === null ? null : items.outcomes(row.seq);
      return { ...detailOf(row, sql.replays.all(id)), itemOutcomes };
    },
    body: async (id) => sql.body.get(id) ?? null,
    items: async (id, query) => items.page(id, query),
    lastReceipts: async (webhookId, limit) => receipts(webhookId, limit),
    heard: async (webhookId, since, limit) => sql.heard.all(webhookId, since, limit).map(deliveryOf),
    async acceptedTimes(since) {
      const span = hours.seqsBetween(since, Number.MAX_SAFE_INTEGER);
      const times = new Map<string, number[]>();
      if (span === null) return times;
      for (const { pk, id } of sql.webhooks.all()) {
        const accepted = sql.accepted
          .all(pk, span.first, since)
          .flatMap(({ receivedAt, items: places }) => Array<number>(places ?? 1).fill(receivedAt));
        if (accepted.length > 0) times.set(id, accepted);
      }
      return times;
    },
  };
}

/** The headers as they are stored: JSON. */
type PendingRow = Omit<PendingDelivery, 'headers' | 'isReal'> & { headers: string; isReal: number };

type DetailRow = DeliveryRow & {
  method: string;
  query: string;
  content_type: string;
  headers: string;
  has_body: number;
  receipt: string | null;
  config_version: number | null;
  verified_by: StoredDelivery['verifiedBy'];
  conflict_id: string | null;
  conflict_open: number;
  erased_at: number | null;
};

function detailOf(row: DetailRow, replays: readonly DeliveryRow[]): Omit<StoredDelivery, 'itemOutcomes'> {
  return {
    ...deliveryOf(row),
    seq: row.seq,
    method: row.method,
    query: row.query,
    headers: JSON.parse(row.headers),
    contentType: row.content_type,
    hasBody: row.has_body === 1,
    receipt: row.receipt === null ? null : (ReceiptSchema.safeParse(JSON.parse(row.receipt)).data ?? null),
    configVersion: row.config_version,
    verifiedBy: row.verified_by,
    erasedAt: row.erased_at === null ? null : new Date(row.erased_at).toISOString(),
    replays: replays.map(deliveryOf),
    conflict: row.conflict_id === null ? null : { id: row.conflict_id, isOpen: row.conflict_open === 1 },
  };
}

function prepare(database: Database) {
  return {
    pending: database.prepare<[number], PendingRow>(
      `SELECT d.seq, d.id, w.id AS webhookId, d.received_at AS receivedAt, r.content_type AS contentType, r.headers,
         r.query, coalesce(b.body, x'') AS body, d.origin = 'sender' AND d.replay_of IS NULL AS isReal
       FROM delivery d INDEXED BY delivery_pending CROSS JOIN webhook w ON w.pk = d.webhook
         CROSS JOIN delivery_request r ON r.seq = d.seq LEFT JOIN delivery_body b ON b.seq = d.seq
       WHERE d.outcome IS NULL ORDER BY d.seq LIMIT ?`,
    ),
    pendingCount: database
      .prepare<[], number>(
        `SELECT count(*) FROM delivery d INDEXED BY delivery_pending CROSS JOIN webhook w ON w.pk = d.webhook
         WHERE d.outcome IS NULL`,
      )
      .pluck(),
    get: database.prepare<[string], DetailRow>(
      `SELECT ${DELIVERY_COLUMNS}, r.method, r.query, r.content_type, r.headers, p.receipt, d.config_version, d.verified_by,
         k.id AS conflict_id, k.decided_at IS NULL AS conflict_open,
         d.erased_at, ${HAS_BODY} AS has_body
       FROM delivery d ${WITH_NAMES} CROSS JOIN delivery_request r ON r.seq = d.seq
         LEFT JOIN delivery_receipt p ON p.seq = d.seq LEFT JOIN conflict k ON k.seq = d.seq AND k.item = 0
       WHERE d.id = ?`,
    ),
    replays: database.prepare<[string], DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM delivery d INDEXED BY delivery_by_replay_of ${WITH_NAMES}
       WHERE d.replay_of = ? ORDER BY d.seq DESC LIMIT 50`,
    ),
    body: database
      .prepare<[string], Buffer>(
        `SELECT b.body FROM delivery d CROSS JOIN webhook w ON w.pk = d.webhook JOIN delivery_body b ON b.seq = d.seq
         WHERE d.id = ? AND d.erased_at IS NULL`,
      )
      .pluck(),
    heard: database.prepare<[string, number, number], DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM delivery d INDEXED BY delivery_heard ${WITH_NAMES}
       WHERE d.webhook = (SELECT pk FROM webhook WHERE id = ?) AND d.heard = 1 AND d.received_at >= ?
       ORDER BY d.seq DESC LIMIT ?`,
    ),
    webhooks: database.prepare<[], { pk: number; id: string }>('SELECT pk, id FROM webhook'),
    accepted: database.prepare<[number, number, number], { receivedAt: number; items: number | null }>(
      `SELECT received_at AS receivedAt, items FROM delivery INDEXED BY delivery_by_webhook
       WHERE webhook = ? AND seq >= ? AND received_at >= ? AND answered = 200 ORDER BY received_at`,
    ),
  };
}
