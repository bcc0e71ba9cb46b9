import type { Database } from 'better-sqlite3';
import type { MessageChannel } from '#shared/contract/message.ts';
import { segmentsOf } from '#shared/text/segments.ts';
import type { DayOfChannel } from './port/channel-store.ts';

/** What a day's messages came to, by channel. Each question goes through an index of its own. */
export function messagesSince(database: Database): (channel: MessageChannel, since: number) => DayOfChannel {
  const sent = database.prepare<[string, number], { total: number; live: number }>(
    `SELECT count(*) AS total, coalesce(sum(mode = 'live'), 0) AS live FROM message INDEXED BY message_sent
     WHERE channel = ? AND sent_at >= ?`,
  );
  const texts = database
    .prepare<[string, number], string>(
      `SELECT text FROM message INDEXED BY message_sent WHERE channel = ? AND sent_at >= ? AND mode = 'live'`,
    )
    .pluck();
  const notSent = database.prepare<[string, number], { failed: number; waiting: number; later: number }>(
    `SELECT coalesce(sum(state IN ('failed', 'unknown')), 0) AS failed,
       coalesce(sum(state = 'blocked' OR (state = 'held' AND due_at IS NULL)), 0) AS waiting,
       coalesce(sum(state = 'held' AND due_at IS NOT NULL), 0) AS later
     FROM message INDEXED BY message_attention
     WHERE state IN ('held', 'blocked', 'unknown', 'failed') AND channel = ? AND created_at >= ?`,
  );
  return (channel, since) => {
    const { total, live } = sent.get(channel, since)!;
    const units =
      channel === 'sms' ? texts.all(channel, since).reduce((sum, text) => sum + segmentsOf(text).count, 0) : live;
    return { sent: total, units, ...notSent.get(channel, since)! };
  };
}
