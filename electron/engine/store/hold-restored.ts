/**
 * A backup does not know what left after it was made, and neither does a database that lost its latest changes. Whatever in it would leave by itself, or would have by now, may have left already, so all
 * of it waits for the owner (SN4, SN5): messages, requests of HTTP steps, runs whose time has come, and flows that requests without an outcome
 * are still to start. Waits that end later have not ended before, and go on.
 */
import type { Database } from 'better-sqlite3';
import type { RunProgress } from '#shared/contract/flow-work.ts';

const SENT = 'The data went back to an earlier state, in which this was still to be sent: it may have gone out since.';
const ASKED =
  'The data went back to an earlier state, in which this was still to be sent: it may have arrived since, or not. It is not sent again by itself.';
const WENT_ON = 'The data went back to an earlier state: this may have gone on since. Let it go on, or end it.';
const STARTED =
  'The data went back to an earlier state: the request may have started this since. Let it go on, or end it.';

/** To be called once for each restore or loss, before anything works on the database. `at`: ms since 1970. */
export function holdRestored(database: Database, at: number): void {
  const hold = database.transaction(() => {
    database
      .prepare(
        `INSERT OR REPLACE INTO restored (id, last_seq, at)
         VALUES (1, coalesce((SELECT max(seq) FROM delivery), 0), ?)`,
      )
      .run(at);
    // A hole in the text stays a reason of its own (SN7); why others were held before stands in their sentence.
    database
      .prepare(
        `UPDATE message SET
           reason = CASE WHEN reason IN ('missing-value', 'bad-template') THEN reason ELSE 'restored' END,
           sentence = CASE WHEN state = 'held' AND sentence <> '' THEN sentence || ' ' ELSE '' END || ?,
           state = 'held', due_at = NULL
         WHERE state IN ('queued', 'held') AND mode = 'live'`,
      )
      .run(SENT);
    database
      .prepare(
        `UPDATE run_step SET at = ?, state = 'unknown', sentence = ?
         WHERE (run, step) IN (SELECT run, step FROM http_request WHERE state = 'queued')`,
      )
      .run(at, ASKED);
    database.prepare("UPDATE http_request SET state = 'unknown' WHERE state = 'queued'").run();
    database
      .prepare(
        `UPDATE flow_run SET state = 'held', due_at = NULL, sentence = ?
         WHERE state IN ('running', 'waiting') AND (due_at IS NULL OR due_at <= ?)`,
      )
      .run(WENT_ON, at);
  });
  hold.immediate();
}

/** Tells whether a request was in the backup that was put in place last. */
export function restoredRequests(database: Database): (deliveryId: string | null) => boolean {
  const isRestored = database
    .prepare<[string], number>('SELECT 1 FROM delivery d JOIN restored r ON d.seq <= r.last_seq WHERE d.id = ?')
    .pluck();
  return (deliveryId) => deliveryId !== null && isRestored.get(deliveryId) === 1;
}

/** How a flow starts that may have been started before: it stands at its top until the owner says so. */
export const HELD_AT_START: RunProgress = {
  state: 'held',
  step: null,
  dueAt: null,
  sentence: STARTED,
  steps: [],
  messages: [],
  fields: {},
  tags: [],
  request: null,
};
