import type { Database } from 'better-sqlite3';
import type { Wish } from '#shared/contract/inbound.ts';
import type { MessageChannel } from '#shared/contract/message.ts';

/** By what a wish became known: a word that the person wrote in a request, or the owner's hand. */
export type WishSource = { by: 'word'; word: string; deliveryId: string } | { by: 'hand' };

export interface OptOutWriter {
  /** The latest wish stands, whichever is heard of first. `at` is when it was made. */
  wish(channel: MessageChannel, address: string, wants: Wish['wants'], source: WishSource, at: number): void;
}

/** Who wants no messages, by address (SN6). Call inside a transaction. */
export function optOutWriter(database: Database): OptOutWriter {
  const stop = database.prepare(
    `INSERT INTO opt_out (channel, address, at, by, word, delivery_id) VALUES (@channel, @address, @at, @by, @word, @deliveryId)
     ON CONFLICT (channel, address) DO UPDATE
       SET at = excluded.at, by = excluded.by, word = excluded.word, delivery_id = excluded.delivery_id, ended_at = NULL
       WHERE excluded.at > max(opt_out.at, coalesce(opt_out.ended_at, 0))`,
  );
  const start = database.prepare(
    `UPDATE opt_out SET ended_at = @at WHERE channel = @channel AND address IN (@address, fingerprint(@address))
       AND @at >= at AND (ended_at IS NULL OR ended_at < @at)`,
  );
  return {
    wish(channel, address, wants, source, at) {
      if (wants === 'start') start.run({ channel, address, at });
      else stop.run({ channel, address, at, word: null, deliveryId: null, ...source });
    },
  };
}

/** In a statement: whether the address in these columns wants no messages there. */
export function isOptedOut(channel: string, address: string): string {
  return `EXISTS (SELECT 1 FROM opt_out o WHERE o.channel = ${channel} AND o.address IN (${address}, fingerprint(${address})) AND o.ended_at IS NULL)`;
}
