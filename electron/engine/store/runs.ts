import type { Database, Statement } from 'better-sqlite3';
import type { Run, RunQuery } from '#shared/contract/flow.ts';
import { channelFacts } from './channels.ts';
import { contactReader } from './contact-reader.ts';
import { knownContactOf } from './contact-row.ts';
import { contactTags } from './contact-tags.ts';
import { contactWriter } from './contact-write.ts';
import { cutPage, readCursor } from './cursor.ts';
import { readFlowConfig } from './flow-row.ts';
import { readHold } from './hold-text.ts';
import { httpRequests } from './http-requests.ts';
import { isMachineFault } from './machine-fault.ts';
import type { DueRun, MovedRun, RunWork } from './port/run-store.ts';
import { DUE_RUNS, PINNED_RUN, RUN, RUN_STEPS, type RunRow, type RunStepRow, runOf } from './run-row.ts';
import { runStarter } from './run-start.ts';
import { runWriter } from './run-write.ts';
import type { LocalStore } from './store.ts';

type WaitingRow = RunRow & { config: string; start_key: string };

export function runStore(database: Database, newId: (prefix: string) => string): LocalStore['runs'] {
  const reader = contactReader(database);
  const facts = channelFacts(database);
  const tags = contactTags(database);
  const write = runWriter(database, newId, contactWriter(database, newId));
  const starter = runStarter(database, newId);
  const sql = prepare(database);
  const statements = new Map<string, Statement<[Record<string, string | number>], RunRow>>();

  const run = (row: RunRow): Run => runOf(row, sql.steps.all(row.pk));
  const moved = (row: RunRow, state: Run['state']): MovedRun => ({
    id: row.id,
    flow: row.flow_key,
    contact: row.contact_user_ns,
    deliveryId: row.delivery_id,
    state,
    messages: [],
  });

  const page = (query: RunQuery) => {
    const text = pageText(query);
    const statement = statements.get(text) ?? database.prepare<[Record<string, string | number>], RunRow>(text);
    statements.set(text, statement);
    const { flow = '', contact = '', deliveryId = '', state = '', limit } = query;
    const below = readCursor(query.before);
    const rows = statement.all({ flow, contact, deliveryId, state, below, limit: limit + 1 });
    const { shown, nextCursor } = cutPage(rows, limit, ({ pk }) => pk);
    return { items: shown.map(run), nextCursor, held: sql.held.get() ?? 0 };
  };

  const stop = database.transaction((id: string, at: number) => {
    const row = sql.get.get(id);
    if (row === undefined) return 'not-found';
    if (row.state !== 'waiting' && row.state !== 'held') return 'not-waiting';
    sql.end.run('stopped', 'You ended it here.', at, row.pk);
    return moved(row, 'stopped');
  });

  /** Each run by itself: a savepoint. */
  const step = database.transaction((row: WaitingRow, { plan }: RunWork, at: number): MovedRun => {
    const contact = reader.byPk(row.contact)!;
    const { value: config, broken } = readFlowConfig(row.config);
    if (broken.length > 0) throw new Error('The saved steps of this flow cannot be read.');
    const progress = plan({
      config,
      contact: knownContactOf(contact, reader.fields(contact.pk)),
      tags: tags.of(contact.pk),
      step: row.step,
      dueAt: row.due_at,
      channels: facts(contact.pk),
      hold: readHold(row.hold, config),
      isTry: row.is_try === 1,
      at,
    });
    return write.apply(row, contact, progress, at);
  });
  const advance = database.transaction((work: readonly RunWork[], at: number): MovedRun[] =>
    work.flatMap((item) => {
      const row = sql.waiting.get(item.id);
      if (row === undefined || row.step !== item.step) return [];
      try {
        return [step(row, item, at)];
      } catch (error) {
        if (isMachineFault(error)) throw error;
        sql.end.run('failed', item.onFault(error), at, row.pk);
        return [moved(row, 'failed')];
      }
    }),
  );

  const start = database.transaction((wish: Parameters<LocalStore['runs']['start']>[0], at: number) => {
    const contact = reader.bySlot('userNs', wish.contact);
    if (contact === undefined) return { kind: 'no-contact' as const };
    return starter.begin(wish, { contact, deliveryId: null, startKey: wish.startKey, isTry: wish.isTry }, at);
  });

  return {
    page: async (query) => page(query),
    async get(id) {
      const row = sql.get.get(id);
      return row === undefined ? null : run(row);
    },
    stop: async (id, at) => stop.immediate(id, at),
    due: async (at, limit) => sql.due.all(at, limit).map(dueOf),
    nextDue: async () => sql.nextDue.get() ?? null,
    advance: async (work, at) => advance.immediate(work, at),
    start: async (wish, at) => start.immediate(wish, at),
    async waiting(id) {
      const row = sql.waiting.get(id);
      if (row === undefined) return sql.get.get(id) === undefined ? 'not-found' : 'not-waiting';
      if (sql.openRequest.get(row.pk) === 1) return 'not-waiting';
      return dueOf(row);
    },
    async outlook({ key, contact: userNs, startKey }, at) {
      const contact = userNs === null ? null : (reader.bySlot('userNs', userNs) ?? null);
      return starter.outlook(key, contact, startKey, at);
    },
    async person(userNs) {
      const contact = reader.bySlot('userNs', userNs);
      return contact === undefined ? null : { tags: tags.of(contact.pk), channels: facts(contact.pk) };
    },
    ...httpRequests(database),
  };
}

/** Each filter leads through its own index; all page by pk. */
function dueOf({ id, step, config, delivery_id: deliveryId, start_key }: WaitingRow): DueRun {
  // The start key of an item is that of its request and its place in it.
  const item = Number(start_key.split('#')[1] ?? 0);
  return { id, step, config: readFlowConfig(config).value, deliveryId, item };
}

function pageText({ flow, contact, deliveryId, state }: RunQuery): string {
  const conditions = [
    'r.pk < @below',
    flow !== undefined && 'r.flow = (SELECT pk FROM flow WHERE key = @flow)',
    contact !== undefined && 'r.contact = (SELECT pk FROM contact WHERE user_ns = @contact)',
    deliveryId !== undefined && 'r.delivery_id = @deliveryId',
    state !== undefined && 'r.state = @state',
  ].filter((condition) => condition !== false);
  return `${RUN} WHERE ${conditions.join(' AND ')} ORDER BY r.pk DESC LIMIT @limit`;
}

function prepare(database: Database) {
  return {
    get: database.prepare<[string], RunRow>(`${RUN} WHERE r.id = ?`),
    steps: database.prepare<[number], RunStepRow>(RUN_STEPS),
    waiting: database.prepare<[string], WaitingRow>(`${PINNED_RUN} WHERE r.id = ? AND r.state IN ('waiting', 'held')`),
    due: database.prepare<[number, number], WaitingRow>(DUE_RUNS),
    nextDue: database
      .prepare<[], number>(
        "SELECT min(due_at) FROM flow_run INDEXED BY flow_run_due WHERE state = 'waiting' AND due_at IS NOT NULL",
      )
      .pluck(),
    held: database.prepare<[], number>("SELECT count(*) FROM flow_run WHERE state = 'held'").pluck(),
    openRequest: database
      .prepare<[number], number>("SELECT 1 FROM http_request WHERE run = ? AND state IN ('queued', 'attempting')")
      .pluck(),
    end: database.prepare<[string, string, number, number]>(
      'UPDATE flow_run SET state = ?, due_at = NULL, sentence = ?, finished_at = ? WHERE pk = ?',
    ),
  };
}
