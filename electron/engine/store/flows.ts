import type { Database } from 'better-sqlite3';
import type { FlowConfig } from '#shared/contract/flow.ts';
import { foldName } from '#shared/text/fold-name.ts';
import { flowKeyFor } from './flow-key.ts';
import { FLOW, type FlowRow, flowOf, savedFlows } from './flow-row.ts';
import type { KeptDeletions } from './kept-deletions.ts';
import type { FlowStore, StoredFlow } from './port/flow-store.ts';
import { stoppedRuns } from './stopped-runs.ts';
import { type TakenOut, usesPart, type WebhookParts } from './webhook-parts.ts';
import { webhookVersions } from './webhook-versions.ts';

/** What the deletion of a flow changed. Its steps stay on the disk, since runs and messages name them. */
export interface DeletedFlow {
  pk: number;
  name: string;
  taken: TakenOut;
}

export function flowStore(database: Database, parts: WebhookParts, deleted: KeptDeletions<DeletedFlow>): FlowStore {
  const versions = webhookVersions(database);
  const list = savedFlows(database);
  const runs = stoppedRuns(database);
  const sql = prepare(database);

  const usersOf = (key: string, webhooks = versions.readable()) =>
    webhooks.filter(({ config }) => usesPart(config, { of: 'flow', key }));
  const found = (key: string): StoredFlow | null => {
    const row = sql.get.get(key);
    return row === undefined ? null : flowOf(row);
  };
  const isTaken = (name: string, self: number | null) => {
    const owner = sql.byName.get(foldName(name));
    return owner !== undefined && owner !== self;
  };

  const create = database.transaction(({ name, config, at }: { name: string; config: FlowConfig; at: number }) => {
    if (isTaken(name, null)) return 'name-taken';
    const key = flowKeyFor(name, (candidate) => sql.keyTaken.get(candidate) === 1);
    const { lastInsertRowid } = sql.insert.run(key, name, foldName(name), at, at);
    sql.insertVersion.run(Number(lastInsertRowid), 1, JSON.stringify(config), at);
    return found(key)!;
  });
  const update = database.transaction(
    (key: string, { name, config, version, at }: Parameters<FlowStore['update']>[1]) => {
      const row = sql.get.get(key);
      if (row === undefined) return 'not-found';
      if (version !== undefined && version !== row.version) return 'stale';
      if (name !== undefined && isTaken(name, row.pk)) return 'name-taken';
      const next = config === undefined ? row.config : JSON.stringify(config);
      const saved = next === row.config ? row.version : row.version + 1;
      if (saved !== row.version) sql.insertVersion.run(row.pk, saved, next, at);
      sql.update.run(name ?? row.name, foldName(name ?? row.name), saved, at, row.pk);
      return found(key)!;
    },
  );
  const remove = database.transaction((key: string, force: boolean, at: number) => {
    const row = sql.get.get(key);
    if (row === undefined) return 'not-found';
    if (!force && usersOf(key).length > 0) return 'in-use';
    const { webhooks, taken } = parts.takeOut({ of: 'flow', key }, at);
    sql.delete.run(at, row.pk);
    runs.stop('flow', row.pk, at);
    return { webhooks, kept: { pk: row.pk, name: row.name, taken } };
  });
  const putBack = database.transaction(({ pk, name, taken }: DeletedFlow, at: number) => {
    if (isTaken(name, pk)) return 'name-taken';
    sql.putBack.run(pk);
    runs.resume('flow', pk, at);
    return { webhooks: parts.putIn(taken, at) };
  });

  return {
    list: async () => list(),
    get: async (key) => found(key),
    async usage() {
      const webhooks = versions.readable();
      const running = new Map(sql.running.all().map(({ key, count }) => [key, count]));
      return new Map(
        sql.keys.all().map((key) => [
          key,
          {
            usedBy: usersOf(key, webhooks).map(({ id, name }) => ({ id, name })),
            running: running.get(key) ?? 0,
          },
        ]),
      );
    },
    create: async (flow) => create.immediate(flow),
    update: async (key, change) => update.immediate(key, change),
    async delete(key, force, at) {
      const result = remove.immediate(key, force, at);
      if (typeof result === 'string') return result;
      deleted.keep(key, at, result.kept);
      return { webhooks: result.webhooks };
    },
    async putBack(key, at) {
      const kept = deleted.get(key);
      if (kept === undefined) return 'not-found';
      const result = putBack.immediate(kept, at);
      if (result !== 'name-taken') deleted.forget(key);
      return result;
    },
    forgetDeleted: async (until) => void deleted.forgetUntil(until),
  };
}

function prepare(database: Database) {
  return {
    keys: database.prepare<[], string>('SELECT key FROM flow WHERE deleted_at IS NULL').pluck(),
    get: database.prepare<[string], FlowRow>(`${FLOW} WHERE f.key = ? AND f.deleted_at IS NULL`),
    byName: database
      .prepare<[string], number>('SELECT pk FROM flow WHERE folded_name = ? AND deleted_at IS NULL')
      .pluck(),
    // The key of a deleted flow never comes back: old files and log entries mean the old flow by it.
    keyTaken: database.prepare<[string], number>('SELECT 1 FROM flow WHERE key = ?').pluck(),
    running: database.prepare<[], { key: string; count: number }>(
      `SELECT f.key, (SELECT count(*) FROM flow_run r WHERE r.flow = f.pk AND r.state IN ('running', 'waiting', 'held')) AS count
       FROM flow f WHERE f.deleted_at IS NULL`,
    ),
    insert: database.prepare<[string, string, string, number, number]>(
      'INSERT INTO flow (key, name, folded_name, version, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)',
    ),
    insertVersion: database.prepare<[number, number, string, number]>(
      'INSERT INTO flow_version (flow, version, config, created_at) VALUES (?, ?, ?, ?)',
    ),
    update: database.prepare<[string, string, number, number, number]>(
      'UPDATE flow SET name = ?, folded_name = ?, version = ?, updated_at = ? WHERE pk = ?',
    ),
    delete: database.prepare<[number, number]>('UPDATE flow SET deleted_at = ? WHERE pk = ?'),
    putBack: database.prepare<[number]>('UPDATE flow SET deleted_at = NULL WHERE pk = ?'),
  };
}
