import type { Database } from 'better-sqlite3';
import type { ContactRow } from './contact-row.ts';
import { FIELDS } from './contact-snapshot.ts';
import type { Waiting } from './port/contact-store.ts';
import { stoppedRuns } from './stopped-runs.ts';
import { whatCounts } from './what-counts.ts';
import { type Row, wholeRows } from './whole-rows.ts';

/** Those that were merged into the contact, and into these. */
const MERGES = `(WITH RECURSIVE gone (user_ns) AS (
    SELECT @user_ns UNION SELECT m.from_user_ns FROM contact_merge m JOIN gone g ON g.user_ns = m.keep_user_ns WHERE m.undone_at IS NULL
  ) SELECT pk FROM contact_merge WHERE keep_user_ns IN (SELECT user_ns FROM gone))`;
const RUNS = '(SELECT pk FROM flow_run WHERE contact = @pk)';

/** What goes with a contact, by a reference or by hand, and comes back with it, in this order. Its requests stay: they only lose their link. */
export const WITH_CONTACT = {
  contact: 'pk = @pk',
  contact_merge: `pk IN ${MERGES}`,
  contact_merge_delivery: `merge IN ${MERGES}`,
  contact_merge_item: `merge IN ${MERGES}`,
  contact_alias: 'contact = @pk',
  contact_provenance: 'contact = @pk',
  contact_tag: 'contact = @pk',
  contact_change: 'contact = @pk ORDER BY pk',
  contact_import_row: 'contact = @pk',
  contact_field: 'contact = @pk',
  contact_field_past: 'contact = @pk ORDER BY pk',
  conflict_rule: `user_ns = @user_ns OR user_ns IN (SELECT value FROM contact_alias WHERE contact = @pk AND slot = 'userNs')`,
  flow_run: 'contact = @pk',
  run_step: `run IN ${RUNS}`,
  http_request: `run IN ${RUNS}`,
  message: 'contact = @pk',
  attempt: 'message IN (SELECT pk FROM message WHERE contact = @pk)',
} as const;

type Table = keyof typeof WITH_CONTACT;

/** Meanwhile the other side of a row may have gone for good: such a row stays away. */
const NEEDS: Partial<Record<Table, string>> = {
  contact_merge_delivery: 'SELECT 1 FROM delivery WHERE seq = @seq',
  contact_merge_item: 'SELECT 1 FROM delivery_item WHERE seq = @seq AND position = @position',
  contact_import_row: 'SELECT 1 FROM contact_import WHERE pk = @import',
  contact_field: `SELECT 1 WHERE @field IN ${FIELDS}`,
  contact_field_past: `SELECT 1 WHERE @field IN ${FIELDS}`,
  conflict_rule: 'SELECT 1 FROM webhook WHERE pk = @webhook',
};

/** What another contact may have by now, and then keeps. */
const OR_SKIP: ReadonlySet<Table> = new Set(['contact_alias', 'conflict_rule']);

export interface DeletedContact {
  row: ContactRow;
  rows: Map<Table, Row[]>;
  requests: number[];
  items: { seq: number; position: number }[];
}

const SENT =
  'The contact was deleted while it was on its way: it may have been sent, or not. It is not sent again by itself.';
const ASKED =
  'The contact was deleted while the request was under way: it may have arrived, or not. It is not sent again by itself.';

