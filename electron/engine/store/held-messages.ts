import type { Database } from 'better-sqlite3';
import type { Held } from '#shared/contract/message.ts';

/** The ids of messages of a channel that are held for a reason, oldest first. */
export function heldMessages(database: Database): (which: Held) => string[] {
  const ids = database
    .prepare<[{ channel: string; reason: string; until: number }], string>(
      `SELECT id FROM message INDEXED BY message_by_state
       WHERE state = 'held' AND channel = @channel AND reason = @reason AND created_at <= @until ORDER BY pk`,
    )
    .pluck();
  return ({ channel, reason, until }) =>
    ids.all({ channel, reason, until: until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(until) });
}
