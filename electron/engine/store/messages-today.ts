import type { Database } from 'better-sqlite3';
import type { ChannelSettings } from '#shared/contract/channel.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { segmentsOf } from '#shared/text/segments.ts';
import type { DayOfChannel } from './port/channel-store.ts';

/** What a day's messages came to, by channel. Each question goes through an index of its own. */
export function messagesSince(
  database: Database,
): (channel: MessageChannel, mode: ChannelSettings['mode'], since: number) => DayOfChannel {
  const sent = database.prepare<[string, string, number], { counted: number; live: number }>(
    `SELECT coalesce(sum(mode = ?), 0) AS counted, coalesce(sum(mode = 'live'), 0) AS live FROM message INDEXED BY message_sent
     WHERE channel = ? AND sent_at >= ?`,
  );
  const gone = database.prepare<[string, string, number], { counted: number; parts: number }>(
    `SELECT coalesce(sum(mode = ?), 0) AS counted, coalesce(sum(CASE WHEN mode = 'live' THEN parts END), 0) AS parts FROM gone_send
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
  return (channel, mode, since) => {
    const { counted, live } = sent.get(mode, channel, since)!;
    const units =
      channel === 'sms' ? texts.all(channel, since).reduce((sum, text) => sum + segmentsOf(text).count, 0) : live;
    // Deleted since or not, it left.
    const left = gone.get(mode, channel, since)!;
    return { sent: counted + left.counted, units: units + left.parts, ...notSent.get(channel, since)! };
  };
}
