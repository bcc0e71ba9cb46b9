import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

/** Rows taken away in one transaction; more would hold the event loop and so every request. */
const SLICE = 500;

const NEXT_DELIVERIES = `SELECT seq FROM delivery INDEXED BY delivery_by_webhook WHERE webhook = ? LIMIT ${SLICE}`;

/** Earlier values of a field go before those that it holds. */
const REMOVE_PAST = `DELETE FROM contact_field_past WHERE pk IN (
  SELECT pk FROM contact_field_past INDEXED BY contact_field_past_by_field WHERE field = ? LIMIT ${SLICE})`;

const REMOVE_SLICE = {
  webhook: `DELETE FROM delivery WHERE seq IN (${NEXT_DELIVERIES})`,
  field: `DELETE FROM contact_field WHERE (contact, field) IN (
      SELECT contact, field FROM contact_field INDEXED BY contact_field_by_field WHERE field = ? LIMIT ${SLICE})`,
};

/** One request may have a thousand items: those of the requests that go next go first. */
const REMOVE_ITEMS = `DELETE FROM delivery_item WHERE rowid IN (
  SELECT i.rowid FROM (${NEXT_DELIVERIES}) d CROSS JOIN delivery_item i ON i.seq = d.seq LIMIT ${SLICE})`;

interface Deletion {
  kind: 'webhook' | 'field';
  pk: number;
}

/**
 * Takes what was deleted off the disk, in slices between which requests are served: `only` this one after its deletion, and all that a stop
 * left over when the store is opened. Stops early when the store is closed; the next start goes on.
 */
export async function finishDeletions(database: Database, only: Deletion | null = null): Promise<void> {
  const next = database.prepare<[Partial<Deletion>], Deletion>(
    `SELECT kind, pk FROM unfinished_deletion ${only === null ? '' : 'WHERE kind = @kind AND pk = @pk'}
     ORDER BY kind, pk LIMIT 1`,
  );
  const done = database.prepare<[string, number]>('DELETE FROM unfinished_deletion WHERE kind = ? AND pk = ?');
  const remove = {
    webhook: database.prepare<[number]>(REMOVE_SLICE.webhook),
    field: database.prepare<[number]>(REMOVE_SLICE.field),
  };
  const removePast = database.prepare<[number]>(REMOVE_PAST);
  const removeItems = database.prepare<[number]>(REMOVE_ITEMS);
  const step = database.transaction((): boolean => {
    const entry = next.get(only ?? {});
    if (entry === undefined) return false;
    if (entry.kind === 'webhook' && removeItems.run(entry.pk).changes === SLICE) return true;
    if (entry.kind === 'field' && removePast.run(entry.pk).changes === SLICE) return true;
    if (remove[entry.kind].run(entry.pk).changes < SLICE) done.run(entry.kind, entry.pk);
    return true;
  });
  while (database.open && step.immediate()) await setImmediate();
}
