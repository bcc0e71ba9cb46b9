import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { FlowConfig } from '#shared/contract/flow.ts';
import { foldName } from '#shared/text/fold-name.ts';
import { readFlowConfig } from './flow-row.ts';
import type { ImportedParts, ImportStore } from './port/import-store.ts';
import { testInserter } from './webhook-tests.ts';
import { webhookVersions } from './webhook-versions.ts';

export function importStore(database: Database): ImportStore {
  const versions = webhookVersions(database);
  const sql = prepare(database);
  const insertTest = testInserter(database);

  /** Thrown to undo all of it: somebody changed something after the import was planned. */
  const stale = new Error('stale');

  const apply = database.transaction(
    ({ fields, flows, replacedFlows, created, replaced, expected, at }: ImportedParts) => {
      for (const { key, type } of expected.fields) if (sql.fieldType.get(key) !== type) throw stale;
      for (const { key, config } of expected.flows) if (!isStill(sql.flowConfig.get(key), config)) throw stale;
      for (const { key, name, type, isPrivate } of fields) {
        const folded = foldName(name);
        if (sql.fieldTaken.get(key, folded) !== undefined) throw stale;
        sql.insertField.run(key, name, folded, type, isPrivate ? 1 : 0, at);
      }
      for (const { key, name, config } of flows) {
        const folded = foldName(name);
        if (sql.flowTaken.get(key, folded) !== undefined) throw stale;
        const { lastInsertRowid } = sql.insertFlow.run(key, name, folded, at, at);
        sql.insertFlowVersion.run(Number(lastInsertRowid), 1, JSON.stringify(config), at);
      }
      for (const { key, version, config } of replacedFlows) {
        const next = sql.nextFlowVersion.get(at, key, version);
        if (next === undefined) throw stale;
        sql.insertFlowVersion.run(next.pk, next.version, JSON.stringify(config), at);
      }
      for (const { sample, tests, ...webhook } of created) {
        const tokenSha256 = createHash('sha256').update(webhook.token).digest();
        const { lastInsertRowid } = sql.insertWebhook.run({ ...webhook, tokenSha256, at });
        const pk = Number(lastInsertRowid);
        versions.put(pk, 1, webhook.config, at);
        if (sample !== null) sql.putSample.run(pk, sample.text, sample.contentType);
        for (const { id, ...test } of tests) insertTest(id, pk, test);
      }
      for (const { id, version, config, sample, tests } of replaced) {
        const pk = sql.switchOff.get(at, id, version);
        if (pk === undefined) throw stale;
        versions.add(pk, config, at);
        if (sample !== null) sql.putSample.run(pk, sample.text, sample.contentType);
        if (tests.length > 0) sql.dropTests.run(pk);
        for (const { id: testId, ...test } of tests) insertTest(testId, pk, test);
      }
      const changed = new Set(replacedFlows.map(({ key }) => key));
      const starting =
        changed.size === 0 ? [] : versions.readable().filter(({ config: { flow } }) => changed.has(flow ?? ''));
      return starting
        .filter(({ pk }) => sql.switchOffNow.run(at, pk).changes > 0)
        .map(({ id, name }) => ({ id, name }));
    },
  );

  return {
    flowKeys: async () => sql.flowKeys.all(),
    async apply(parts) {
      try {
        return { switchedOff: apply.immediate(parts) };
      } catch (fault) {
        if (fault === stale) return 'stale';
        throw fault;
      }
    },
  };
}

function isStill(stored: string | undefined, seen: FlowConfig): boolean {
  return stored !== undefined && JSON.stringify(readFlowConfig(stored).value) === JSON.stringify(seen);
}

function prepare(database: Database) {
  return {
    flowKeys: database.prepare<[], string>('SELECT key FROM flow ORDER BY pk').pluck(),
    fieldType: database.prepare<[string], string>('SELECT type FROM field WHERE key = ?').pluck(),
    flowConfig: database
      .prepare<[string], string>(
        `SELECT v.config FROM flow f JOIN flow_version v ON v.flow = f.pk AND v.version = f.version
         WHERE f.key = ? AND f.deleted_at IS NULL`,
      )
      .pluck(),
    fieldTaken: database
      .prepare<[string, string], number>('SELECT 1 FROM field WHERE key = ? OR folded_name = ?')
      .pluck(),
    flowTaken: database
      .prepare<[string, string], number>('SELECT 1 FROM flow WHERE key = ? OR (folded_name = ? AND deleted_at IS NULL)')
      .pluck(),
    insertField: database.prepare<[string, string, string, string, number, number]>(
      'INSERT INTO field (key, name, folded_name, type, is_private, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    insertFlow: database.prepare<[string, string, string, number, number]>(
      'INSERT INTO flow (key, name, folded_name, version, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)',
    ),
    insertFlowVersion: database.prepare<[number, number, string, number]>(
      'INSERT INTO flow_version (flow, version, config, created_at) VALUES (?, ?, ?, ?)',
    ),
    nextFlowVersion: database.prepare<[number, string, number], { pk: number; version: number }>(
      `UPDATE flow SET version = version + 1, updated_at = ? WHERE key = ? AND version = ? AND deleted_at IS NULL
       RETURNING pk, version`,
    ),
    switchOffNow: database.prepare<[number, number]>(
      'UPDATE webhook SET active = 0, updated_at = ? WHERE pk = ? AND active = 1',
    ),
    insertWebhook: database.prepare(
      `INSERT INTO webhook (id, name, active, version, token, token_sha256, former_tokens,
         listen_since, listen_until, created_at, updated_at)
       VALUES (@id, @name, 0, 1, @token, @tokenSha256, '[]', NULL, NULL, @at, @at)`,
    ),
    switchOff: database
      .prepare<[number, string, number], number>(
        'UPDATE webhook SET active = 0, updated_at = ? WHERE id = ? AND version = ? RETURNING pk',
      )
      .pluck(),
    dropTests: database.prepare<[number]>('DELETE FROM webhook_test WHERE webhook = ?'),
    putSample: database.prepare<[number, string, string]>(
      'INSERT OR REPLACE INTO webhook_sample (webhook, text, content_type, delivery_id) VALUES (?, ?, ?, NULL)',
    ),
  };
}
