import type { Database } from 'better-sqlite3';
import { deliveryHours } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, HAS_BODY, WITH_NAMES } from './delivery-row.ts';
import type { DeliveryStore, Replayed } from './port/delivery-store.ts';

type SourceRow = DeliveryRow & { webhook: number; has_body: number };

/** Nobody was answered, and so nothing counts against the limit (RC4). */
const NO_ANSWER = 0;

/**
 * PR4: stores a request once more, to be worked on like any other that waits: the bytes, headers and proof of its sender are the stored
 * ones, the time is that of the replay. It has no key by which it could pass for a repeat (RC6). The wish itself is kept as a key, so that
 * one that comes twice for the same request, even after a crash, is one replay.
 */
export function replayer(database: Database, now: () => number, newId: (prefix: string) => string) {
  const hours = deliveryHours(database);
  const sql = prepare(database);

  const replay = (id: string, wish: string): Replayed => {
    const source = sql.source.get(id);
    if (source === undefined) return { kind: 'not-found' };
    const first = source.replay_of ?? source.id;
    const key = `replay:${first}:${wish}`;
    const made = sql.made.get(source.webhook, key);
    if (made !== undefined) return { kind: 'made-before', delivery: deliveryOf(made) };
    if (source.outcome === null) return { kind: 'waiting' };
    if (source.has_body === 0) return { kind: 'no-body' };

    const receivedAt = now();
    const { webhook } = source;
    const row = { ...source, id: newId('dlv'), received_at: receivedAt, replay_of: first, answered: NO_ANSWER };
    const { lastInsertRowid } = sql.insert.run(row.id, receivedAt, NO_ANSWER, first, source.seq);
    const seq = Number(lastInsertRowid);
    sql.copyRequest.run(seq, source.seq);
    sql.copyBody.run(seq, source.seq);
    sql.remember.run(webhook, key, seq, receivedAt);
    hours.replayed(webhook, receivedAt, seq);
    const open = { outcome: null, reason: null, sentence: '', took_ms: null, repeat_of: null, repeat_certain: 0 };
    const about = { contact_user_ns: null, contact_label: null, items: null };
    return { kind: 'made', delivery: deliveryOf({ ...row, ...open, ...about, seq, origin: 'replay' }) };
  };

  const replayAll = database.transaction((ids: readonly string[], wish: string) => ids.map((id) => replay(id, wish)));
  return (...[ids, wish]: Parameters<DeliveryStore['replay']>) => replayAll.immediate(ids, wish);
}

/** Requests in the order in which they first arrived; replays stand where the first of them does. */
export function arrivalOrder(database: Database): (ids: readonly string[]) => string[] {
  const arrival = database
    .prepare<[string], number>(
      'SELECT coalesce(f.seq, d.seq) FROM delivery d LEFT JOIN delivery f ON f.id = d.replay_of WHERE d.id = ?',
    )
    .pluck();
  return (ids) =>
    [...new Set(ids)]
      .map((id) => ({ id, seq: arrival.get(id) ?? 0 }))
      .toSorted((one, other) => one.seq - other.seq)
      .map(({ id }) => id);
}

function prepare(database: Database) {
  return {
    source: database.prepare<[string], SourceRow>(
      `SELECT ${DELIVERY_COLUMNS}, d.webhook, ${HAS_BODY} AS has_body
       FROM delivery d ${WITH_NAMES} WHERE d.id = ?`,
    ),
    made: database.prepare<[number, string], DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM delivery_key k CROSS JOIN delivery d ON d.seq = k.seq ${WITH_NAMES}
       WHERE k.webhook = ? AND k.key = ?`,
    ),
    insert: database.prepare<[string, number, number, string, number]>(
      `INSERT INTO delivery (id, webhook, received_at, origin, heard, answered, size_bytes, sentence, verified_by, replay_of)
       SELECT ?, webhook, ?, 'replay', 0, ?, size_bytes, '', verified_by, ? FROM delivery WHERE seq = ?`,
    ),
    copyRequest: database.prepare<[number, number]>(
      `INSERT INTO delivery_request (seq, method, query, content_type, headers)
       SELECT ?, method, query, content_type, headers FROM delivery_request WHERE seq = ?`,
    ),
    copyBody: database.prepare<[number, number]>(
      'INSERT INTO delivery_body (seq, body) SELECT ?, body FROM delivery_body WHERE seq = ?',
    ),
    remember: database.prepare<[number, string, number, number]>(
      'INSERT INTO delivery_key (webhook, key, seq, received_at) VALUES (?, ?, ?, ?)',
    ),
  };
}
