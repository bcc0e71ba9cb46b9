import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { formerHint, type Sample } from '#shared/contract/webhook.ts';
import { DeletedWebhooks } from './deleted-webhooks.ts';
import type { StoredWebhook, WebhookStore } from './port/webhook-store.ts';
import type { StoredTest } from './port/webhook-test-store.ts';
import { finishDeletions } from './unfinished-deletions.ts';
import { webhookActivity } from './webhook-activity.ts';
import type { Part, TakenOut, WebhookParts } from './webhook-parts.ts';
import { type WebhookRow, webhookOf } from './webhook-row.ts';
import { testInserter } from './webhook-tests.ts';
import { webhookVersions } from './webhook-versions.ts';

const WEBHOOK = `SELECT w.*, v.config
  FROM webhook w LEFT JOIN webhook_version v ON v.webhook = w.pk AND v.version = w.version`;

/** Former tokens kept of one webhook. */
const MOST_FORMER = 10;

/** @param takenOf What the deletion of a flow or a field took out of webhooks, where it can still be put back. */
export function webhookStore(
  database: Database,
  parts: WebhookParts,
  takenOf: (part: Part) => TakenOut | undefined,
): WebhookStore {
  const versions = webhookVersions(database);
  const sql = prepare(database);
  const deleted = new DeletedWebhooks(database);

  const found = (id: string): StoredWebhook | null => {
    const row = sql.get.get(id);
    return row === undefined ? null : webhookOf(row);
  };

  const insertTest = testInserter(database);
  const create = database.transaction((webhook: StoredWebhook, tests: readonly StoredTest[]) => {
    const { lastInsertRowid } = sql.insert.run({
      ...webhook,
      active: webhook.active ? 1 : 0,
      tokenSha256: sha256(webhook.token),
      formerTokens: JSON.stringify(webhook.formerTokens),
      listenSince: webhook.listen?.since ?? null,
      listenUntil: webhook.listen?.until ?? null,
    });
    versions.put(Number(lastInsertRowid), webhook.version, webhook.config, webhook.createdAt);
    for (const { id, ...test } of tests) insertTest(id, Number(lastInsertRowid), test);
  });

  const update = database.transaction(
    (id: string, { name, active, config, version, at }: Parameters<WebhookStore['update']>[1]) => {
      const row = sql.get.get(id);
      if (row === undefined) return 'not-found';
      if (version !== undefined && version !== row.version) return 'stale';
      if (config !== undefined && JSON.stringify(config) !== row.config) versions.add(row.pk, config, at);
      sql.update.run(name ?? row.name, Number(active ?? row.active), at, row.pk);
      return found(id) ?? 'not-found';
    },
  );

  const rotate = database.transaction((id: string, token: string, formerUntil: number, at: number) => {
    const webhook = found(id);
    if (webhook === null) return null;
    const former = [{ token: webhook.token, until: formerUntil }, ...webhook.formerTokens];
    const working = former.filter(({ until }) => until > at).slice(0, MOST_FORMER);
    sql.rotate.run(JSON.stringify(working), token, sha256(token), at, id);
    return found(id);
  });

  const endFormer = database.transaction((id: string, hint: string, at: number) => {
    const former = found(id)?.formerTokens;
    if (!former?.some(({ token }) => formerHint(token) === hint)) return null;
    sql.setFormer.run(JSON.stringify(former.filter(({ token }) => formerHint(token) !== hint)), at, id);
    return found(id);
  });

  const remove = database.transaction((id: string, at: number): WebhookRow | undefined => {
    const row = sql.get.get(id);
    if (row === undefined) return undefined;
    deleted.keep(id, row.pk, at);
    sql.delete.run(row.pk);
    sql.deleteHours.run(row.pk);
    sql.forgetLater.run(row.pk);
    return row;
  });

  const isThere = ({ of, key }: Part) => sql.isThere[of].get(key) !== undefined;
  const putBack = database.transaction((id: string, at: number) => {
    const back = sql.get.get(id) === undefined ? deleted.putBack(id) : null;
    if (back === null) return null;
    sql.keepAfterAll.run(back.pk);
    // Whatever was indexed meanwhile, or became private, went past its requests.
    sql.dropFromQueue.run(back.pk);
    sql.indexAnew.run(back.pk);
    parts.mend(back.pk, at, isThere, takenOf);
    const stored = found(id);
    return stored && { pk: back.pk, stored };
  });

  const finish = async (pk: number) => {
    parts.forget(pk);
    await finishDeletions(database, { kind: 'webhook', pk });
  };

  return {
    list: async () => sql.list.all().map(webhookOf),
    get: async (id) => found(id),
    configAt: async (id, version) => versions.at(id, version),
    create: async (webhook, tests = []) => create.immediate(webhook, tests),
    update: async (id, change) => update.immediate(id, change),
    async setListening(id, listen) {
      sql.listen.run(listen?.since ?? null, listen?.until ?? null, id);
      return found(id);
    },
    rotate: async (id, token, formerUntil, at) => rotate.immediate(id, token, formerUntil, at),
    endFormerToken: async (id, hint, at) => endFormer.immediate(id, hint, at),
    formerUse: async (id) => new Map(sql.formerUse.all(id).map(({ hint, at }) => [hint, at])),
    async delete(id, at) {
      const row = remove.immediate(id, at);
      if (row === undefined) return false;
      // Work that is still to be done would be looked for in vain, and holds up the index of the search.
      if (sql.hasPending.get(row.pk) === undefined) return true;
      deleted.forget(id);
      await finish(row.pk);
      return true;
    },
    async putBack(id, at) {
      const webhook = putBack.immediate(id, at);
      if (webhook === null) return null;
      // Only now that it is on disk: a try that failed can be made again.
      deleted.forget(id);
      parts.forget(webhook.pk);
      return webhook.stored;
    },
    async forgetDeleted(until) {
      for (const pk of deleted.forgetUntil(until)) await finish(pk);
    },
    sample: async (id) => sql.sample.get(id) ?? null,
    async setSample(id, sample) {
      const row = sql.get.get(id);
      if (row === undefined) return false;
      if (sample === null) sql.dropSample.run(row.pk);
      else sql.putSample.run(row.pk, sample.text, sample.contentType, sample.deliveryId);
      return true;
    },
    activity: webhookActivity(database),
  };
}

