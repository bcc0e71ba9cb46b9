import type { Database } from 'better-sqlite3';
import type { InboundEvent } from '#shared/contract/inbound.ts';
import type { Message } from '#shared/contract/message.ts';
import { messageReports } from './message-reports.ts';
import type { MissedReports } from './missed-reports.ts';
import { optOutWriter } from './opt-outs.ts';
import type { OpenRow } from './settle.ts';

/**
 * Does what a request of a channel's provider tells (SN3, SN4, SN6). Call inside the transaction of the request. Every effect goes by the time
 * at which the request first arrived, and the latest stands: told again, by a repeat or a replay, it changes nothing.
 */
export function inboundWriter(database: Database, missed: MissedReports) {
  const optOuts = optOutWriter(database);
  const report = messageReports(database);
  const heard = database.prepare<[string, string, number]>(
    `INSERT INTO conversation (channel, address, at) VALUES (?, ?, ?)
     ON CONFLICT (channel, address) DO UPDATE SET at = max(at, excluded.at)`,
  );
  const firstArrival = database.prepare<[string], number>('SELECT received_at FROM delivery WHERE id = ?').pluck();

  /** Answers the messages of ours that have moved on. */
  return (row: OpenRow, events: readonly InboundEvent[], at: number): Message[] => {
    const arrivedAt = row.replay_of === null ? row.received_at : firstArrival.get(row.replay_of);
    // Of a request that is not there any more nobody knows when it was.
    if (arrivedAt === undefined) return [];
    return events.flatMap((event) => {
      if (event.kind === 'report') {
        const moved = report(event, row.seq, at);
        if (moved === 'not-found') missed.keep({ report: event, seq: row.seq, at });
        return moved === 'not-found' || moved === null ? [] : moved;
      }
      const { channel, from, wish } = event;
      heard.run(channel, from, arrivedAt);
      if (wish === null) return [];
      const source = { by: 'word', word: wish.word, deliveryId: row.replay_of ?? row.id } as const;
      optOuts.wish(channel, from, wish.wants, source, arrivedAt);
      return [];
    });
  };
}
