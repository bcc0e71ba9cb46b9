import type { StoredWebhook } from './port/webhook-store.ts';
import { readConfig } from './webhook-versions.ts';

export interface WebhookRow {
  pk: number;
  id: string;
  name: string;
  active: number;
  version: number;
  token: string;
  /** JSON. */
  former_tokens: string;
  listen_since: number | null;
  listen_until: number | null;
  created_at: number;
  updated_at: number;
  config: string | null;
}

/** A webhook whose configuration cannot be read in full is off: it would file wrong things. Its senders are told to try again later. */
export function webhookOf(row: WebhookRow): StoredWebhook {
  const { value: config, broken } = readConfig(row.config);
  return {
    id: row.id,
    name: row.name,
    active: row.active === 1 && broken.length === 0,
    version: row.version,
    config,
    ...(broken.length > 0 && { isBroken: true }),
    token: row.token,
    formerTokens: JSON.parse(row.former_tokens),
    listen:
      row.listen_since === null || row.listen_until === null
        ? null
        : { since: row.listen_since, until: row.listen_until },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
