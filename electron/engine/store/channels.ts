import type { Database } from 'better-sqlite3';
import { ChannelSettingsSchema } from '#shared/contract/channel.ts';
import type { ChannelFacts } from '#shared/contract/flow-work.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { messagesSince } from './messages-today.ts';
import { isOptedOut } from './opt-outs.ts';
import type { ChannelStore, StoredChannel } from './port/channel-store.ts';
import { readStored } from './stored-json.ts';

interface ChannelRow {
  settings: string;
  tested_at: number | null;
  test_ok: number | null;
  test_sentence: string | null;
}

export function channelStore(database: Database): ChannelStore {
  const sql = prepare(database);
  const day = messagesSince(database);
  const get = (channel: MessageChannel): StoredChannel => {
    const row = sql.get.get(channel);
    const tested = row?.tested_at ?? null;
    return {
      settings: readStored(ChannelSettingsSchema, row?.settings ?? '{}').value,
      lastTest: tested === null ? null : { at: tested, ok: row?.test_ok === 1, sentence: row?.test_sentence ?? '' },
    };
  };
  return {
    get: async (channel) => get(channel),
    put: async (channel, settings) => void sql.put.run(channel, JSON.stringify(settings)),
    async tested(channel, { at, ok, sentence }) {
      sql.tested.run({ channel, settings: JSON.stringify(get(channel).settings), at, ok: ok ? 1 : 0, sentence });
    },
    daySince: async (channel, since) => day(channel, get(channel).settings.mode, since),
    sentSince: async (channel, since) => sql.sentSince.get(channel, get(channel).settings.mode, since) ?? 0,
  };
}

/** What the store knows of the ways to a contact, by pk. */
export function channelFacts(database: Database): (contact: number) => ChannelFacts {
  const mode = database
    .prepare<[string], string>(`SELECT json_extract(settings, '$.mode') FROM channel WHERE channel = ?`)
    .pluck();
  const inbound = database
    .prepare<[string, number], number>(
      `SELECT v.at FROM contact c JOIN conversation v ON v.channel = ?
         AND v.address IN (c.phone, c.page_scoped_id) WHERE c.pk = ? ORDER BY v.at DESC LIMIT 1`,
    )
    .pluck();
  const pageScopedId = database
    .prepare<[number], string | null>('SELECT page_scoped_id FROM contact WHERE pk = ?')
    .pluck();
  const optedOut = database
    .prepare<[{ channel: string; address: string }], number>(`SELECT ${isOptedOut('@channel', '@address')}`)
    .pluck();
  return (contact) => ({
    isOptedOut: (channel, address) => optedOut.get({ channel, address }) === 1,
    mode: (channel) => (mode.get(channel) === 'live' ? 'live' : 'test'),
    lastInbound: (channel) => inbound.get(channel, contact) ?? null,
    pageScopedId: () => pageScopedId.get(contact) ?? null,
  });
}

function prepare(database: Database) {
  return {
    get: database.prepare<[string], ChannelRow>('SELECT * FROM channel WHERE channel = ?'),
    put: database.prepare<[string, string]>(
      'INSERT INTO channel (channel, settings) VALUES (?, ?) ON CONFLICT (channel) DO UPDATE SET settings = excluded.settings',
    ),
    tested: database.prepare(
      `INSERT INTO channel (channel, settings, tested_at, test_ok, test_sentence) VALUES (@channel, @settings, @at, @ok, @sentence)
       ON CONFLICT (channel) DO UPDATE SET tested_at = @at, test_ok = @ok, test_sentence = @sentence`,
    ),
    sentSince: database
      .prepare<[string, string, number], number>(
        'SELECT count(*) FROM message INDEXED BY message_sent WHERE channel = ? AND mode = ? AND sent_at >= ?',
      )
      .pluck(),
  };
}
