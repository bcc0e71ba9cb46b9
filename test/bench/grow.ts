import { join } from 'node:path';
import Database from 'better-sqlite3';
import { hourOf } from '#engine/store/delivery-hours.ts';
import { searchText } from '#engine/store/search-words.ts';
import { PAYLOAD } from './load.ts';

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

const OLD_MS = 400 * 86_400_000;

/**
 * Fills a closed database up by copying what a real run left in it, doubling until there are at least so many requests and contacts. The
 * copies are like the real ones in size and shape; only their unique values differ. `old` of the requests arrived more than a year ago.
 */
export function grow(dataDir: string, wanted: { requests: number; contacts: number; old: number }): void {
  const database = new Database(join(dataDir, 'fieldhook.db'));
  try {
    database.pragma('synchronous = OFF');
    database.pragma('foreign_keys = OFF');
    database.pragma('cache_size = -400000');
    double(database, REQUESTS, wanted.requests);
    double(database, CONTACTS, wanted.contacts);
    const last = database.prepare('SELECT max(seq) FROM delivery').pluck().get();
    database.prepare('UPDATE delivery_hour SET last_seq = ?').run(last);
    makeOld(database, wanted.old);
    fillSearch(database);
    database.prepare(`UPDATE counter SET value = (SELECT count(*) FROM contact) WHERE name = 'contacts'`).run();
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.exec('ANALYZE');
  } finally {
    database.close();
  }
}

/**
 * The newest requests wait for their work again, as after a crash. Fieldhook may run and has not heard of it. By load alone so many never wait:
 * work and acceptance take turns.
 */
export function letWait(dataDir: string, count: number): void {
  const database = new Database(join(dataDir, 'fieldhook.db'));
  try {
    const newest = '(SELECT max(seq) FROM delivery) - ?';
    database.transaction(() => {
      database.prepare(`DELETE FROM delivery_receipt WHERE seq > ${newest}`).run(count);
      database
        .prepare(
          `UPDATE delivery SET outcome = NULL, sentence = '', took_ms = NULL, config_version = NULL, contact = NULL WHERE seq > ${newest}`,
        )
        .run(count);
    })();
  } finally {
    database.close();
  }
}

function makeOld(database: Database.Database, count: number): void {
  const at = Date.now() - OLD_MS;
  database.prepare('UPDATE delivery SET received_at = ? WHERE seq <= ?').run(at, count);
  database
    .prepare(
      `INSERT INTO delivery_hour (hour, webhook, requests, problems, first_seq, last_seq)
       SELECT ?, webhook, ?, 0, 1, ? FROM delivery WHERE seq = 1`,
    )
    .run(hourOf(at), count, count);
}

/** What Fieldhook itself would write in the hours after: the words of each request and of its person. */
function fillSearch(database: Database.Database): void {
  const words = searchText(leaves(JSON.parse(PAYLOAD)));
  database.exec('DELETE FROM search_again; DELETE FROM search_contact');
  database.function('search_text', { varargs: true }, (...texts) =>
    searchText(texts.filter((text) => text !== null) as string[]),
  );
  database
    .prepare(
      `INSERT INTO delivery_search (rowid, people, payload)
       SELECT d.seq, search_text(c.user_ns, c.name, c.first_name, c.last_name, c.email_raw, c.phone), ? || ' ' || d.id
       FROM delivery d LEFT JOIN contact c ON c.pk = d.contact
       WHERE d.seq > (SELECT seq FROM search_position) ORDER BY d.seq`,
    )
    .run(words);
  database.exec('UPDATE search_position SET seq = (SELECT max(seq) FROM delivery)');
}

function leaves(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];
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
