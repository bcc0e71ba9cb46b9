import type { Database } from 'better-sqlite3';
import type { Outcome } from '#shared/contract/outcome.ts';
import { HOUR_MS, hourOf } from './delivery-hours.ts';
import type { WebhookActivity, WebhookStore } from './port/webhook-store.ts';

/** Reads kept counters, never the requests themselves, and tells of what arrived: replays are no news of the sender. */
export function webhookActivity(database: Database): WebhookStore['activity'] {
  const webhooks = database.prepare<[], { pk: number; id: string }>('SELECT pk, id FROM webhook');
  const last = database.prepare<[number], { id: string; received_at: number; outcome: Outcome | null }>(
    `SELECT id, received_at, outcome FROM delivery INDEXED BY delivery_by_webhook
     WHERE webhook = ? AND replay_of IS NULL ORDER BY seq DESC LIMIT 1`,
  );
  const hours = database.prepare<[number], { webhook: number; hour: number; requests: number; problems: number }>(
    'SELECT webhook, hour, requests, problems FROM delivery_hour WHERE hour >= ? ORDER BY hour',
  );
  return async (since) => {
    const byWebhook = Map.groupBy(hours.all(hourOf(since)), ({ webhook }) => webhook);
    const activity = webhooks.all().map(({ pk, id }): [string, WebhookActivity] => {
      const row = last.get(pk);
      return [
        id,
        {
          last: row === undefined ? null : { deliveryId: row.id, receivedAt: row.received_at, outcome: row.outcome },
          hours: (byWebhook.get(pk) ?? []).map(({ hour, requests, problems }) => ({
            at: hour * HOUR_MS,
            requests,
            problems,
          })),
        },
      ];
    });
    return new Map(activity);
  };
}
