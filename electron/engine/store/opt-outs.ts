import type { Database } from 'better-sqlite3';
import type { Wish } from '#shared/contract/inbound.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { OptOut } from '#shared/contract/opt-out.ts';
import { contactChanges } from './contact-changes.ts';
import { contactReader } from './contact-reader.ts';
import { cutPage, readCursor } from './cursor.ts';
import { KeptDeletions } from './kept-deletions.ts';
import type { OptOutStore } from './port/opt-out-store.ts';
import { type Row, wholeRows } from './whole-rows.ts';

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
  const note = optOutNotes(database);
  return {
    wish(channel, address, wants, source, at) {
      note(channel, address, { at, deliveryId: source.by === 'word' ? source.deliveryId : null }, () => {
        if (wants === 'start') start.run({ channel, address, at });
        else stop.run({ channel, address, at, word: null, deliveryId: null, ...source });
      });
    },
  };
}

/** Does something to a wish, and notes at whoever has the address whether they want messages since then, if that is new. */
function optOutNotes(database: Database) {
  const changes = contactChanges(database);
  const reader = contactReader(database);
  const isOut = database
    .prepare<[{ channel: MessageChannel; address: string }], number>(`SELECT ${isOptedOut('@channel', '@address')}`)
    .pluck();
  return (
    channel: MessageChannel,
    address: string,
    { at, deliveryId = null }: { at: number; deliveryId?: string | null },
    work: () => void,
  ): void => {
    const before = isOut.get({ channel, address });
    work();
    const after = isOut.get({ channel, address });
    const contact = before === after ? undefined : reader.bySlot(SLOT_OF[channel], address);
    if (contact === undefined) return;
    const told = {
      what: 'optOut',
      before: before === 1 ? channel : null,
      after: after === 1 ? channel : null,
    } as const;
    changes.note(contact.pk, told, { at, request: deliveryId === null ? null : { deliveryId } });
  };
}

/** By what somebody is found who is written to there. */
const SLOT_OF: Record<MessageChannel, 'phone' | 'email' | 'pageScopedId'> = {
  ...{ sms: 'phone', whatsapp: 'phone', voice: 'phone', desktop: 'phone' },
  ...{ email: 'email', messenger: 'pageScopedId' },
};

/** In a statement: whether the address in these columns wants no messages there. Addresses are kept folded. */
export function isOptedOut(channel: string, address: string): string {
  return `EXISTS (SELECT 1 FROM opt_out o WHERE o.channel = ${channel}
    AND o.address IN (fold_address(${address}), fingerprint(fold_address(${address}))) AND o.ended_at IS NULL)`;
}

export function optOutStore(database: Database): OptOutStore {
  const writer = optOutWriter(database);
  const note = optOutNotes(database);
  const sql = prepare(database);
  const whole = wholeRows(database);
  /** By the id of the wish. */
  const kept = new KeptDeletions<Change>();
  const rowOf = (id: string): Row | null => whole.read('opt_out', 'pk = @id', { id })[0] ?? null;

  const add = database.transaction((channel: MessageChannel, address: string, at: number) => {
    const before = whole.read('opt_out', 'channel = @channel AND address = @address', { channel, address })[0] ?? null;
    writer.wish(channel, address, 'stop', { by: 'hand' }, at);
    const optOut = optOutOf(sql.byAddress.get(channel, address)!);
    const wasListed = before !== null && before.ended_at === null;
    return { added: { ...optOut, wasListed }, change: { before, after: rowOf(optOut.id) } };
  });
  const end = database.transaction((id: string, at: number) => {
    const before = rowOf(id);
    if (before === null || before.ended_at !== null) return null;
    const { channel, address } = before as { channel: MessageChannel; address: string };
    note(channel, address, { at }, () => sql.end.run(at, id));
    return { channel, change: { before, after: rowOf(id) } };
  });
  const undo = database.transaction((id: string, { before, after }: Change, at: number) => {
    if (after === null || JSON.stringify(rowOf(id)) !== JSON.stringify(after)) return 'changed';
    const { channel, address } = after as { channel: MessageChannel; address: string };
    note(channel, address, { at }, () => {
      sql.remove.run(id);
      if (before !== null) whole.write('opt_out', [before]);
    });
    return channel;
  });
  return {
    async page({ contact = '', before, limit }) {
      const rows = sql.page.all({ contact, below: readCursor(before), limit: limit + 1 });
      const { shown, nextCursor } = cutPage(rows, limit, ({ pk }) => pk);
      return { items: shown.map(optOutOf), nextCursor };
    },
    async add(channel, address, at) {
      const { added, change } = add.immediate(channel, address, at);
      if (!added.wasListed) kept.keep(added.id, at, change);
      return added;
    },
    async end(id, at) {
      const ended = end.immediate(id, at);
      if (ended === null) return null;
      kept.keep(id, at, ended.change);
      return ended.channel;
    },
    async undo(id, at) {
      const change = kept.get(id);
      if (change === undefined) return 'not-found';
      const result = undo.immediate(id, change, at);
      kept.forget(id);
      return result;
    },
    forgetChanges: async (until) => void kept.forgetUntil(until),
  };
}

/** A wish before and after the owner changed it; null: there was none. */
interface Change {
  before: Row | null;
  after: Row | null;
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
    remove: database.prepare<[string]>('DELETE FROM opt_out WHERE pk = ?'),
    // The owner's word ends it, whatever the clock says meanwhile.
    end: database.prepare<[number, string]>('UPDATE opt_out SET ended_at = max(at, ?) WHERE pk = ?'),
  };
}