/** Whole contacts, to be kept in memory when they are deleted, and put back. Call inside the transaction that does it. */
export function deletedContacts(database: Database) {
  const whole = wholeRows(database);
  const runs = stoppedRuns(database);
  const counted = whatCounts(database);
  const sql = prepare(database);
  const needs = new Map(
    Object.entries(NEEDS).map(([table, text]) => [table, database.prepare<[Row], number>(text).pluck()]),
  );

  return {
    read(row: ContactRow): DeletedContact {
      const { pk, user_ns } = row;
      const tables = Object.entries(WITH_CONTACT) as [Table, string][];
      return {
        row,
        rows: new Map(tables.map(([table, where]) => [table, whole.read(table, where, { pk, user_ns })])),
        requests: sql.requests.all(pk),
        items: sql.items.all(pk),
      };
    },
    /** Answers what waits. What may have left without an answer meanwhile is `unknown` (SN4). */
    putBack({ row, rows, requests, items }: DeletedContact, at: number): Waiting {
      for (const [table, all] of rows) {
        const isThere = needs.get(table);
        const usable = all.filter((one) => isThere === undefined || isThere.get(one) !== undefined);
        // The numbers of earlier values are given anew; those of everything else are never used twice.
        if (table === 'contact_field_past') for (const one of usable) one.pk = null;
        whole.write(table, usable, OR_SKIP.has(table));
      }
      for (const term of row.terms.split('\n')) sql.insertTerm.run(term, row.pk);
      sql.count.run();
      for (const seq of requests) sql.linkRequest.run(row.pk, seq);
      for (const { seq, position } of items) sql.linkItem.run(row.pk, seq, position);
      counted.putBack(row.pk);
      for (const end of [sql.openAttempts, sql.openMessages]) end.run({ at, said: SENT, pk: row.pk });
      for (const end of [sql.openSteps, sql.openRuns, sql.openRequests]) end.run({ at, said: ASKED, pk: row.pk });
      // Last: who waited for an answer that will not come any more is due.
      runs.stop('contact', row.pk, at);
      runs.resume('contact', row.pk, at);
      return { messages: sql.waitingMessages.all(row.pk), runs: sql.waitingRuns.all(row.pk) };
    },
  };
}

function prepare(database: Database) {
  return {
    requests: database.prepare<[number], number>('SELECT seq FROM delivery WHERE contact = ?').pluck(),
    items: database.prepare<[number], { seq: number; position: number }>(
      'SELECT seq, position FROM delivery_item WHERE contact = ?',
    ),
    insertTerm: database.prepare<[string, number]>('INSERT INTO contact_term (term, contact) VALUES (?, ?)'),
    count: database.prepare("UPDATE counter SET value = value + 1 WHERE name = 'contacts'"),
    linkRequest: database.prepare<[number, number]>(
      'UPDATE delivery SET contact = ? WHERE seq = ? AND contact IS NULL AND erased_at IS NULL',
    ),
    linkItem: database.prepare<[number, number, number]>(
      'UPDATE delivery_item SET contact = ? WHERE seq = ? AND position = ? AND contact IS NULL',
    ),
    openAttempts: database.prepare<[Row]>(
      `UPDATE attempt SET state = 'unknown', finished_at = @at, sentence = @said
       WHERE state = 'attempting' AND message IN (SELECT pk FROM message WHERE contact = @pk)`,
    ),
    openMessages: database.prepare<[Row]>(
      `UPDATE message SET state = 'unknown', reason = 'interrupted', sentence = @said, due_at = @at
       WHERE contact = @pk AND state = 'sending'`,
    ),
    openSteps: database.prepare<[Row]>(
      `UPDATE run_step SET state = 'unknown', at = @at, sentence = @said
       WHERE (run, step) IN (SELECT run, step FROM http_request WHERE state = 'attempting' AND run IN ${RUNS})`,
    ),
    openRuns: database.prepare<[Row]>(
      `UPDATE flow_run SET due_at = @at
       WHERE contact = @pk AND state = 'waiting' AND pk IN (SELECT run FROM http_request WHERE state = 'attempting')`,
    ),
    openRequests: database.prepare<[Row]>(
      `UPDATE http_request SET state = 'unknown' WHERE state = 'attempting' AND run IN ${RUNS}`,
    ),
    waitingMessages: database.prepare<[number], Waiting['messages'][number]>(
      'SELECT id, state FROM message WHERE contact = ? AND due_at IS NOT NULL',
    ),
    waitingRuns: database.prepare<[number], Waiting['runs'][number]>(
      `SELECT r.id, f.key AS flow, r.delivery_id AS deliveryId, r.state FROM flow_run r JOIN flow f ON f.pk = r.flow
       WHERE r.contact = ? AND r.state = 'waiting'`,
    ),
  };
}
