import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface StoredRow {
  seq: number;
  id: string;
  answered: number;
  outcome: string | null;
  reason: string | null;
  sentence: string;
  body: Buffer | null;
}

/** What is on disk, read by another process than the one that writes it. */
export class StoredRows {
  readonly #database: Database.Database;
  readonly #rows: Database.Statement<[number], StoredRow>;

  constructor(dataDir: string) {
    this.#database = new Database(join(dataDir, 'fieldhook.db'), { readonly: true });
    this.#rows = this.#database.prepare(
      `SELECT d.seq, id, answered, outcome, reason, sentence, body
       FROM delivery d LEFT JOIN delivery_body b ON b.seq = d.seq WHERE d.seq > ? ORDER BY d.seq`,
    );
  }

  last(): number {
    return this.#database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM delivery').pluck().get()!;
  }

  waiting(): number {
    return this.#database.prepare<[], number>('SELECT count(*) FROM delivery WHERE outcome IS NULL').pluck().get()!;
  }

  /** Those after one, in the order of arrival. */
  after(seq: number): StoredRow[] {
    return this.#rows.all(seq);
  }

  /** One after the other, so that they need not fit into memory. */
  all(): IterableIterator<StoredRow> {
    return this.#rows.iterate(0);
  }

  close(): void {
    this.#database.close();
  }
}
