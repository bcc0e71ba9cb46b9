import type { Database } from 'better-sqlite3';
import { type ChannelSettings, ChannelSettingsSchema, hasSameAccount } from '#shared/contract/channel.ts';
import type { ChannelFacts } from '#shared/contract/flow-work.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { messagesSince } from './messages-today.ts';
import { isOptedOut } from './opt-outs.ts';
import { perDatabase } from './per-database.ts';
import type { ChannelStore, StoredChannel } from './port/channel-store.ts';
import { readStored } from './stored-json.ts';

interface ChannelRow {
  settings: string;
  tested_at: number | null;
  test_ok: number | null;
  test_sentence: string | null;
  test_waits_for: string | null;
}

export function channelStore(database: Database): ChannelStore {
  const sql = prepare(database);
  const day = messagesSince(database);
  const get = (channel: MessageChannel): StoredChannel => {
    const row = sql.get.get(channel);
    const settings = readStored(ChannelSettingsSchema, row?.settings ?? '{}').value;
    return { settings, lastTest: row === undefined ? null : testOf(row) };
  };
  const put = database.transaction((channel: MessageChannel, settings: ChannelSettings) => {
    if (!hasSameAccount(get(channel).settings, settings)) sql.forgetTest.run(channel);
    sql.put.run(channel, JSON.stringify(settings));
  });
  return {
    get: async (channel) => get(channel),
    put: async (channel, settings) => put.immediate(channel, settings),
    async tested(channel, { at, state, sentence, waitsFor }) {
      const settings = JSON.stringify(get(channel).settings);
      sql.tested.run({ channel, settings, at, ok: state === 'passed' ? 1 : 0, sentence, waitsFor });
    },
    async testEnded(channel, waitsFor, { state, sentence }) {
      sql.testEnded.run(state === 'passed' ? 1 : 0, sentence, channel, waitsFor);
    },
    forgetTest: async (channel) => void sql.forgetTest.run(channel),
    daySince: async (channel, since) => day(channel, get(channel).settings.mode, since),
    sentSince: async (channel, since) => sql.sentSince.get({ channel, mode: get(channel).settings.mode, since }) ?? 0,
  };
}

function testOf({ tested_at: at, test_ok: ok, test_sentence: said, test_waits_for: waitsFor }: ChannelRow) {
  if (at === null) return null;
  const state = waitsFor !== null ? 'waiting' : ok === 1 ? 'passed' : 'failed';
  return { at, state, sentence: said ?? '', waitsFor } as const;
}

/** What the store knows of the ways to a contact, by pk. */
export const channelFacts = perDatabase(prepareFacts);

function prepareFacts(database: Database): (contact: number) => ChannelFacts {
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
      `INSERT INTO channel (channel, settings, tested_at, test_ok, test_sentence, test_waits_for)
       VALUES (@channel, @settings, @at, @ok, @sentence, @waitsFor)
       ON CONFLICT (channel) DO UPDATE SET tested_at = @at, test_ok = @ok, test_sentence = @sentence, test_waits_for = @waitsFor`,
    ),
    testEnded: database.prepare(
      'UPDATE channel SET test_ok = ?, test_sentence = ?, test_waits_for = NULL WHERE channel = ? AND test_waits_for = ?',
    ),
    forgetTest: database.prepare<[string]>(
      'UPDATE channel SET tested_at = NULL, test_ok = NULL, test_sentence = NULL, test_waits_for = NULL WHERE channel = ?',
    ),
    sentSince: database
      .prepare<[{ channel: string; mode: string; since: number }], number>(
        `SELECT (SELECT count(*) FROM message INDEXED BY message_sent WHERE channel = @channel AND mode = @mode AND sent_at >= @since)
           + (SELECT count(*) FROM gone_send WHERE channel = @channel AND mode = @mode AND sent_at >= @since)`,
      )
      .pluck(),
  };
}
