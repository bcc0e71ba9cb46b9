import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { WITH_WEBHOOK } from '#engine/store/deleted-webhooks.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { accept, configOf, NOON, newDelivery, webhookOf, wholeLog } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const DAY_MS = 86_400_000;

describe('webhooks', () => {
  test('a created webhook is read back as it was given, in order of creation', async () => {
    const { store } = await temporaryStore();
    const first = webhookOf('whk_a', {
      name: 'Termine für Zoë 🗓',
      formerTokens: [{ token: 'old', until: NOON + 1 }],
      listen: { since: NOON, until: NOON + 2 },
      config: configOf({ identity: { userNs: null, crmContactId: null, phone: '$.p', email: "$['a.b']['*']" } }),
    });
    const second = webhookOf('whk_b', { active: false });
    await store.webhooks.create(first);
    await store.webhooks.create(second);
    expect(await store.webhooks.list()).toEqual([first, second]);
    expect(await store.webhooks.get('whk_b')).toEqual(second);
    expect(await store.webhooks.get('whk_none')).toBeNull();
  });

  test('two webhooks never share a token', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a', { token: 'same' }));
    await expect(store.webhooks.create(webhookOf('whk_b', { token: 'same' }))).rejects.toThrow(/UNIQUE/);
    expect(await store.webhooks.list()).toHaveLength(1);
  });

  test('a changed configuration is a new version, an equal one is not', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    const config = configOf({ channel: 'email' });
    expect(await store.webhooks.update('whk_a', { config, at: NOON + 1 })).toMatchObject({
      version: 2,
      config,
      updatedAt: NOON + 1,
    });
    expect(await store.webhooks.update('whk_a', { config, at: NOON + 2 })).toMatchObject({ version: 2 });
  });

  test('name and switch change without a new version', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    const changed = await store.webhooks.update('whk_a', { name: 'New name', active: false, at: NOON + 5 });
    expect(changed).toEqual(webhookOf('whk_a', { name: 'New name', active: false, updatedAt: NOON + 5 }));
  });

  test('a save over a newer version is stale and changes nothing', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    await store.webhooks.update('whk_a', { config: configOf({ channel: 'email' }), version: 1, at: NOON });
    const stale = await store.webhooks.update('whk_a', {
      config: configOf({ channel: 'voice' }),
      version: 1,
      at: NOON,
    });
    expect(stale).toBe('stale');
    expect(await store.webhooks.get('whk_a')).toMatchObject({ version: 2, config: { channel: 'email' } });
    expect(await store.webhooks.update('whk_none', { name: 'x', at: NOON })).toBe('not-found');
  });

  test('RC9 a rotation keeps the token before it until its time', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a', { token: 'first' }));
    expect(await store.webhooks.rotate('whk_a', 'second', NOON + DAY_MS, NOON)).toMatchObject({
      token: 'second',
      formerTokens: [{ token: 'first', until: NOON + DAY_MS }],
    });
    expect(await store.webhooks.rotate('whk_none', 'third', NOON, NOON)).toBeNull();
  });

  test('RC9 a second rotation within the overlap ends no other one; what has ended goes, and ten stay at most', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a', { token: 'token-00' }));
    await store.webhooks.rotate('whk_a', 'token-01', NOON + 1, NOON);
    await store.webhooks.rotate('whk_a', 'token-02', NOON + DAY_MS, NOON);
    expect((await store.webhooks.get('whk_a'))?.formerTokens.map(({ token }) => token)).toEqual([
      'token-01',
      'token-00',
    ]);
    for (let count = 3; count < 15; count += 1) {
      await store.webhooks.rotate('whk_a', `token-${String(count).padStart(2, '0')}`, NOON + DAY_MS, NOON + 1);
    }
    const former = (await store.webhooks.get('whk_a'))!.formerTokens.map(({ token }) => token);
    expect(former).toHaveLength(10);
    expect([former[0], former[9]]).toEqual(['token-13', 'token-04']);
    expect(await store.webhooks.endFormerToken('whk_a', 'token-13', NOON)).toMatchObject({ token: 'token-14' });
    expect((await store.webhooks.get('whk_a'))?.formerTokens[0]?.token).toBe('token-12');
    expect(await store.webhooks.endFormerToken('whk_a', 'token-13', NOON)).toBeNull();
    expect(await store.webhooks.endFormerToken('whk_none', 'token-12', NOON)).toBeNull();
  });

  test('RC9 tells when something last came under a former token', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    await accept(
      store,
      newDelivery('dlv_1', { formerToken: 'old-one-', receivedAt: NOON }),
      newDelivery('dlv_2', { formerToken: 'old-one-', receivedAt: NOON + 5 }),
      newDelivery('dlv_3'),
    );
    expect(await store.webhooks.formerUse('whk_a')).toEqual(new Map([['old-one-', NOON + 5]]));
    expect(await store.deliveries.get('dlv_2')).toMatchObject({ throughFormerAddress: true });
    expect(await store.deliveries.get('dlv_3')).toMatchObject({ throughFormerAddress: false });
  });

  test('listening starts and ends', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    const listen = { since: NOON, until: NOON + 600_000 };
    expect(await store.webhooks.setListening('whk_a', listen)).toMatchObject({ listen });
    expect(await store.webhooks.setListening('whk_a', null)).toMatchObject({ listen: null });
    expect(await store.webhooks.setListening('whk_none', null)).toBeNull();
  });

  test('a sample is kept, replaced and taken away', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    expect(await store.webhooks.sample('whk_a')).toBeNull();
    const sample = { text: '{"a":"é\u0000🎉"}', contentType: 'application/json', deliveryId: null };
    expect(await store.webhooks.setSample('whk_a', sample)).toBe(true);
    expect(await store.webhooks.sample('whk_a')).toEqual(sample);
    expect(await store.webhooks.setSample('whk_a', { ...sample, deliveryId: 'dlv_1' })).toBe(true);
    expect(await store.webhooks.sample('whk_a')).toEqual({ ...sample, deliveryId: 'dlv_1' });
    expect(await store.webhooks.setSample('whk_a', null)).toBe(true);
    expect(await store.webhooks.sample('whk_a')).toBeNull();
    expect(await store.webhooks.setSample('whk_none', sample)).toBe(false);
  });
});

