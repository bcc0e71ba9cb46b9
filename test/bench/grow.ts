import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What is copied together: a request with all that belongs to it, or a contact with all that belongs to it. */
interface Family {
  /** Its key in `tables`, and where it is made. */
  key: string;
  root: string;
  tables: readonly string[];
  /** Columns that must stay unique, and what they become; `n` is the distance from the row that is copied. */
  unique: Readonly<Record<string, string>>;
}

const REQUESTS: Family = {
  key: 'seq',
  root: 'delivery',
  tables: ['delivery', 'delivery_request', 'delivery_body', 'delivery_receipt', 'delivery_key'],
  unique: { id: `id || '-' || $n`, key: `key || '-' || $n` },
};

const CONTACTS: Family = {
  key: 'contact',
  root: 'contact',
  tables: ['contact', 'contact_field', 'contact_provenance', 'contact_term'],
  unique: {
    user_ns: `user_ns || 'x' || $n`,
    phone: `phone || '-' || $n`,
    email: `$n || '.' || email`,
    crm_contact_id: `crm_contact_id || '-' || $n`,
  },
};

/**
 * Fills a closed database up by copying what a real run left in it, doubling until there are at least so many requests and contacts. The
 * copies are like the real ones in size and shape; only their unique values differ.
 */
export function grow(dataDir: string, wanted: { requests: number; contacts: number }): void {
  const database = new Database(join(dataDir, 'fieldhook.db'));
  try {
    database.pragma('synchronous = OFF');
    database.pragma('foreign_keys = OFF');
    database.pragma('cache_size = -400000');
    double(database, REQUESTS, wanted.requests);
    double(database, CONTACTS, wanted.contacts);
    const last = database.prepare('SELECT max(seq) FROM delivery').pluck().get();
    database.prepare('UPDATE delivery_hour SET last_seq = ?').run(last);
    database.prepare(`UPDATE counter SET value = (SELECT count(*) FROM contact) WHERE name = 'contacts'`).run();
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.exec('ANALYZE');
  } finally {
    database.close();
  }
}

function double(database: Database.Database, family: Family, wanted: number): void {
  const count = database.prepare(`SELECT count(*) FROM ${family.root}`).pluck();
  const own = family.root === 'contact' ? 'pk' : family.key;
  const highest = database.prepare(`SELECT max(${own}) FROM ${family.root}`).pluck();
  while (Number(count.get()) < wanted) {
    const n = Number(highest.get());
    database.transaction(() => {
      for (const table of family.tables)
        copyTable(database, family, table, table === family.root ? own : family.key, n);
    })();
  }
}

function copyTable(database: Database.Database, family: Family, table: string, key: string, n: number): void {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[];
  const values = columns.map((column) => {
    if (column === key) return `${column} + $n`;
    return table === family.root || column === 'key' ? (family.unique[column] ?? column) : column;
  });
  database.prepare(`INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${table}`).run({ n });
}
