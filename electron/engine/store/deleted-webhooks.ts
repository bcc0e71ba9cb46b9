import type { Database } from 'better-sqlite3';
import { type Row, type WholeRows, wholeRows } from './whole-rows.ts';

/** What goes with a webhook, by a reference or by hand, and comes back with it. Its requests are elsewhere: see `DeletedWebhooks`. */
export const WITH_WEBHOOK = [
  'webhook_version',
  'webhook_sample',
  'webhook_test',
  'conflict_rule',
  'address_change',
  'delivery_hour',
  'refused_window',
] as const;

type Rows = Record<string, Row[]>;

/**
 * The rows of webhooks that were deleted and can still be put back, in memory. Their requests stay on the disk meanwhile and are gone for
 * every reader, since none reads a request without its webhook; what a stop leaves over goes at the next start.
 */
export class DeletedWebhooks {
  readonly #whole: WholeRows;
  readonly #kept = new Map<string, { pk: number; at: number; rows: Rows }>();

  constructor(database: Database) {
    this.#whole = wholeRows(database);
  }

  /** To be called before they go, in the transaction that deletes them. */
  keep(id: string, pk: number, at: number): void {
    const children = WITH_WEBHOOK.map((table) => [table, this.#whole.read(table, 'webhook = @pk', { pk })] as const);
    this.#kept.set(id, {
      pk,
      at,
      rows: Object.fromEntries([['webhook', this.#whole.read('webhook', 'pk = @pk', { pk })], ...children]),
    });
  }

  /** Writes them again, in a transaction of the caller; null where they are not kept. */
  putBack(id: string): { pk: number } | null {
    const kept = this.#kept.get(id);
    if (kept === undefined) return null;
    for (const [table, rows] of Object.entries(kept.rows)) this.#whole.write(table, rows);
    return { pk: kept.pk };
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }

  /** Lets go of those that were deleted until then, in ms since 1970; answers which, by their keys. */
  forgetUntil(time: number): number[] {
    const old = [...this.#kept].filter(([, { at }]) => at <= time);
    for (const [id] of old) this.#kept.delete(id);
    return old.map(([, { pk }]) => pk);
  }
}
