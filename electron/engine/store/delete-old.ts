import type { Database } from 'better-sqlite3';
import { deleteOldMessages } from './delete-old-messages.ts';
import { deliveryHours } from './delivery-hours.ts';
import { inSlices, restAfter, SLICE } from './in-slices.ts';
import type { GoneCounts, KeepLimits } from './port/care.ts';
import { forgetUncounted } from './what-counts.ts';

/** Rows whose sizes are added up at a time. */
const MEASURED = 500;
/** A request that waits for the owner's decision (ID10), or of which an item does, is kept as much as one that waits for its turn. */
export const IS_DONE = `d.outcome IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM conflict k WHERE k.seq = d.seq AND k.decided_at IS NULL)`;

/**
 * Deletes what is older than it is to be kept: first bodies, then whole requests, then messages and runs. What waits to be worked on stays, however old. Each slice
 * is a transaction of its own, with requests served in between; the freed pages are given back to the disk at the end. It takes half of
 * the thread at most: nobody waits for what is old to be gone.
 */
export async function deleteOld(database: Database, limits: KeepLimits, at: number): Promise<GoneCounts> {
  const sql = prepare(database);
  const hours = deliveryHours(database);
  const lastBefore = (time: number) => hours.seqsBetween(0, time)?.last ?? 0;
  const slices = (remove: () => number) => inSlices(database, remove);

  const { bodiesSince, deliveriesSince, bodyBytes } = limits;
  let bodies = await slices(() => sql.oldBodies.run(lastBefore(bodiesSince), bodiesSince).changes);
  const full = await seqWhereFull(database, bodyBytes);
  if (full > 0) bodies += await slices(() => sql.bodiesUpTo.run(full).changes);
  await slices(() => sql.itemsOfOld.run(lastBefore(deliveriesSince), deliveriesSince).changes);
  const deliveries = await slices(() => sql.oldDeliveries.run(lastBefore(deliveriesSince), deliveriesSince).changes);
  await slices(() => sql.oldImportRows.run(limits.importsSince).changes);
  if (database.open) sql.oldImports.run(limits.importsSince);
  const { messages, runs } = await deleteOldMessages(database, limits);
  if (database.open) forgetUncounted(database, at);
  await giveBackPages(database);
  return { bodies, deliveries, messages, runs };
}

/** The newest request whose body no longer fits; 0 where all fit. Counted from the newest, in slices, unless the whole database is smaller. */
export async function seqWhereFull(database: Database, bytes: number): Promise<number> {
  if (!database.open || databaseBytes(database) <= bytes) return 0;
  let below = Number.MAX_SAFE_INTEGER;
  let sum = 0;
  while (database.open) {
    const begun = performance.now();
    const sizes = database
      .prepare<[number, number], { seq: number; bytes: number }>(
        'SELECT seq, length(body) AS bytes FROM delivery_body WHERE seq < ? ORDER BY seq DESC LIMIT ?',
      )
      .all(below, MEASURED);
    for (const { seq, bytes: size } of sizes) {
      sum += size;
      if (sum > bytes) return seq;
      below = seq;
    }
    if (sizes.length < MEASURED) break;
    await restAfter(begun);
  }
  return 0;
}

function databaseBytes(database: Database): number {
  const pages = Number(database.pragma('page_count', { simple: true }));
  return pages * Number(database.pragma('page_size', { simple: true }));
}

/** Gives freed pages back to the disk, in slices. */
export async function giveBackPages(database: Database): Promise<void> {
  const free = () => Number(database.pragma('freelist_count', { simple: true }));
  let before = database.open ? free() : 0;
  while (database.open && before > 0) {
    const begun = performance.now();
    database.pragma(`incremental_vacuum(${SLICE})`);
    await restAfter(begun);
    const after = database.open ? free() : 0;
    if (after >= before) break;
    before = after;
  }
}

function prepare(database: Database) {
  const settledBody = 'SELECT b.seq FROM delivery_body b CROSS JOIN delivery d ON d.seq = b.seq';
  return {
    oldBodies: database.prepare<[number, number]>(
      `DELETE FROM delivery_body WHERE seq IN (
         ${settledBody} WHERE b.seq <= ? AND d.received_at < ? AND ${IS_DONE} LIMIT ${SLICE})`,
    ),
    bodiesUpTo: database.prepare<[number]>(
      `DELETE FROM delivery_body WHERE seq IN (
         ${settledBody} WHERE b.seq <= ? AND ${IS_DONE} LIMIT ${SLICE})`,
    ),
    // One request may have a thousand: they go first, in slices of their own.
    itemsOfOld: database.prepare<[number, number]>(
      `DELETE FROM delivery_item WHERE rowid IN (
         SELECT i.rowid FROM delivery_item i CROSS JOIN delivery d ON d.seq = i.seq
         WHERE i.seq <= ? AND d.received_at < ? AND ${IS_DONE} LIMIT ${SLICE})`,
    ),
    oldImportRows: database.prepare<[number]>(
      `DELETE FROM contact_import_row WHERE (import, contact) IN (
         SELECT r.import, r.contact FROM contact_import i CROSS JOIN contact_import_row r ON r.import = i.pk WHERE i.at < ? LIMIT ${SLICE})`,
    ),
    oldImports: database.prepare<[number]>('DELETE FROM contact_import WHERE at < ?'),
    oldDeliveries: database.prepare<[number, number]>(
      `DELETE FROM delivery WHERE seq IN (
         SELECT d.seq FROM delivery d WHERE d.seq <= ? AND d.received_at < ? AND ${IS_DONE} LIMIT ${SLICE})`,
    ),
  };
}