function prepare(database: Database) {
  return {
    list: database.prepare<[], WebhookRow>(`${WEBHOOK} ORDER BY w.pk`),
    get: database.prepare<[string], WebhookRow>(`${WEBHOOK} WHERE w.id = ?`),
    insert: database.prepare(
      `INSERT INTO webhook (id, name, active, version, token, token_sha256, former_tokens,
         listen_since, listen_until, created_at, updated_at)
       VALUES (@id, @name, @active, @version, @token, @tokenSha256, @formerTokens,
         @listenSince, @listenUntil, @createdAt, @updatedAt)`,
    ),
    update: database.prepare<[string, number, number, number]>(
      'UPDATE webhook SET name = ?, active = ?, updated_at = ? WHERE pk = ?',
    ),
    listen: database.prepare<[number | null, number | null, string]>(
      'UPDATE webhook SET listen_since = ?, listen_until = ? WHERE id = ?',
    ),
    rotate: database.prepare<[string, string, Buffer, number, string]>(
      'UPDATE webhook SET former_tokens = ?, token = ?, token_sha256 = ?, updated_at = ? WHERE id = ?',
    ),
    setFormer: database.prepare<[string, number, string]>(
      'UPDATE webhook SET former_tokens = ?, updated_at = ? WHERE id = ?',
    ),
    formerUse: database.prepare<[string], { hint: string; at: number }>(
      `SELECT former_token AS hint, max(received_at) AS at FROM delivery INDEXED BY delivery_by_former_token
       WHERE webhook = (SELECT pk FROM webhook WHERE id = ?) AND former_token IS NOT NULL GROUP BY former_token`,
    ),
    delete: database.prepare<[number]>('DELETE FROM webhook WHERE pk = ?'),
    deleteHours: database.prepare<[number]>('DELETE FROM delivery_hour WHERE webhook = ?'),
    isThere: {
      flow: database.prepare<[string], number>('SELECT 1 FROM flow WHERE key = ? AND deleted_at IS NULL'),
      field: database.prepare<[string], number>('SELECT 1 FROM field WHERE key = ?'),
    },
    keepAfterAll: database.prepare<[number]>("DELETE FROM unfinished_deletion WHERE kind = 'webhook' AND pk = ?"),
    dropFromQueue: database.prepare<[number]>('DELETE FROM search_webhook WHERE webhook = ?'),
    indexAnew: database.prepare<[number]>('INSERT INTO search_webhook VALUES (?, 0)'),
    hasPending: database.prepare<[number], number>(
      'SELECT 1 FROM delivery INDEXED BY delivery_pending WHERE webhook = ? AND outcome IS NULL LIMIT 1',
    ),
    forgetLater: database.prepare<[number]>("INSERT INTO unfinished_deletion (kind, pk) VALUES ('webhook', ?)"),
    sample: database.prepare<[string], Sample>(
      `SELECT s.text, s.content_type AS contentType, s.delivery_id AS deliveryId
       FROM webhook_sample s JOIN webhook w ON w.pk = s.webhook WHERE w.id = ?`,
    ),
    putSample: database.prepare<[number, string, string, string | null]>(
      'INSERT OR REPLACE INTO webhook_sample (webhook, text, content_type, delivery_id) VALUES (?, ?, ?, ?)',
    ),
    dropSample: database.prepare<[number]>('DELETE FROM webhook_sample WHERE webhook = ?'),
  };
}

function sha256(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
