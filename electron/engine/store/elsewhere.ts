import type { Database } from 'better-sqlite3';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import { erasedItems } from './erased-items.ts';
import type { ElsewhereSource, ErasurePlan } from './port/erasure-store.ts';

const SLICE = 100;

/**
 * Where an erased person may stand besides contacts and requests (LG3): what flows did for others, messages to others or to the owner,
 * conflicts and what was remembered of them, merges of others, other items of a request (RC3), earlier values of others' fields, identifiers and names, saved views of the log, and tests of webhooks. What hangs on the person goes with the contact.
 */
export function elsewhere(database: Database) {
  const read = (text: string) => database.prepare<[number, number], { pk: number; text: string }>(text);
  const sources: Record<ElsewhereSource, ReturnType<typeof read>> = {
    message: read(
      `SELECT m.pk, concat_ws(char(10), m.subject, m.text, m.approved, m.sentence, m.address, m.provider_id,
         (SELECT group_concat(a.sentence, char(10)) FROM attempt a WHERE a.message = m.pk)) AS text
       FROM message m WHERE m.pk > ? AND m.contact IS NOT ? ORDER BY m.pk LIMIT ${SLICE}`,
    ),
    run: read(
      `SELECT r.pk, concat_ws(char(10), r.sentence, r.stopped_from,
         (SELECT group_concat(s.sentence, char(10)) FROM run_step s WHERE s.run = r.pk),
         (SELECT group_concat(concat_ws(char(10), q.url, q.headers, q.body), char(10)) FROM http_request q WHERE q.run = r.pk)) AS text
       FROM flow_run r WHERE r.pk > ? AND r.contact <> ? ORDER BY r.pk LIMIT ${SLICE}`,
    ),
    conflict: read(
      `SELECT k.pk, (SELECT group_concat(concat_ws(char(10), c.user_ns, c.label, c.said), char(10))
         FROM conflict_candidate c WHERE c.conflict = k.pk) AS text
       FROM conflict k WHERE k.pk > ? AND ? IS NOT NULL ORDER BY k.pk LIMIT ${SLICE}`,
    ),
    rule: read(
      `SELECT pk, concat_ws(char(10), user_ns, constellation) AS text FROM conflict_rule
       WHERE pk > ? AND ? IS NOT NULL ORDER BY pk LIMIT ${SLICE}`,
    ),
    merge: read(
      `SELECT pk, snapshot AS text FROM contact_merge
       WHERE pk > ? AND keep_user_ns IS NOT (SELECT user_ns FROM contact WHERE pk = ?) AND snapshot IS NOT NULL ORDER BY pk LIMIT ${SLICE}`,
    ),
    item: read(
      `SELECT rowid AS pk, receipt AS text FROM delivery_item WHERE rowid > ? AND contact IS NOT ? ORDER BY rowid LIMIT ${SLICE}`,
    ),
    earlier: read(
      `SELECT pk, concat_ws(char(10), text, original) AS text FROM contact_field_past
       WHERE pk > ? AND contact IS NOT ? ORDER BY pk LIMIT ${SLICE}`,
    ),
    change: read(
      `SELECT pk, concat_ws(char(10), before, after) AS text FROM contact_change
       WHERE pk > ? AND contact IS NOT ? AND (before IS NOT NULL OR after IS NOT NULL) ORDER BY pk LIMIT ${SLICE}`,
    ),
    view: read(
      `SELECT pk, concat_ws(char(10), name, filter) AS text FROM log_view WHERE pk > ? AND ? IS NOT NULL ORDER BY pk LIMIT ${SLICE}`,
    ),
    test: read(`SELECT pk, test AS text FROM webhook_test WHERE pk > ? AND ? IS NOT NULL ORDER BY pk LIMIT ${SLICE}`),
  };
  const sql = prepare(database);
  const items = erasedItems(database);

  return {
    read: (source: ElsewhereSource, after: number, self: number) => sources[source].all(after, self),
    /** Call inside the transaction. What waits to go out does not go out any more: it would not be what was written. */
    erase({ source, pk, instead }: ErasurePlan['elsewhere'][number], at: number): void {
      switch (source) {
        case 'message':
          sql.message.run(ERASED_SENTENCE, pk);
          sql.attempts.run(ERASED_SENTENCE, pk);
          break;
        case 'run':
          sql.wake.run(at, pk);
          sql.run.run(ERASED_SENTENCE, pk);
          sql.steps.run(ERASED_SENTENCE, pk);
          sql.requests.run(pk);
          break;
        case 'conflict':
          sql.conflict.run(pk);
          break;
        case 'rule':
          sql.rule.run(pk);
          break;
        case 'merge':
          sql.merge.run(instead, pk);
          break;
        case 'item':
          items.forget(pk, instead);
          break;
        case 'earlier':
          sql.earlier.run(pk);
          break;
        case 'change':
          sql.change.run(pk);
          break;
        case 'view':
          sql.view.run(pk);
          break;
        case 'test':
          sql.test.run(pk);
          break;
      }
    },
  };
}

function prepare(database: Database) {
  return {
    message: database.prepare<[string, number]>(
      `UPDATE message SET subject = '', text = ?, approved = NULL, address = NULL, address_key = NULL, provider_id = NULL, sentence = '', reason = NULL, due_at = NULL,
         state = CASE WHEN state IN ('queued', 'held', 'blocked', 'failed') THEN 'dropped' ELSE state END
       WHERE pk = ?`,
    ),
    attempts: database.prepare<[string, number]>('UPDATE attempt SET sentence = ? WHERE message = ?'),
    run: database.prepare<[string, number]>('UPDATE flow_run SET sentence = ?, stopped_from = NULL WHERE pk = ?'),
    steps: database.prepare<[string, number]>('UPDATE run_step SET sentence = ? WHERE run = ?'),
    // A run whose request will not be made goes on without its answer.
    wake: database.prepare<[number, number]>(
      `UPDATE flow_run SET due_at = ? WHERE pk = ? AND state = 'waiting'
         AND EXISTS (SELECT 1 FROM http_request q WHERE q.run = flow_run.pk AND q.state = 'queued')`,
    ),
    requests: database.prepare<[number]>(
      `UPDATE http_request SET url = '', headers = '[]', body = '', due_at = NULL,
         state = CASE WHEN state = 'queued' THEN 'failed' ELSE state END WHERE run = ?`,
    ),
    conflict: database.prepare<[number]>('DELETE FROM conflict WHERE pk = ?'),
    rule: database.prepare<[number]>('DELETE FROM conflict_rule WHERE pk = ?'),
    earlier: database.prepare<[number]>('DELETE FROM contact_field_past WHERE pk = ?'),
    change: database.prepare<[number]>(
      "UPDATE contact_change SET before = NULL, after = NULL, delivery_id = NULL, via = 'erasure' WHERE pk = ?",
    ),
    view: database.prepare<[number]>('DELETE FROM log_view WHERE pk = ?'),
    test: database.prepare<[number]>('DELETE FROM webhook_test WHERE pk = ?'),
    merge: database.prepare<[string | null, number]>('UPDATE contact_merge SET snapshot = ? WHERE pk = ?'),
  };
}