test('every version of a configuration can be read again', async () => {
  const { store } = await temporaryStore();
  await store.webhooks.create(webhookOf('whk_a'));
  await store.webhooks.update('whk_a', { config: configOf({ channel: 'email' }), at: NOON });
  expect((await store.webhooks.configAt('whk_a', 1))?.channel).toBe('sms');
  expect((await store.webhooks.configAt('whk_a', 2))?.channel).toBe('email');
  expect(await store.webhooks.configAt('whk_a', 3)).toBeNull();
  expect(await store.webhooks.configAt('whk_none', 1)).toBeNull();
});

describe('a configuration that cannot be read', () => {
  const damagedConfigs: [string, string][] = [
    ['not JSON', '{"identity": '],
    ['not an object', '[1, 2]'],
    ['empty', ''],
    ['one bad value', '{"channel":"pigeon","numberFormat":"comma"}'],
    ['parsing rules of a newer Fieldhook', '{"parser":2}'],
    ['a bad row', '{"fields":[{"field":"Not A Key","path":"$"}]}'],
  ];
  test.each(damagedConfigs)('%s: the list stands, the webhook is off and has defaults', async (_, text) => {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    await opened.store.webhooks.create(webhookOf('whk_b'));
    const store = await opened.reopen((database) =>
      database.prepare('UPDATE webhook_version SET config = ? WHERE webhook = 1').run(text),
    );
    const [broken, sound] = await store.webhooks.list();
    expect(broken).toMatchObject({
      id: 'whk_a',
      active: false,
      isBroken: true,
      config: { channel: 'sms', fields: [] },
    });
    expect(sound).toEqual(webhookOf('whk_b'));
  });

  test('what can be read of it stays, and saving it makes the webhook whole again', async () => {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    const store = await opened.reopen((database) =>
      database.exec(`UPDATE webhook_version SET config = '{"channel":"pigeon","numberFormat":"comma"}'`),
    );
    const broken = await store.webhooks.get('whk_a');
    expect(broken?.config).toEqual(configOf({ numberFormat: 'comma' }));
    const saved = await store.webhooks.update('whk_a', { config: broken!.config, active: true, at: NOON });
    expect(saved).toMatchObject({ active: true, version: 2 });
  });

  test('RC3 one that does not say its parsing rules was made with the first', async () => {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    const store = await opened.reopen((database) => database.exec(`UPDATE webhook_version SET config = '{}'`));
    expect((await store.webhooks.get('whk_a'))?.config.parser).toBe(1);
  });

  test('keys that came later have their defaults and leave the webhook on', async () => {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    const store = await opened.reopen((database) =>
      database.exec(`UPDATE webhook_version SET config = '{"channel":"voice"}'`),
    );
    expect(await store.webhooks.get('whk_a')).toEqual(webhookOf('whk_a', { config: configOf({ channel: 'voice' }) }));
  });
});

