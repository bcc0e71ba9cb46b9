import type { Database } from 'better-sqlite3';
import { MOST_TESTS, type WebhookTest, WebhookTestSchema } from '#shared/contract/webhook-test.ts';
import type { StoredTest, WebhookTestStore } from './port/webhook-test-store.ts';

export function webhookTestStore(database: Database): WebhookTestStore {
  const sql = {
    list: database.prepare<[string], { id: string; test: string }>(
      `SELECT t.id, t.test FROM webhook_test t JOIN webhook w ON w.pk = t.webhook WHERE w.id = ? ORDER BY t.pk`,
    ),
    webhook: database.prepare<[string], number>('SELECT pk FROM webhook WHERE id = ?').pluck(),
    count: database.prepare<[number], number>('SELECT count(*) FROM webhook_test WHERE webhook = ?').pluck(),
    update: database.prepare<[string, string, string]>(
      'UPDATE webhook_test SET test = ? WHERE id = ? AND webhook = (SELECT pk FROM webhook WHERE id = ?)',
    ),
    delete: database.prepare<[string, string]>(
      'DELETE FROM webhook_test WHERE id = ? AND webhook = (SELECT pk FROM webhook WHERE id = ?)',
    ),
  };
  const insert = testInserter(database);
  const create = database.transaction((webhookId: string, { id, ...test }: StoredTest) => {
    const pk = sql.webhook.get(webhookId);
    if (pk === undefined) return 'not-found';
    if (sql.count.get(pk)! >= MOST_TESTS) return 'full';
    insert(id, pk, test);
    return 'created';
  });
  return {
    list: async (webhookId) => sql.list.all(webhookId).flatMap(({ id, test }) => testOf(id, test) ?? []),
    create: async (webhookId, test) => create.immediate(webhookId, test),
    update: async (webhookId, { id, ...test }) => sql.update.run(JSON.stringify(test), id, webhookId).changes > 0,
    delete: async (webhookId, id) => sql.delete.run(id, webhookId).changes > 0,
  };
}

/** Inside a transaction of the caller. */
export function testInserter(database: Database): (id: string, webhook: number, test: WebhookTest) => void {
  const insert = database.prepare<[string, number, string]>(
    'INSERT INTO webhook_test (id, webhook, test) VALUES (?, ?, ?)',
  );
  return (id, webhook, test) => void insert.run(id, webhook, JSON.stringify(test));
}

/** Null where a later Fieldhook wrote what this one cannot read. */
function testOf(id: string, text: string): StoredTest | null {
  const test = WebhookTestSchema.safeParse(JSON.parse(text)).data;
  return test === undefined ? null : { id, ...test };
}
