import type { Database } from 'better-sqlite3';
import type { OutageStore, StoredOutage } from './port/outage-store.ts';

/** So many are kept; a relay that comes and goes all day must not fill the disk. */
const KEPT = 500;

export function outageStore(database: Database): OutageStore {
  const sql = prepare(database);
  const begin = database.transaction((outage: Parameters<OutageStore['begin']>[0]): boolean => {
    if (sql.open.get() !== undefined) return false;
    const { lastInsertRowid } = sql.insert.run(outage.provider, outage.lostUrl, outage.sentence, outage.from);
    sql.trim.run(Number(lastInsertRowid) - KEPT);
    return true;
  });
  return {
    begin: async (outage) => begin.immediate(outage),
    end: async (url, at) => sql.end.run(url, at).changes > 0,
    list: async (limit) => sql.list.all(limit),
  };
}

function prepare(database: Database) {
  return {
    open: database.prepare<[], number>('SELECT pk FROM outage WHERE ended_at IS NULL').pluck(),
    insert: database.prepare<[string, string, string, number]>(
      'INSERT INTO outage (provider, lost_url, sentence, started_at) VALUES (?, ?, ?, ?)',
    ),
    trim: database.prepare<[number]>('DELETE FROM outage WHERE pk <= ?'),
    // A clock that was set back must not end something before it began.
    end: database.prepare<[string | null, number]>(
      'UPDATE outage SET new_url = ?, ended_at = max(?, started_at) WHERE ended_at IS NULL',
    ),
    list: database.prepare<[number], StoredOutage>(
      `SELECT provider, lost_url AS lostUrl, new_url AS newUrl, sentence, started_at AS "from", ended_at AS "to"
       FROM outage ORDER BY pk DESC LIMIT ?`,
    ),
  };
}
