import type { Database } from 'better-sqlite3';
import type { Field, FieldType } from '#shared/contract/field.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { usesField } from '#shared/flow/steps.ts';
import { foldName } from '#shared/text/fold-name.ts';
import { fieldKeyFor } from './field-key.ts';
import { savedFlows } from './flow-row.ts';
import type { FieldStore, FieldUpdate, NewField } from './port/field-store.ts';
import { finishDeletions } from './unfinished-deletions.ts';
import { webhookVersions } from './webhook-versions.ts';

interface FieldRow {
  pk: number;
  key: string;
  name: string;
  type: FieldType;
  is_private: number;
  created_at: number;
  contacts: number;
}

export function fieldStore(database: Database): FieldStore {
  const versions = webhookVersions(database);
  const flows = savedFlows(database);
  const sql = prepare(database);

  const usersOf = (key: string) => versions.readable().filter(({ config }) => uses(config, key));
  const flowsOf = (key: string, saved = flows()) => saved.filter(({ config }) => usesField(config, key));
  const fieldOf = (row: FieldRow, usedBy = usersOf(row.key), inFlows = flowsOf(row.key)): Field => ({
    key: row.key,
    name: row.name,
    type: row.type,
    isPrivate: row.is_private === 1,
    createdAt: new Date(row.created_at).toISOString(),
    contacts: row.contacts,
    usedBy: usedBy.map(({ id, name }) => ({ id, name })),
    flows: inFlows.map(({ key, name }) => ({ key, name })),
  });
  const found = (key: string): Field | null => {
    const row = sql.get.get(key);
    return row === undefined ? null : fieldOf(row);
  };
  const isTaken = (name: string, self: number | null) => {
    const owner = sql.byName.get(foldName(name));
    return owner !== undefined && owner !== self;
  };

  const create = database.transaction(({ name, type, isPrivate = false, at }: NewField) => {
    if (isTaken(name, null)) return 'name-taken';
    const key = fieldKeyFor(name, (candidate) => sql.get.get(candidate) !== undefined);
    return fieldOf(sql.insert.get(key, name, foldName(name), type, isPrivate ? 1 : 0, at)!, [], []);
  });
  const update = database.transaction((key: string, change: FieldUpdate) => {
    const row = sql.get.get(key);
    if (row === undefined) return 'not-found';
    const { name = row.name, isPrivate = row.is_private === 1 } = change;
    if (isTaken(name, row.pk)) return 'name-taken';
    return fieldOf(sql.update.get(name, foldName(name), isPrivate ? 1 : 0, row.pk)!);
  });
  const remove = database.transaction((key: string, force: boolean, at: number) => {
    const row = sql.get.get(key);
    if (row === undefined) return 'not-found';
    const users = usersOf(key);
    if (!force && (users.length > 0 || flowsOf(key).length > 0)) return 'in-use';
    for (const { pk, config } of users) versions.add(pk, without(config, key), at);
    sql.delete.run(row.pk);
    sql.forgetLater.run(row.pk);
    return { webhooks: users.map(({ id }) => id) };
  });

  return {
    async list() {
      const webhooks = versions.readable();
      const saved = flows();
      return sql.list.all().map((row) =>
        fieldOf(
          row,
          webhooks.filter(({ config }) => uses(config, row.key)),
          flowsOf(row.key, saved),
        ),
      );
    },
    get: async (key) => found(key),
    create: async (field) => create.immediate(field),
    update: async (key, change) => update.immediate(key, change),
    privateKeys: async () => sql.privateKeys.all(),
    async delete(key, force, at) {
      const row = sql.get.get(key);
      const result = remove.immediate(key, force, at);
      if (typeof result === 'object' && row) await finishDeletions(database, { kind: 'field', pk: row.pk });
      return result;
    },
  };
}

function uses({ fields, payloadField }: WebhookConfig, key: string): boolean {
  return payloadField === key || fields.some(({ field }) => field === key);
}

function without(config: WebhookConfig, key: string): WebhookConfig {
  return {
    ...config,
    fields: config.fields.filter(({ field }) => field !== key),
    payloadField: config.payloadField === key ? null : config.payloadField,
  };
}

function prepare(database: Database) {
  return {
    list: database.prepare<[], FieldRow>('SELECT * FROM field ORDER BY pk'),
    get: database.prepare<[string], FieldRow>('SELECT * FROM field WHERE key = ?'),
    byName: database.prepare<[string], number>('SELECT pk FROM field WHERE folded_name = ?').pluck(),
    insert: database.prepare<[string, string, string, FieldType, number, number], FieldRow>(
      'INSERT INTO field (key, name, folded_name, type, is_private, created_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING *',
    ),
    update: database.prepare<[string, string, number, number], FieldRow>(
      'UPDATE field SET name = ?, folded_name = ?, is_private = ? WHERE pk = ? RETURNING *',
    ),
    privateKeys: database.prepare<[], string>('SELECT key FROM field WHERE is_private = 1').pluck(),
    delete: database.prepare<[number]>('DELETE FROM field WHERE pk = ?'),
    forgetLater: database.prepare<[number]>("INSERT INTO unfinished_deletion (kind, pk) VALUES ('field', ?)"),
  };
}
