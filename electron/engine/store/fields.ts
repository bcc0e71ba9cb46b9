import type { Database } from 'better-sqlite3';
import type { Field, FieldType } from '#shared/contract/field.ts';
import { usesField } from '#shared/flow/steps.ts';
import { foldName } from '#shared/text/fold-name.ts';
import type { DeletedField, DeletedFields, FieldRow } from './deleted-fields.ts';
import { fieldKeyFor } from './field-key.ts';
import { savedFlows } from './flow-row.ts';
import type { FieldStore, FieldUpdate, NewField } from './port/field-store.ts';
import { finishDeletions } from './unfinished-deletions.ts';
import { usesPart, type WebhookParts } from './webhook-parts.ts';
import { webhookVersions } from './webhook-versions.ts';

export function fieldStore(database: Database, parts: WebhookParts, deleted: DeletedFields): FieldStore {
  const versions = webhookVersions(database);
  const flows = savedFlows(database);
  const sql = prepare(database);

  const usersOf = (key: string, webhooks = versions.readable()) =>
    webhooks.filter(({ config }) => usesPart(config, { of: 'field', key }));
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
    if (!force && (usersOf(key).length > 0 || flowsOf(key).length > 0)) return 'in-use';
    const { webhooks, taken } = parts.takeOut({ of: 'field', key }, at);
    sql.delete.run(row.pk);
    sql.forgetLater.run(row.pk);
    return { webhooks, kept: { row, taken } };
  });
  const putBack = database.transaction(({ row, taken }: DeletedField, at: number) => {
    const other = sql.sameName.get(row.folded_name, row.key);
    if (other !== undefined) {
      const taken: 'name' | 'key' = other.folded_name === row.folded_name ? 'name' : 'key';
      return { taken, by: other.name };
    }
    sql.putBack.run(row);
    // Afterwards: with that, what must not be found by its values is hidden from the search (LG3).
    if (row.is_private === 1) sql.makePrivate.run(row.pk);
    sql.keepAfterAll.run(row.pk);
    return { webhooks: parts.putIn(taken, at) };
  });
  const finish = ({ row }: DeletedField) => finishDeletions(database, { kind: 'field', pk: row.pk });

  return {
    async list() {
      const webhooks = versions.readable();
      const saved = flows();
      return sql.list.all().map((row) => fieldOf(row, usersOf(row.key, webhooks), flowsOf(row.key, saved)));
    },
    get: async (key) => found(key),
    create: async (field) => create.immediate(field),
    update: async (key, change) => update.immediate(key, change),
    privateKeys: async () => sql.privateKeys.all(),
    async delete(key, force, at) {
      const result = remove.immediate(key, force, at);
      if (typeof result === 'string') return result;
      deleted.keep(at, result.kept);
      return { webhooks: result.webhooks };
    },
    async putBack(key, at, createdAt) {
      const kept = deleted.get(key, createdAt);
      if (kept === undefined) return 'not-found';
      const result = putBack.immediate(kept, at);
      if (result.webhooks !== undefined) deleted.forget(kept);
      return result;
    },
    async forgetDeleted(until) {
      for (const kept of deleted.forgetUntil(until)) await finish(kept);
    },
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
    sameName: database.prepare<[string, string], Pick<FieldRow, 'name' | 'folded_name'>>(
      'SELECT name, folded_name FROM field WHERE folded_name = ? OR key = ? LIMIT 1',
    ),
    putBack: database.prepare<[FieldRow]>(
      `INSERT INTO field (pk, key, name, folded_name, type, created_at, contacts)
       SELECT @pk, @key, @name, @folded_name, @type, @created_at, count(*) FROM contact_field WHERE field = @pk`,
    ),
    makePrivate: database.prepare<[number]>('UPDATE field SET is_private = 1 WHERE pk = ?'),
    keepAfterAll: database.prepare<[number]>("DELETE FROM unfinished_deletion WHERE kind = 'field' AND pk = ?"),
    forgetLater: database.prepare<[number]>("INSERT INTO unfinished_deletion (kind, pk) VALUES ('field', ?)"),
  };
}
