import type { Database } from 'better-sqlite3';

/** What goes with a webhook, by a reference or by hand, and comes back with it. Its requests are elsewhere: see `DeletedWebhooks`. */
export const WITH_WEBHOOK = [
  'webhook_version',
  'webhook_sample',
  'conflict_rule',
  'address_change',
  'delivery_hour',
] as const;

type Rows = Record<string, Record<string, unknown>[]>;

/**
 * The rows of webhooks that were deleted and can still be put back, in memory. Their requests stay on the disk meanwhile and are gone for
 * every reader, since none reads a request without its webhook; what a stop leaves over goes at the next start.
 */
export class DeletedWebhooks {
  readonly #database: Database;
  readonly #kept = new Map<string, { pk: number; at: number; rows: Rows }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** To be called before they go, in the transaction that deletes them. */
  keep(id: string, pk: number, at: number): void {
    const children = WITH_WEBHOOK.map((table) => [table, this.#rows(table, 'webhook', pk)] as const);
    this.#kept.set(id, {
      pk,
      at,
      rows: Object.fromEntries([['webhook', this.#rows('webhook', 'pk', pk)], ...children]),
    });
  }

  /** Writes them again, in a transaction of the caller; null where they are not kept. */
  putBack(id: string): { pk: number } | null {
    const kept = this.#kept.get(id);
    if (kept === undefined) return null;
    for (const [table, rows] of Object.entries(kept.rows)) {
      const columns = this.#columns(table);
      const values = columns.map((column) => `@${column}`).join(', ');
      const insert = this.#database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values})`);
      for (const row of rows) insert.run(row);
    }
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

  #rows(table: string, column: string, pk: number): Record<string, unknown>[] {
    return this.#database
      .prepare<[number], Record<string, unknown>>(
        `SELECT ${this.#columns(table).join(', ')} FROM ${table} WHERE ${column} = ?`,
      )
      .all(pk);
  }

  /** Those that are stored; generated ones come by themselves. */
  #columns(table: string): string[] {
    return this.#database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  }
}
