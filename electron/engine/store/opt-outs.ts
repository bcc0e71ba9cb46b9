import type { Database } from 'better-sqlite3';
import type { Wish } from '#shared/contract/inbound.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { OptOut } from '#shared/contract/opt-out.ts';
import { cutPage, readCursor } from './cursor.ts';
import type { OptOutStore } from './port/opt-out-store.ts';

/** By what a wish became known: a word that the person wrote in a request, or the owner's hand. */
export type WishSource = { by: 'word'; word: string; deliveryId: string } | { by: 'hand' };

export interface OptOutWriter {
  /** The latest wish stands, whichever is heard of first; the owner's is the latest, whatever the clock says. `at` is when it was made. */
  wish(channel: MessageChannel, address: string, wants: Wish['wants'], source: WishSource, at: number): void;
}

/** Who wants no messages (SN6). Call inside a transaction. */
export function optOutWriter(database: Database): OptOutWriter {
  const stop = database.prepare(
    `INSERT INTO opt_out (channel, address, at, by, word, delivery_id) VALUES (@channel, @address, @at, @by, @word, @deliveryId)
     ON CONFLICT (channel, address) DO UPDATE
       SET at = max(excluded.at, coalesce(opt_out.ended_at, 0)), by = excluded.by, word = excluded.word, delivery_id = excluded.delivery_id,
         ended_at = NULL
       WHERE excluded.at > max(opt_out.at, coalesce(opt_out.ended_at, 0)) OR (excluded.by = 'hand' AND opt_out.ended_at IS NOT NULL)`,
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

/** In a statement: whether the address in these columns wants no messages there. Addresses are kept folded. */
export function isOptedOut(channel: string, address: string): string {
  return `EXISTS (SELECT 1 FROM opt_out o WHERE o.channel = ${channel}
    AND o.address IN (fold_address(${address}), fingerprint(fold_address(${address}))) AND o.ended_at IS NULL)`;
}

export function optOutStore(database: Database): OptOutStore {
  const writer = optOutWriter(database);
  const sql = prepare(database);
  const add = database.transaction((channel: MessageChannel, address: string, at: number): OptOut => {
    writer.wish(channel, address, 'stop', { by: 'hand' }, at);
    return optOutOf(sql.byAddress.get(channel, address)!);
  });
  return {
    async page({ contact = '', before, limit }) {
      const rows = sql.page.all({ contact, below: readCursor(before), limit: limit + 1 });
      const { shown, nextCursor } = cutPage(rows, limit, ({ pk }) => pk);
      return { items: shown.map(optOutOf), nextCursor };
    },
    add: async (channel, address, at) => add.immediate(channel, address, at),
    async end(id, at) {
      const channel = sql.end.get(at, id);
      return channel ?? null;
    },
  };
}

interface OptOutRow {
  pk: number;
  channel: MessageChannel;
  address: string;
  at: number;
  by: OptOut['by'];
  word: string | null;
  delivery_id: string | null;
  contact_user_ns: string | null;
  contact_label: string | null;
}

function optOutOf(row: OptOutRow): OptOut {
  const { contact_user_ns: userNs, contact_label: label } = row;
  return {
    id: String(row.pk),
    channel: row.channel,
    address: row.address.startsWith('sha256:') ? null : row.address,
    contact: userNs === null || label === null ? null : { userNs, label },
    at: new Date(row.at).toISOString(),
    by: row.by,
    word: row.word,
    deliveryId: row.delivery_id,
  };
}

/** Whose an address is, each asked by the index of its kind. */
const OPT_OUT = `SELECT o.*, c.user_ns AS contact_user_ns, c.label AS contact_label
  FROM opt_out o LEFT JOIN contact c ON c.pk = CASE o.channel
    WHEN 'email' THEN (SELECT pk FROM contact WHERE email = o.address)
    WHEN 'messenger' THEN (SELECT pk FROM contact WHERE page_scoped_id = o.address)
    ELSE (SELECT pk FROM contact WHERE phone = o.address) END
  WHERE o.ended_at IS NULL`;

function prepare(database: Database) {
  return {
    page: database.prepare<[{ contact: string; below: number; limit: number }], OptOutRow>(
      `${OPT_OUT} AND o.pk < @below AND (@contact = '' OR c.user_ns = @contact) ORDER BY o.pk DESC LIMIT @limit`,
    ),
    byAddress: database.prepare<[string, string], OptOutRow>(`${OPT_OUT} AND o.channel = ? AND o.address = ?`),
    // The owner's word ends it, whatever the clock says meanwhile.
    end: database
      .prepare<[number, string], MessageChannel>(
        'UPDATE opt_out SET ended_at = max(at, ?) WHERE pk = ? AND ended_at IS NULL RETURNING channel',
      )
      .pluck(),
  };
}
