import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { IS_DONE, seqWhereFull } from './delete-old.ts';
import { countOldMessages } from './delete-old-messages.ts';
import type { KeepLimits, OldCounts } from './port/care.ts';

/** Requests looked at in one go, a few ms. */
const SLICE = 5000;

interface Counted {
  deliveries: number;
  bodies: number;
  keptDelivery: number | null;
  keptBody: number | null;
}

/** What `deleteOld` would take with these limits, and the arrival of the oldest that stays. Read in slices, with requests served in between. */
export async function countOld(database: Database, limits: KeepLimits): Promise<OldCounts> {
  const { bodiesSince, deliveriesSince, bodyBytes } = limits;
  const full = await seqWhereFull(database, bodyBytes);
  const last = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM delivery').pluck().get() ?? 0;
  const slice = prepare(database);
  const total: Counted = { deliveries: 0, bodies: 0, keptDelivery: null, keptBody: null };
  for (let after = 0; after < last && database.open; after += SLICE) {
    const counted = slice.get({ after, upTo: after + SLICE, bodiesSince, deliveriesSince, full });
    if (counted === undefined) break;
    total.deliveries += counted.deliveries;
    total.bodies += counted.bodies;
    total.keptDelivery = earlier(total.keptDelivery, counted.keptDelivery);
    total.keptBody = earlier(total.keptBody, counted.keptBody);
    await setImmediate();
  }
  return { ...total, ...(await countOldMessages(database, limits)) };
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function prepare(database: Database) {
  return database.prepare<[KeepLimitsOfSlice], Counted>(
    `SELECT
       coalesce(sum(goes), 0) AS deliveries,
       coalesce(sum(has_body AND (goes OR body_goes)), 0) AS bodies,
       min(CASE WHEN NOT goes THEN received_at END) AS keptDelivery,
       min(CASE WHEN has_body AND NOT goes AND NOT body_goes THEN received_at END) AS keptBody
     FROM (
       SELECT d.received_at, b.seq IS NOT NULL AS has_body,
         ${IS_DONE} AND d.received_at < @deliveriesSince AS goes,
         (d.received_at < @bodiesSince OR d.seq <= @full) AND ${IS_DONE} AS body_goes
       FROM delivery d LEFT JOIN delivery_body b ON b.seq = d.seq
       WHERE d.seq > @after AND d.seq <= @upTo
     )`,
  );
}

type KeepLimitsOfSlice = Pick<KeepLimits, 'bodiesSince' | 'deliveriesSince'> & {
  after: number;
  upTo: number;
  full: number;
};
