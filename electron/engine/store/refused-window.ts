import type { Database } from 'better-sqlite3';
import type { Reason } from '#shared/contract/outcome.ts';
import { HOUR_MS } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, WITH_NAMES } from './delivery-row.ts';
import type { NewDelivery } from './port/delivery-store.ts';

/** Of requests that are refused for one reason, so many an hour are kept in full, for each webhook. */
const KEPT = 50;
/** They are kept to be worked on later (RC5): as many as a webhook takes in a day that is switched on. */
const KEPT_INACTIVE = 500;

type Refused = Pick<NewDelivery, 'origin' | 'settled' | 'heard' | 'receivedAt'>;

interface Window {
  began_at: number;
  kept: number;
  last_seq: number;
}

/**
 * Whoever knows an address can have requests refused without end, so there is an end to what each of them leaves. The first of an hour are kept in
 * full; those that follow are counted with the last one that was. What comes while the owner listens has a share of its own, so that a
 * stranger’s requests do not hide those that the owner waits for.
 */
export function refusedWindows(database: Database) {
  const find = database.prepare<[number, string, number], Window>(
    'SELECT began_at, kept, last_seq FROM refused_window WHERE webhook = ? AND reason = ? AND heard = ?',
  );
  const begin = database.prepare<[number, string, number, number, number]>(
    `INSERT INTO refused_window (webhook, reason, heard, began_at, kept, last_seq) VALUES (?, ?, ?, ?, 1, ?)
     ON CONFLICT (webhook, reason, heard) DO UPDATE SET
       began_at = excluded.began_at, kept = excluded.kept, last_seq = excluded.last_seq`,
  );
  const goOn = database.prepare<[number, number, string, number]>(
    'UPDATE refused_window SET kept = kept + 1, last_seq = ? WHERE webhook = ? AND reason = ? AND heard = ?',
  );
  const addAlike = database.prepare<[number, number]>(
    'UPDATE delivery SET alike = alike + 1, alike_until = max(coalesce(alike_until, received_at), ?) WHERE seq = ?',
  );
  const row = database.prepare<[number], DeliveryRow>(
    `SELECT ${DELIVERY_COLUMNS} FROM delivery d ${WITH_NAMES} WHERE d.seq = ?`,
  );
  const openWindow = (webhook: number, reason: Reason, { heard, receivedAt }: Refused): Window | null => {
    const window = find.get(webhook, reason, heard ? 1 : 0);
    // Requests finish in another order than they began, and the clock may be set back: an hour reaches both ways.
    return window !== undefined && Math.abs(receivedAt - window.began_at) < HOUR_MS ? window : null;
  };

  return {
    /** Counts a request with the last one that was kept and answers that one; null for a request that is to be kept itself. */
    count(webhook: number, delivery: Refused): DeliveryRow | null {
      const reason = boundedReason(delivery);
      if (reason === null) return null;
      const window = openWindow(webhook, reason, delivery);
      if (window === null || window.kept < (reason === 'inactive' ? KEPT_INACTIVE : KEPT)) return null;
      return addAlike.run(delivery.receivedAt, window.last_seq).changes === 0
        ? null
        : (row.get(window.last_seq) ?? null);
    },
    /** A request was kept. */
    remember(webhook: number, seq: number, delivery: Refused): void {
      const reason = boundedReason(delivery);
      if (reason === null) return;
      const heard = delivery.heard ? 1 : 0;
      if (openWindow(webhook, reason, delivery) === null) begin.run(webhook, reason, heard, delivery.receivedAt, seq);
      else goOn.run(seq, webhook, reason, heard);
    },
  };
}

/** The owner’s own tests have no end but the owner’s patience. */
function boundedReason({ origin, settled }: Refused): Reason | null {
  return origin === 'sender' && settled?.outcome === 'refused' ? settled.reason : null;
}
