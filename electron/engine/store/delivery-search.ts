import type { Database } from 'better-sqlite3';
import type { IndexedRequest, SearchStore, SearchWork } from './port/search-store.ts';
import { searchText } from './search-words.ts';

/** Bodies handed out at a time, in bytes; one may have 5 MB. */
const SLICE_BYTES = 1024 * 1024;
/** Requests of a contact, or of a webhook, that are queued in one transaction. */
const QUEUED = 500;
/** Contacts of one request, which may list a thousand. */
const MAX_PEOPLE = 100;
/** What a request may put into the index, in characters. */
const MAX_PEOPLE_TEXT = 8000;
const MAX_TEXT = 32_000;
/** Pages of the index merged in one transaction, some 4 ms. FTS5 stops only between two words: one that stands in 500,000 requests is 1,200 pages, some 50 ms. */
const MERGED = 64;

/**
 * The full-text index of the log. It is written apart from the work on requests, a few at a time: `next` hands out what is not in it as it
 * stands, `put` writes it together with how far it got, so that a crash repeats nothing and leaves nothing out.
 */
export function deliverySearch(database: Database): SearchStore {
  const sql = prepare(database);

  const queueContact = database.transaction((): void => {
    const due = sql.contact.get();
    if (due === undefined) return;
    const seqs = sql.ofContact.all(due);
    for (const seq of seqs) sql.queue.run(seq);
    if (seqs.length < QUEUED) sql.contactDone.run(due.contact);
    else sql.contactUpTo.run(seqs.at(-1)!, due.contact);
  });

  const queueWebhook = database.transaction((): void => {
    const due = sql.webhook.get();
    if (due === undefined) return;
    const seqs = sql.ofWebhook.all(due);
    for (const seq of seqs) sql.conceal.run(seq);
    if (seqs.length < QUEUED) sql.webhookDone.run(due.webhook);
    else sql.webhookUpTo.run(seqs.at(-1)!, due.webhook);
  });

  const put = database.transaction((requests: readonly IndexedRequest[]): void => {
    // One segment for all: FTS5 begins another when a seq is lower than the one before it, or when a statement between them may change several rows.
    const inOrder = requests.toSorted((one, other) => one.seq - other.seq);
    for (const { seq, texts, hadBody } of inOrder) {
      sql.remove.run(seq);
      sql.reveal.run(seq);
      // Retention or an erasure (LG3) took the body while it was read: the words go with it, and it is read anew without them.
      if (hadBody && sql.hasBody.get(seq) === undefined) {
        sql.queue.run(seq);
        continue;
      }
      sql.unqueue.run(seq);
      if (texts === null || sql.isThere.get(seq) === undefined) continue;
      const people = sql.people.all({ seq }).flatMap((row) => Object.values(row).filter((text) => text !== null));
      sql.add.run(seq, searchText(people).slice(0, MAX_PEOPLE_TEXT), searchText(texts).slice(0, MAX_TEXT));
    }
    const last = inOrder.at(-1);
    if (last !== undefined) sql.moveOn.run(last.seq);
  });

  return {
    async next(limit) {
      if (sql.contact.get() !== undefined) queueContact.immediate();
      if (sql.webhook.get() !== undefined) queueWebhook.immediate();
      const work: SearchWork[] = [];
      let bytes = 0;
      // New requests first; for as long as there are more of them than are indexed, the others have their quarter of each slice.
      const again = sql.again.all(limit);
      const fresh = sql.behind.all(limit - Math.min(again.length, limit >> 2));
      for (const row of [...fresh, ...again.slice(0, limit - fresh.length)]) {
        const body = row.headers === null ? null : (sql.body.get(row.seq) ?? null);
        bytes += body?.byteLength ?? 0;
        if (work.length > 0 && bytes > SLICE_BYTES) break;
        work.push(workOf(row, body));
      }
      return work;
    },
    put: async (requests) => put.immediate(requests),
    async merge() {
      // Two rows change at least where something was merged.
      const before = sql.changes.get()!;
      sql.merge.run(MERGED);
      return sql.changes.get()! - before > 1;
    },
    behind: async () => sql.count.get() ?? 0,
  };
}

/**
 * Takes what left the index off the disk: until segments are merged, a removed entry is only marked. What is queued to be indexed anew
 * leaves as well, since what is in the index of it may be what was just erased.
 */
export function searchWiper(database: Database): () => boolean {
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = database.prepare<[number]>("INSERT INTO delivery_search (delivery_search, rank) VALUES ('merge', ?)");
  const contacts = database.prepare<[], number>('SELECT contact FROM search_contact').pluck();
  const removeOf = database.prepare<[{ contact: number }]>(
    `DELETE FROM delivery_search WHERE rowid IN (
       SELECT seq FROM delivery WHERE contact = @contact UNION SELECT seq FROM delivery_item WHERE contact = @contact)`,
  );
  let isBegun = false;
  return database.transaction((): boolean => {
    const before = changes.get()!;
    if (!isBegun) {
      database.exec('DELETE FROM delivery_search WHERE rowid IN (SELECT seq FROM search_again)');
      for (const contact of contacts.all()) removeOf.run({ contact });
    }
    // Negative: all segments become one, over several calls.
    merge.run(isBegun ? MERGED : -MERGED);
    const isMore = !isBegun || changes.get()! - before > 1;
    isBegun = true;
    return isMore;
  }).immediate;
}

interface Row {
  seq: number;
  webhookId: string | null;
  configVersion: number | null;
  headers: string | null;
  contentType: string | null;
  query: string | null;
}

