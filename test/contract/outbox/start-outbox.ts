import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { ChannelAccounts } from '#engine/channel-accounts.ts';
import { EventHub } from '#engine/events.ts';
import { createNewId } from '#engine/new-id.ts';
import { Outbox } from '#engine/outbox/outbox.ts';
import { letMessageGo, putBackDue, putBackGroup } from '#engine/process/let-messages-go.ts';
import { foldAddress } from '#engine/store/fold-address.ts';
import { openStore } from '#engine/store/open-store.ts';
import { ChannelSettingsSchema } from '#shared/contract/channel.ts';
import { type GroupReason, type MessageChannel, TryGroupSchema } from '#shared/contract/message.ts';
import { personWrite } from '#test/contract/store/made-up-rows.ts';
import { usedFolder } from '#test/contract/store/used-folder.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { memorySecrets } from '#test/doubles/memory-secrets.ts';

/** An Outbox over a real store in which SMS goes to a provider on loopback, live unless told otherwise. */
export async function startOutbox(
  baseUrl: string,
  settings: object = {},
  reportsTo?: (channel: MessageChannel) => string,
) {
  const dataDir = usedFolder();
  const clock = new ManualClock(Date.UTC(2026, 2, 2, 12));
  const newId = createNewId(() => clock.now());
  const open = () => openStore({ dataDir, now: () => clock.now(), newId });
  let store = await open();
  const secrets = memorySecrets();
  const hub = new EventHub('run');
  const told: string[] = [];
  hub.subscribe(null, ({ event }) => event.type === 'message' && told.push(event.state));
  const setUp = async (channel: MessageChannel, at: string, more: object = {}) => {
    const account = { accountSid: 'AC1', from: '+442079460000', baseUrl: at };
    const unlimited = { dailyCap: null, spike: null, perAddress: null };
    await store.channels.put(channel, ChannelSettingsSchema.parse({ mode: 'live', account, ...unlimited, ...more }));
    await secrets.put(`channel/${channel}/authToken`, 'token');
  };
  await setUp('sms', baseUrl, settings);
  const outboxes: Outbox[] = [];
  onTestFinished(async () => {
    for (const outbox of outboxes) await outbox.stop();
    await store.close();
    await rm(dataDir, { recursive: true });
  });
  const newOutbox = (isPaused = () => false) => {
    const accounts = new ChannelAccounts({ secrets, channels: store.channels, log: () => undefined });
    const outbox = new Outbox({
      store,
      putBackDue: (id) => putBackDue(store, id, clock.now()),
      accountOf: (channel) => accounts.of(channel),
      reportsTo: async (channel) => reportsTo?.(channel) ?? null,
      ports: { fetch, notify: () => true },
      hub,
      clock,
      random: () => 0.5,
      log: () => undefined,
      isPaused,
    });
    outboxes.push(outbox);
    return outbox;
  };
  return {
    clock,
    hub,
    told,
    secrets,
    get store() {
      return store;
    },
    newOutbox,
    /** Has another channel of Twilio go live at an address. */
    setUp,
    /** Queues a message as a flow does; resolves to its id. */
    queue(
      change: { to?: string | null; text?: string; mode?: string; channel?: string; contact?: string } = {},
    ): string {
      const { to = '+441174960123', text = 'Hi Jane', mode = 'live', channel = 'sms', contact = null } = change;
      const id = newId('msg');
      // The store writes messages only as a part of runs; here the sending alone is looked at.
      const database = new Database(join(dataDir, 'fieldhook.db'));
      database
        .prepare(
          `INSERT INTO message (id, contact, channel, mode, state, sentence, address, address_key, subject, text, language, created_at, due_at)
           VALUES (?, (SELECT pk FROM contact WHERE user_ns = ?), ?, ?, 'queued', '', ?, ?, '', ?, 'en-GB', ?, ?)`,
        )
        .run(id, contact, channel, mode, to, to === null ? null : foldAddress(to), text, clock.now(), clock.now());
      database.close();
      return id;
    },
    /** Makes somebody who can be reached both ways. */
    async contact(email: string, phone: string) {
      const identifiers = { email: { value: email, raw: email }, phone: { value: phone, raw: phone } };
      const made = await store.contacts.create(personWrite(email, { identifiers }), clock.now());
      if ('taken' in made) throw new Error(`${email} is taken`);
      return made;
    },
    async reopen() {
      await store.close();
      store = await open();
    },
    /** The owner's word by which a message goes out. */
    letGo: (id: string, decision: 'release' | 'retry') =>
      letMessageGo(store, id, { decision, seen: null }, clock.now()),
    /** The owner's word about all SMS that are kept back for one reason. */
    tryAgain: (reason: GroupReason, wish: { pastLimits?: boolean } = {}) =>
      putBackGroup(store, TryGroupSchema.parse({ channel: 'sms', reason, ...wish }), () => clock.now()),
    state: async (id: string) => (await store.outbox.get(id))?.state,
  };
}
