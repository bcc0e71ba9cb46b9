import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { inSlices, SLICE } from './in-slices.ts';
import type { KeepLimits, OldCounts } from './port/care.ts';

/** Rows looked at in one go, a few ms. */
const WINDOW = 2000;

type Limits = Pick<KeepLimits, 'messagesSince' | 'startsSince'>;
type Window = Limits & { after: number; upTo: number };
interface Ended {
  hour: number;
  channel: string;
  mode: string;
  state: string;
  messages: number;
}

/** What has ended and is old: nobody waits for it, and no limit counts it any more (SN6). What is unclear, held, or of a flow that goes on stays. */
const MESSAGE_GOES = `m.state IN ('sent', 'delivered', 'dropped', 'failed', 'blocked')
  AND m.created_at < @messagesSince AND coalesce(m.sent_at, 0) < @messagesSince
  AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.message = m.pk AND a.started_at >= @messagesSince)
  AND NOT EXISTS (SELECT 1 FROM flow_run o WHERE o.pk = m.run AND o.state NOT IN ('done', 'stopped', 'failed'))`;

const RUN_IS_OLD =
  "r.state IN ('done', 'stopped', 'failed') AND coalesce(r.finished_at, r.started_at) < @messagesSince";

/**
 * The row itself stays while something could start the flow again: the request or a replay of it is in the log, where its start key tells that
 * it has been (SN5), or a cool-down may reach back to it.
 */
const FIRST_REQUEST = "substr(r.start_key, 1, coalesce(nullif(instr(r.start_key, '#'), 0) - 1, length(r.start_key)))";
const IS_NEEDED = `(r.started_at >= @startsSince
  OR EXISTS (SELECT 1 FROM delivery d WHERE d.id = ${FIRST_REQUEST})
  OR EXISTS (SELECT 1 FROM delivery d WHERE d.replay_of = ${FIRST_REQUEST}))`;

const HAS_STEPS = `(r.hold IS NOT NULL OR EXISTS (SELECT 1 FROM run_step s WHERE s.run = r.pk)
  OR EXISTS (SELECT 1 FROM http_request q WHERE q.run = r.pk))`;

/**
 * Deletes messages that have ended and are old, and what runs that have ended did: their steps and the requests that they made. What the home
 * screen counted of the messages stays counted. In slices, as requests go.
 */
export async function deleteOldMessages(
  database: Database,
  limits: Limits,
): Promise<{ messages: number; runs: number }> {
  if (!database.open) return { messages: 0, runs: 0 };
  const sql = prepareDeletion(database);
  const removeMessages = database.transaction((window: Window) => {
    const gone = sql.messages.all(window);
    // The trigger has taken them off.
    for (const one of gone) sql.countAgain.run(one);
    return gone.length;
  });
  const removeRuns = database.transaction((window: Window) => {
    const old = sql.runs.all(window);
    for (const { pk, needed } of old) {
      if (needed === 0) sql.run.run(pk);
      else for (const part of sql.partsOfRun) part.run(pk);
    }
    return old.length;
  });

  const gone = { messages: 0, runs: 0 };
  const { messagesSince } = limits;
  for await (const window of windows(database, 'message', 'created_at', messagesSince)) {
    gone.messages += await inSlices(database, () => removeMessages.immediate({ ...limits, ...window }));
  }
  for await (const window of windows(database, 'flow_run', 'started_at', messagesSince)) {
    gone.runs += await inSlices(database, () => removeRuns.immediate({ ...limits, ...window }));
  }
  return gone;
}