function workOf(
  { seq, webhookId, configVersion, headers, contentType, query }: Row,
  body: Uint8Array | null,
): SearchWork {
  if (webhookId === null || headers === null) return { seq, webhookId: null };
  const hasBody = body !== null;
  return {
    seq,
    webhookId,
    configVersion,
    request: { body: body ?? new Uint8Array(), headers: JSON.parse(headers), contentType: contentType!, query: query! },
    hasBody,
  };
}

function prepare(database: Database) {
  const columns =
    'w.id AS webhookId, d.config_version AS configVersion, r.headers, r.content_type AS contentType, r.query';
  return {
    again: database.prepare<[number], Row>(
      `SELECT a.seq, ${columns} FROM (SELECT seq FROM search_hidden UNION SELECT seq FROM search_again ORDER BY seq) a
         LEFT JOIN delivery d ON d.seq = a.seq AND d.erased_at IS NULL LEFT JOIN webhook w ON w.pk = d.webhook LEFT JOIN delivery_request r ON r.seq = d.seq
       ORDER BY a.seq LIMIT ?`,
    ),
    // What waits for its work comes when it has its outcome.
    behind: database.prepare<[number], Row>(
      `SELECT d.seq, ${columns} FROM delivery d NOT INDEXED
         LEFT JOIN webhook w ON w.pk = d.webhook LEFT JOIN delivery_request r ON r.seq = d.seq AND d.erased_at IS NULL
       WHERE d.seq > (SELECT seq FROM search_position)
         AND d.seq < coalesce((SELECT min(seq) FROM delivery INDEXED BY delivery_pending WHERE outcome IS NULL), 9e15)
       ORDER BY d.seq LIMIT ?`,
    ),
    body: database.prepare<[number], Buffer>('SELECT body FROM delivery_body WHERE seq = ?').pluck(),
    hasBody: database.prepare<[number], number>('SELECT 1 FROM delivery_body WHERE seq = ?').pluck(),
    isThere: database.prepare<[number], number>('SELECT 1 FROM delivery WHERE seq = ? AND erased_at IS NULL').pluck(),
    people: database.prepare<[{ seq: number }], Record<string, string | null>>(
      `SELECT c.user_ns, c.name, c.first_name, c.last_name, c.email_raw, c.phone, c.phone_raw, c.crm_contact_id FROM contact c
       WHERE c.pk IN (
         SELECT contact FROM delivery WHERE seq = @seq
         UNION SELECT * FROM (SELECT contact FROM delivery_item WHERE seq = @seq AND contact IS NOT NULL LIMIT ${MAX_PEOPLE}))`,
    ),
    add: database.prepare<[number, string, string]>(
      'INSERT INTO delivery_search (rowid, people, payload) VALUES (?, ?, ?)',
    ),
    remove: database.prepare<[number]>('DELETE FROM delivery_search WHERE rowid = ?'),
    queue: database.prepare<[number]>('INSERT OR IGNORE INTO search_again (seq) VALUES (?)'),
    conceal: database.prepare<[number]>('INSERT OR IGNORE INTO search_hidden (seq) VALUES (?)'),
    reveal: database.prepare<[number]>('DELETE FROM search_hidden WHERE seq = ?'),
    unqueue: database.prepare<[number]>('DELETE FROM search_again WHERE seq = ?'),
    merge: database.prepare<[number]>("INSERT INTO delivery_search (delivery_search, rank) VALUES ('merge', ?)"),
    changes: database.prepare<[], number>('SELECT total_changes()').pluck(),
    moveOn: database.prepare<[number]>('UPDATE search_position SET seq = max(seq, ?) WHERE id = 1'),
    contact: database.prepare<[], { contact: number; after: number }>(
      'SELECT contact, after FROM search_contact LIMIT 1',
    ),
    contactDone: database.prepare<[number]>('DELETE FROM search_contact WHERE contact = ?'),
    contactUpTo: database.prepare<[number, number]>('UPDATE search_contact SET after = ? WHERE contact = ?'),
    ofContact: database
      .prepare<[{ contact: number; after: number }], number>(
        `SELECT seq FROM (
           SELECT * FROM (SELECT seq FROM delivery INDEXED BY delivery_by_contact WHERE contact = @contact AND seq > @after ORDER BY seq LIMIT ${QUEUED})
           UNION SELECT * FROM (SELECT seq FROM delivery_item INDEXED BY delivery_item_by_contact
             WHERE contact = @contact AND seq > @after ORDER BY seq LIMIT ${QUEUED}))
         WHERE seq <= (SELECT seq FROM search_position) ORDER BY seq LIMIT ${QUEUED}`,
      )
      .pluck(),
    webhook: database.prepare<[], { webhook: number; after: number }>(
      'SELECT webhook, after FROM search_webhook LIMIT 1',
    ),
    webhookDone: database.prepare<[number]>('DELETE FROM search_webhook WHERE webhook = ?'),
    webhookUpTo: database.prepare<[number, number]>('UPDATE search_webhook SET after = ? WHERE webhook = ?'),
    ofWebhook: database
      .prepare<[{ webhook: number; after: number }], number>(
        `SELECT seq FROM delivery INDEXED BY delivery_by_webhook WHERE webhook = @webhook AND seq > @after
           AND seq <= (SELECT seq FROM search_position) ORDER BY seq LIMIT ${QUEUED}`,
      )
      .pluck(),
    count: database
      .prepare<[], number>(
        `SELECT (SELECT count(*) FROM search_again) + (SELECT count(*) FROM search_hidden)
           + max(0, coalesce((SELECT max(seq) FROM delivery), 0) - (SELECT seq FROM search_position))`,
      )
      .pluck(),
  };
}