describe('deleting a webhook', () => {
  test('takes its requests, bodies, versions and counters off the disk and leaves the others', async () => {
    const opened = await temporaryStore();
    const { store } = opened;
    await store.webhooks.create(webhookOf('whk_a'));
    await store.webhooks.create(webhookOf('whk_b'));
    const many = Array.from({ length: 1203 }, (_, index) => newDelivery(`dlv_a${index}`));
    await accept(store, ...many, newDelivery('dlv_b', { webhookId: 'whk_b' }));
    expect(await store.webhooks.delete('whk_a', NOON)).toBe(true);
    expect(await store.webhooks.delete('whk_a', NOON)).toBe(false);
    expect(await store.deliveries.get('dlv_a0')).toBeNull();
    expect(await store.deliveries.body('dlv_a0')).toBeNull();
    expect((await wholeLog(store)).map(({ id }) => id)).toEqual(['dlv_b']);
    expect(await store.deliveries.pendingCount()).toBe(1);
    await opened.reopen((database) => {
      const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
      for (const table of ['delivery', 'delivery_request', 'delivery_body', 'webhook_version', 'delivery_hour']) {
        expect([table, count(table)]).toEqual([table, 1]);
      }
      expect(count('unfinished_deletion')).toBe(0);
    });
  });

  test('its requests are gone for every reader at once, and what a stop leaves over goes at the next start', async () => {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    await accept(opened.store, ...Array.from({ length: 700 }, (_, index) => newDelivery(`dlv_${index}`)));
    const deletion = opened.store.webhooks.delete('whk_a', NOON).then(() => opened.store.webhooks.forgetDeleted(NOON));
    expect(await wholeLog(opened.store)).toEqual([]);
    expect(await opened.store.deliveries.pending(10)).toEqual([]);
    expect(await opened.store.deliveries.get('dlv_1')).toBeNull();
    await opened.store.close();
    await deletion;
    const left: unknown[] = [];
    const count = (database: Database.Database) => {
      left.push(database.prepare('SELECT count(*) FROM delivery').pluck().get());
    };
    await opened.reopen(count);
    await opened.reopen(count);
    expect(left).toEqual([200, 0]);
  });

  test('a webhook made afterwards never inherits what was left', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    await accept(store, ...Array.from({ length: 600 }, (_, index) => newDelivery(`dlv_${index}`)));
    const deletion = store.webhooks.delete('whk_a', NOON);
    await store.webhooks.create(webhookOf('whk_a'));
    expect(await wholeLog(store)).toEqual([]);
    await deletion;
    expect(await store.webhooks.get('whk_a')).toEqual(webhookOf('whk_a'));
  });
});