/** What `deleteOldMessages` would take. */
export async function countOldMessages(
  database: Database,
  limits: Limits,
): Promise<Pick<OldCounts, 'messages' | 'runs' | 'keptMessage'>> {
  if (!database.open) return { messages: 0, runs: 0, keptMessage: null };
  const sql = prepareCount(database);
  const kept: number[] = [];
  let [messages, runs, last] = [0, 0, 0];
  for await (const window of windows(database, 'message', 'created_at', limits.messagesSince)) {
    const counted = sql.messages.get({ ...limits, ...window })!;
    messages += counted.goes;
    if (counted.kept !== null) kept.push(counted.kept);
    last = window.upTo;
  }
  for await (const window of windows(database, 'flow_run', 'started_at', limits.messagesSince)) {
    runs += sql.runs.get({ ...limits, ...window }) ?? 0;
  }
  const next = database.open ? sql.next.get(last) : undefined;
  if (next !== undefined) kept.push(next);
  return { messages, runs, keptMessage: kept.length === 0 ? null : Math.min(...kept) };
}

/** Rows in the order in which they were made, until there is nothing old among them. Where the clock jumped, some are found later. */
async function* windows(database: Database, table: 'message' | 'flow_run', time: string, since: number) {
  let after = 0;
  while (database.open) {
    const next = database
      .prepare<[number], { upTo: number | null; oldest: number }>(
        `SELECT max(pk) AS upTo, min(at) AS oldest FROM (SELECT pk, ${time} AS at FROM ${table} WHERE pk > ? ORDER BY pk LIMIT ${WINDOW})`,
      )
      .get(after);
    if (next === undefined || next.upTo === null || next.oldest >= since) return;
    yield { after, upTo: next.upTo };
    after = next.upTo;
    await setImmediate();
  }
}

function prepareDeletion(database: Database) {
  return {
    messages: database.prepare<[Window], Ended>(
      `DELETE FROM message WHERE pk IN (
         SELECT m.pk FROM message m WHERE m.pk > @after AND m.pk <= @upTo AND ${MESSAGE_GOES} LIMIT ${SLICE})
       RETURNING created_at / 3600000 AS hour, channel, mode, state`,
    ),
    countAgain: database.prepare<[Ended]>(
      `UPDATE message_hour SET messages = messages + 1 WHERE hour = @hour AND channel = @channel AND mode = @mode AND state = @state`,
    ),
    runs: database.prepare<[Window], { pk: number; needed: number }>(
      `SELECT r.pk, ${IS_NEEDED} AS needed FROM flow_run r
       WHERE r.pk > @after AND r.pk <= @upTo AND ${RUN_IS_OLD}
         AND NOT EXISTS (SELECT 1 FROM message m WHERE m.run = r.pk) AND (${HAS_STEPS} OR NOT ${IS_NEEDED}) LIMIT ${SLICE}`,
    ),
    run: database.prepare<[number]>('DELETE FROM flow_run WHERE pk = ?'),
    partsOfRun: [
      'UPDATE flow_run SET hold = NULL WHERE pk = ?',
      'DELETE FROM run_step WHERE run = ?',
      'DELETE FROM http_request WHERE run = ?',
    ].map((text) => database.prepare<[number]>(text)),
  };
}

function prepareCount(database: Database) {
  return {
    messages: database.prepare<[Window], { goes: number; kept: number | null }>(
      `SELECT coalesce(sum(goes), 0) AS goes, min(CASE WHEN NOT goes THEN created_at END) AS kept
       FROM (SELECT m.created_at, ${MESSAGE_GOES} AS goes FROM message m WHERE m.pk > @after AND m.pk <= @upTo)`,
    ),
    next: database.prepare<[number], number>('SELECT created_at FROM message WHERE pk > ? ORDER BY pk LIMIT 1').pluck(),
    runs: database
      .prepare<[Window], number>(
        `SELECT count(*) FROM flow_run r WHERE r.pk > @after AND r.pk <= @upTo AND ${RUN_IS_OLD} AND ${HAS_STEPS}
           AND NOT EXISTS (SELECT 1 FROM message m WHERE m.run = r.pk AND NOT (${MESSAGE_GOES}))`,
      )
      .pluck(),
  };
}
