import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#engine/store/migrate.ts';
import { webhookParts } from '#engine/store/webhook-parts.ts';
import { webhookVersions } from '#engine/store/webhook-versions.ts';
import { configOf } from './made-up-rows.ts';

const FLOW = { of: 'flow', key: 'reminder' } as const;

test('a webhook whose return fails gets what is owed to it when it is tried again', () => {
  const database = new Database(':memory:');
  migrate(database);
  const parts = webhookParts(database);
  const versions = webhookVersions(database);
  const insert = () => {
    database.exec("INSERT INTO webhook VALUES (1, 'whk_a', 'A', 0, 1, 'token', x'01', NULL, NULL, 1, 1, '[]')");
    versions.put(1, 1, configOf({ flow: null }), 1);
  };
  insert();
  database.exec('DELETE FROM webhook');
  // The flow comes back first.
  expect(parts.putIn(new Map([[1, (config) => ({ ...config, flow: FLOW.key })]]), 2)).toEqual([]);

  const comeBack = database.transaction((fails: boolean) => {
    insert();
    parts.mend(
      1,
      3,
      () => true,
      () => undefined,
    );
    if (fails) throw new Error('The disk is full.');
  });
  expect(() => comeBack(true)).toThrow('The disk is full.');
  comeBack(false);
  expect(versions.byPk(1)?.config?.flow).toBe(FLOW.key);
  database.close();
});
