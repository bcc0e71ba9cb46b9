import type { Database } from 'better-sqlite3';
import { deliveryHours } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, WITH_NAMES } from './delivery-row.ts';
import type { DeliveryStore, Proof, Proven, UnprovenDelivery } from './port/delivery-store.ts';
import { repeatFinder, SUPPRESSED } from './repeats.ts';

type UnprovenRow = Omit<UnprovenDelivery, 'headers'> & { headers: string };
type RefusedRow = DeliveryRow & { webhook: number };

/** As many as keep their bodies, see accept-batch.ts. */
const LOOKED_AT = 50;

/** The refused requests of a webhook that can be judged again: the newest whose bodies are kept, in order of arrival. */
export function unprovenFinder(database: Database): (webhookId: string) => UnprovenDelivery[] {
  const unproven = database.prepare<[string], UnprovenRow>(
    `SELECT d.id, d.received_at AS receivedAt, r.method, r.query, r.headers, b.body FROM (
       SELECT u.id, u.seq, u.received_at FROM delivery u INDEXED BY delivery_unproven
       WHERE u.webhook = (SELECT pk FROM webhook WHERE id = ?) AND u.reason = 'bad-signature' AND u.erased_at IS NULL ORDER BY u.seq DESC LIMIT ${LOOKED_AT}
     ) d CROSS JOIN delivery_request r ON r.seq = d.seq CROSS JOIN delivery_body b ON b.seq = d.seq
     ORDER BY d.seq`,
  );
  return (webhookId) => unproven.all(webhookId).map((row) => ({ ...row, headers: JSON.parse(row.headers) }));
}

/**
 * What becomes of refused requests that are proven now. The keys of repeats are respected as if they had been proven when they came (RC6):
 * one whose like has had its effect, or stands before it in this list, is a duplicate; the others wait for their work. Without `apply`
 * nothing is written.
 */
export function prover(database: Database) {
  const hours = deliveryHours(database);
  const repeats = repeatFinder(database);
  const sql = prepare(database);

  const prove = database.transaction((proofs: readonly Proof[], apply: boolean): Proven[] => {
    const seen = new Map<string, string>();
    return proofs.flatMap(({ id, by, repeatKey }): Proven[] => {
      const row = sql.refused.get(id);
      if (row === undefined) return [];
      const key = { repeatKey, settled: null, receivedAt: row.received_at };
      const before = repeatKey?.kind === 'signed' ? seen.get(repeatKey.key) : undefined;
      const repeat = before === undefined ? repeats.find(row.webhook, key) : { repeatOf: before, certain: true };
      if (repeatKey?.kind === 'signed' && !repeat.certain) seen.set(repeatKey.key, id);
      const settled = repeat.certain ? SUPPRESSED : { outcome: null, reason: null, sentence: '' };
      const proven = {
        ...row,
        ...settled,
        repeat_of: repeat.repeatOf,
        repeat_certain: repeat.certain ? 1 : 0,
      };
      if (apply) {
        const { outcome, sentence, repeat_of, repeat_certain, seq } = proven;
        sql.change.run(outcome, sentence, repeat_of, repeat_certain, by, seq);
        repeats.remember(row.webhook, seq, key, repeat);
        hours.reopened(row.webhook, row.received_at);
      }
      return [{ delivery: deliveryOf(proven), isRepeat: repeat.certain }];
    });
  });
  return (...[proofs, apply]: Parameters<DeliveryStore['prove']>) => prove.immediate(proofs, apply);
}

function prepare(database: Database) {
  return {
    refused: database.prepare<[string], RefusedRow>(
      `SELECT ${DELIVERY_COLUMNS}, d.webhook FROM delivery d ${WITH_NAMES} CROSS JOIN delivery_body b ON b.seq = d.seq
       WHERE d.id = ? AND d.outcome = 'refused' AND d.reason = 'bad-signature' AND d.erased_at IS NULL`,
    ),
    change: database.prepare<[string | null, string, string | null, number, string, number]>(
      `UPDATE delivery SET outcome = ?, reason = NULL, sentence = ?, repeat_of = ?, repeat_certain = ?, verified_by = ?
       WHERE seq = ?`,
    ),
  };
}
