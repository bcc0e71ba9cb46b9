import type { Database } from 'better-sqlite3';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { Hold } from '#shared/contract/flow-work.ts';
import { channelFacts } from './channels.ts';
import { contactReader } from './contact-reader.ts';
import { type ContactRow, knownContactOf } from './contact-row.ts';
import { contactTags } from './contact-tags.ts';
import { contactWriter } from './contact-write.ts';
import { FLOW, type FlowRow, readFlowConfig } from './flow-row.ts';
import { HELD_AT_START, restoredRequests } from './hold-restored.ts';
import { holdText } from './hold-text.ts';
import { isMachineFault } from './machine-fault.ts';
import type { FlowOutlook, StartedRun } from './port/run-store.ts';
import type { FlowStart } from './port/work-store.ts';
import { type RunPlace, runWriter } from './run-write.ts';

/** Who goes through the flow, and what started it. */
export interface RunOrigin {
  contact: ContactRow;
  deliveryId: string | null;
  startKey: string;
  isTry: boolean;
}

const HOUR = 3_600_000;

/**
 * Starts a flow for a contact: the run, and everything that it does before its first wait. Call inside the transaction of what starts it (PR1). Each
 * start key starts a flow at most once, and within its cool-down a contact does not start it again (SN5).
 */
export function runStarter(database: Database, newId: (prefix: string) => string) {
  const reader = contactReader(database);
  const tags = contactTags(database);
  const facts = channelFacts(database);
  const write = runWriter(database, newId, contactWriter(database, newId));
  const isRestored = restoredRequests(database);
  const flow = database.prepare<[string], FlowRow>(`${FLOW} WHERE f.key = ? AND f.deleted_at IS NULL`);
  const lastStart = database
    .prepare<[number, number], number | null>(
      'SELECT max(started_at) FROM flow_run WHERE contact = +? AND flow = +? AND is_try = 0',
    )
    .pluck();
  const isStarted = database
    .prepare<[{ startKey: string; flow: number }], number>(
      `SELECT EXISTS (SELECT 1 FROM flow_run WHERE start_key = @startKey AND flow = @flow)
         OR EXISTS (SELECT 1 FROM gone_start WHERE start_key = @startKey AND flow = @flow)`,
    )
    .pluck();
  const insert = database.prepare<
    [string, number, number, number, string | null, string, string | null, number, number]
  >(
    `INSERT INTO flow_run (id, flow, version, contact, delivery_id, start_key, hold, is_try, state, sentence, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'running', '', ?)`,
  );
  const fail = database.prepare<[string, number, number]>(
    "UPDATE flow_run SET state = 'failed', sentence = ?, finished_at = ? WHERE pk = ?",
  );

  const firstSteps = database.transaction(
    (
      run: RunPlace & { hold: Hold; isTry: boolean },
      { plan }: FlowStart,
      contact: ContactRow,
      config: FlowConfig,
      at: number,
    ) => {
      const progress = plan({
        config,
        contact: knownContactOf(contact, reader.fields(contact.pk)),
        tags: tags.of(contact.pk),
        step: null,
        dueAt: null,
        channels: facts(contact.pk),
        hold: run.hold,
        isTry: run.isTry,
        at,
      });
      return { progress, run: write.apply(run, contact, progress, at) };
    },
  );

  /** Why a flow does not start, in words; null where it does. */
  const refusal = (row: FlowRow, contact: ContactRow | null, startKey: string | null, at: number): string | null => {
    if (startKey !== null && isStarted.get({ startKey, flow: row.pk }) === 1)
      return 'this request has started it before';
    const { value, broken } = readFlowConfig(row.config);
    if (broken.length > 0) return 'its saved steps cannot be read';
    const { coolDownHours: hours } = value;
    if (hours === null || contact === null) return null;
    const last = lastStart.get(contact.pk, row.pk) ?? null;
    if (last === null || at - last >= hours * HOUR) return null;
    return `${contact.label} went through it less than ${hours === 1 ? 'an hour' : `${hours} hours`} ago`;
  };

  const begin = (start: FlowStart, { contact, deliveryId, startKey, isTry }: RunOrigin, at: number): StartedRun => {
    const row = flow.get(start.key);
    if (row === undefined) return { kind: 'no-flow' };
    const why = refusal(row, isTry ? null : contact, startKey, at);
    if (why !== null) return { kind: 'not-started', sentence: sayRefusal(row.name, why) };
    const id = newId('run');
    const config = readFlowConfig(row.config).value;
    const hold = start.hold?.(config, contact.channel) ?? new Map<string, string>();
    const kept = holdText(hold);
    const { lastInsertRowid } = insert.run(
      ...([id, row.pk, row.version, contact.pk, deliveryId, startKey, kept, isTry ? 1 : 0, at] as const),
    );
    const run = {
      pk: Number(lastInsertRowid),
      id,
      flow: row.pk,
      flow_key: row.key,
      delivery_id: deliveryId,
      hold,
      isTry,
    };
    if (isRestored(deliveryId)) {
      const moved = write.apply(run, contact, HELD_AT_START, at);
      return { kind: 'started', flowName: row.name, progress: HELD_AT_START, run: moved };
    }
    try {
      return { kind: 'started', flowName: row.name, ...firstSteps(run, start, contact, config, at) };
    } catch (error) {
      if (isMachineFault(error)) throw error;
      fail.run(FAULT, at, run.pk);
      const moved = { id, flow: row.key, contact: contact.user_ns, deliveryId, state: 'failed' as const, messages: [] };
      return { kind: 'failed', flowName: row.name, run: moved, error };
    }
  };

  return {
    begin,
    outlook(key: string, contact: ContactRow | null, startKey: string | null, at: number): FlowOutlook | null {
      const row = flow.get(key);
      if (row === undefined) return null;
      const why = refusal(row, contact, startKey, at);
      return {
        name: row.name,
        config: readFlowConfig(row.config).value,
        refusal: why === null ? null : `The flow “${row.name}” would not start: ${why}.`,
        person: { tags: contact === null ? [] : tags.of(contact.pk), channels: facts(contact?.pk ?? 0) },
      };
    },
  };
}

function sayRefusal(name: string, why: string): string {
  return `The flow “${name}” did not start: ${why}.`;
}

const FAULT = 'Something went wrong inside Fieldhook; the flow ended before it had done anything.';