describe('undoing the deletion of a webhook', () => {
  const settled = { outcome: 'processed', reason: null, sentence: 'Done.' } as const;

  async function deleted() {
    const opened = await temporaryStore();
    const { webhooks, deliveries } = opened.store;
    await webhooks.create(webhookOf('whk_a'));
    await webhooks.update('whk_a', { config: configOf({ channel: 'voice' }), at: NOON });
    await webhooks.setSample('whk_a', { text: '{}', contentType: 'application/json', deliveryId: null });
    await accept(opened.store, newDelivery('dlv_1', { settled }), newDelivery('dlv_2', { settled }));
    const all = async () => ({
      webhook: await webhooks.get('whk_a'),
      first: await webhooks.configAt('whk_a', 1),
      sample: await webhooks.sample('whk_a'),
      log: await wholeLog(opened.store),
      body: await deliveries.body('dlv_1'),
      activity: await webhooks.activity(NOON - DAY_MS),
    });
    const before = await all();
    expect(await webhooks.delete('whk_a', NOON)).toBe(true);
    expect(await wholeLog(opened.store)).toEqual([]);
    expect(await deliveries.count({})).toEqual({ count: 0, nextCursor: null });
    return { opened, webhooks, all, before };
  }

  test('brings back all of it, and it is received for again', async () => {
    const { opened, webhooks, all, before } = await deleted();
    await webhooks.forgetDeleted(NOON - 1);
    expect(await webhooks.putBack('whk_a', NOON)).toEqual(before.webhook);
    expect(await all()).toEqual(before);
    expect(await webhooks.putBack('whk_a', NOON)).toBeNull();
    await accept(opened.store, newDelivery('dlv_3'));
    await opened.reopen((database) => {
      expect(database.prepare('SELECT count(*) FROM delivery').pluck().get()).toBe(3);
    });
  });

  test.each([
    ['it was let go', async ({ webhooks }) => webhooks.forgetDeleted(NOON)],
    ['one of its number is there', async ({ webhooks }) => webhooks.create(webhookOf('whk_a'))],
  ] as [string, (store: LocalStore) => Promise<void>][])('is refused once %s', async (_, happens) => {
    const { opened, webhooks } = await deleted();
    await happens(opened.store);
    expect(await webhooks.putBack('whk_a', NOON)).toBeNull();
    expect(await wholeLog(opened.store)).toEqual([]);
  });

  test('is refused where requests waited to be worked on: they went at once', async () => {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    await accept(opened.store, newDelivery('dlv_1'));
    await opened.store.webhooks.delete('whk_a', NOON);
    expect(await opened.store.webhooks.putBack('whk_a', NOON)).toBeNull();
  });

  test('knows every table that goes with a webhook by a reference', async () => {
    const opened = await temporaryStore();
    await opened.reopen((database) => {
      const tables = database
        .prepare(
          `SELECT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f
           WHERE m.type = 'table' AND f."table" = 'webhook' ORDER BY m.name`,
        )
        .pluck()
        .all();
      expect(tables.filter((table) => !(WITH_WEBHOOK as readonly unknown[]).includes(table))).toEqual([]);
      expect(tables.length).toBeGreaterThan(2);
    });
  });
});

describe('activity', () => {
  test('requests and problems per hour, and the last request, for every webhook', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    await store.webhooks.create(webhookOf('whk_b'));
    const refused = { outcome: 'refused', reason: 'inactive', sentence: 'Off.' } as const;
    const sample = { outcome: 'sample', reason: null, sentence: 'Kept.' } as const;
    await accept(store, newDelivery('dlv_old', { receivedAt: NOON - 30 * DAY_MS }));
    await accept(
      store,
      newDelivery('dlv_1', { settled: refused, answered: 503 }),
      newDelivery('dlv_2', { receivedAt: NOON + 3_599_999, settled: sample }),
      newDelivery('dlv_3', { receivedAt: NOON + 3_600_000 }),
    );
    const activity = await store.webhooks.activity(NOON - 14 * DAY_MS);
    expect(activity.get('whk_a')).toEqual({
      last: { deliveryId: 'dlv_3', receivedAt: NOON + 3_600_000, outcome: null },
      hours: [
        { at: NOON, requests: 2, problems: 1 },
        { at: NOON + 3_600_000, requests: 1, problems: 0 },
      ],
    });
    expect(activity.get('whk_b')).toEqual({ last: null, hours: [] });
  });
});
