import type { Database } from 'better-sqlite3';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { readStored } from './stored-json.ts';

export interface WebhookVersions {
  /** The saved configurations that can be read in full, oldest webhook first. */
  readable(): { pk: number; id: string; name: string; config: WebhookConfig }[];
  /** The one that is saved now; null where it cannot be read in full. Undefined where there is no webhook. */
  byPk(pk: number): { id: string; config: WebhookConfig | null } | undefined;
  /** The configuration that a webhook had in one of its versions; null where it is not there or cannot be read in full. */
  at(id: string, version: number): WebhookConfig | null;
  put(pk: number, version: number, config: WebhookConfig, at: number): void;
  /** Saves `config` as the webhook's next version. */
  add(pk: number, config: WebhookConfig, at: number): void;
}

export function webhookVersions(database: Database): WebhookVersions {
  const all = database.prepare<[], { pk: number; id: string; name: string; config: string | null }>(
    `SELECT w.pk, w.id, w.name, v.config
     FROM webhook w LEFT JOIN webhook_version v ON v.webhook = w.pk AND v.version = w.version
     ORDER BY w.pk`,
  );
  const current = database.prepare<[number], { id: string; config: string | null }>(
    `SELECT w.id, v.config FROM webhook w LEFT JOIN webhook_version v ON v.webhook = w.pk AND v.version = w.version
     WHERE w.pk = ?`,
  );
  const one = database
    .prepare<[string, number], string>(
      'SELECT v.config FROM webhook w JOIN webhook_version v ON v.webhook = w.pk WHERE w.id = ? AND v.version = ?',
    )
    .pluck();
  const next = database
    .prepare<[number, number], number>(
      'UPDATE webhook SET version = version + 1, updated_at = ? WHERE pk = ? RETURNING version',
    )
    .pluck();
  const insert = database.prepare<[number, number, string, number]>(
    'INSERT INTO webhook_version (webhook, version, config, created_at) VALUES (?, ?, ?, ?)',
  );
  const put = (pk: number, version: number, config: WebhookConfig, at: number) =>
    void insert.run(pk, version, JSON.stringify(config), at);
  return {
    readable: () =>
      all.all().flatMap(({ config: text, ...webhook }) => {
        const { value: config, broken } = readConfig(text);
        return broken.length === 0 ? [{ ...webhook, config }] : [];
      }),
    byPk(pk) {
      const row = current.get(pk);
      return row && { id: row.id, config: wholeConfig(row.config) };
    },
    at: (id, version) => wholeConfig(one.get(id, version) ?? null),
    put,
    add(pk, config, at) {
      const version = next.get(at, pk);
      if (version !== undefined) put(pk, version, config, at);
    },
  };
}

function wholeConfig(text: string | null): WebhookConfig | null {
  const { value: config, broken } = readConfig(text);
  return broken.length === 0 ? config : null;
}

/** `broken` names the keys that could not be read and have their defaults instead. */
export function readConfig(text: string | null): { value: WebhookConfig; broken: string[] } {
  return readStored(WebhookConfigSchema, text ?? '');
}
