import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { WITH_CONTACT } from '#engine/store/deleted-contacts.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { ChannelSettingsSchema } from '#shared/contract/channel.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import type { FieldMapping } from '#shared/contract/webhook.ts';
import { newMessage, progressOf } from './made-up-flows.ts';
import {
  accept,
  configOf,
  itemsWork,
  KEEP_ALL,
  NOON,
  newDelivery,
  pendingSeqs,
  personWrite,
  settlementOf,
  upsertByEmail,
  webhookOf,
  work,
} from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const LATER = NOON + 60_000;
const value = (text: string) => ({ text, original: null });
const row = (field: string): FieldMapping => ({ field, path: `$.${field}`, pattern: null });

async function makeFlow(store: LocalStore, name: string) {
  const flow = await store.flows.create({ name, config: FlowConfigSchema.parse({}), at: NOON });
  if (flow === 'name-taken') throw new Error(`${name} is taken`);
  return flow;
}

async function makeField(store: LocalStore, name: string, isPrivate = false) {
  const field = await store.fields.create({ name, type: 'text', isPrivate, at: NOON });
  if (field === 'name-taken') throw new Error(`${name} is taken`);
  return field;
}

async function makeContact(store: LocalStore, email: string, fields: Record<string, string> = {}) {
  const values = Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, value(text)]));
  const contact = await store.contacts.create(personWrite(email, { fields: values }), NOON);
  if ('taken' in contact) throw new Error(`${email} is taken`);
  return contact;
}

/** A run of the flow for the contact that waits as told; resolves to it. */
async function waiting(store: LocalStore, key: string, contact: string, change: Parameters<typeof progressOf>[0] = {}) {
  const plan = () => progressOf({ state: 'waiting', step: 'wwww', dueAt: LATER, sentence: 'It waits.', ...change });
  const started = await store.runs.start({ key, contact, startKey: contact, isTry: false, item: 0, plan }, NOON);
  if (started.kind !== 'started') throw new Error(started.kind);
  return started.run.id;
}

describe('undoing the deletion of a flow', () => {
  async function withFlow() {
    const opened = await temporaryStore();
    const { store } = opened;
    const { key } = await makeFlow(store, 'Reminder');
    await store.webhooks.create(webhookOf('whk_a', { config: configOf({ flow: key, channel: 'voice' }) }));
    await store.webhooks.create(webhookOf('whk_b', { config: configOf({ flow: key }) }));
    const { userNs } = await makeContact(store, 'ann@example.com');
    const run = await waiting(store, key, userNs);
    const all = async () => ({
      flow: await store.flows.get(key),
      usage: await store.flows.usage(),
      run: await store.runs.get(run),
      due: await store.runs.nextDue(),
      configs: (await store.webhooks.list()).map(({ config }) => config),
    });
    return { opened, store, key, run, all };
  }

  test('SN1 it is as it was: who was in it waits on, and its webhooks start it', async () => {
    const { store, key, run, all } = await withFlow();
    const before = await all();
    expect(await store.flows.delete(key, true, LATER)).toEqual({ webhooks: ['whk_a', 'whk_b'] });
    expect(await store.runs.get(run)).toMatchObject({ state: 'stopped', dueAt: null });
    await store.flows.forgetDeleted(LATER - 1);
    expect(await store.flows.putBack(key, LATER)).toEqual({ webhooks: ['whk_a', 'whk_b'] });
    expect(await all()).toEqual(before);
    expect(await store.flows.putBack(key, LATER)).toBe('not-found');
  });

  test('a webhook that starts another flow by now goes on doing that', async () => {
    const { store, key } = await withFlow();
    const other = await makeFlow(store, 'Other');
    await store.flows.delete(key, true, NOON);
    await store.webhooks.update('whk_b', { config: configOf({ flow: other.key }), at: NOON });
    await store.webhooks.update('whk_a', { config: configOf({ channel: 'email' }), at: NOON });
    await store.flows.putBack(key, NOON);
    expect((await store.webhooks.list()).map(({ config: { flow, channel } }) => [flow, channel])).toEqual([
      [key, 'email'],
      [other.key, configOf().channel],
    ]);
  });

  test('who waited for the answer of another host, which came meanwhile, is due', async () => {
    const { store, key } = await withFlow();
    const { userNs } = await makeContact(store, 'bob@example.com');
    const request = {
      step: 'hhhh',
      method: 'POST' as const,
      url: 'https://example.com/',
      headers: [],
      body: '',
      canRepeat: false,
    };
    const step = { step: 'hhhh', kind: 'http' as const, state: 'waiting' as const, sentence: 'It asks.' };
    const run = await waiting(store, key, userNs, { step: 'hhhh', dueAt: null, steps: [step], request });
    const [claimed] = await store.runs.claimRequests(NOON, 10);
    await store.flows.delete(key, true, NOON);
    await store.runs.finishRequest(claimed!.id, { state: 'done', sentence: 'Answered 200.' }, NOON);
    await store.flows.putBack(key, NOON + 5);
    expect((await store.runs.due(NOON + 5, 10)).map(({ id }) => id)).toEqual([run]);
  });

  test.each([
    ['it was let go', 'not-found', ({ store }) => store.flows.forgetDeleted(NOON)],
    ['another one has its name', 'name-taken', ({ store }) => makeFlow(store, 'REMINDER')],
    ['Fieldhook was started anew', 'not-found', ({ opened }) => opened.reopen()],
  ] as [string, string, (all: Awaited<ReturnType<typeof withFlow>>) => Promise<unknown>][])(
    'is refused once %s',
    async (_, answer, happens) => {
      const all = await withFlow();
      await all.store.flows.delete(all.key, true, NOON);
      await happens(all);
      const { flows, runs } = all.opened.store;
      expect(await flows.putBack(all.key, NOON)).toBe(answer);
      expect(await flows.get(all.key)).toBeNull();
      expect(await runs.get(all.run)).toMatchObject({ state: 'stopped' });
    },
  );
});

describe('undoing the deletion of a field', () => {
  async function withField() {
    const opened = await temporaryStore();
    const { store } = opened;
    for (const name of ['First', 'Start', 'Last']) await makeField(store, name, name === 'Start');
    const config = configOf({ fields: [row('first'), row('start'), row('last')], payloadField: 'start' });
    await store.webhooks.create(webhookOf('whk_a', { config }));
    const ann = await makeContact(store, 'ann@example.com', { first: '1', start: 'old' });
    await store.contacts.update(ann.userNs, { identifiers: {}, profile: {}, fields: { start: value('new') } }, LATER);
    const all = async () => ({
      fields: (await store.fields.list()).toSorted((one, other) => one.key.localeCompare(other.key)),
      private: await store.fields.privateKeys(),
      ann: await store.contacts.get(ann.userNs),
      history: await store.contacts.history(ann.userNs),
      configs: (await store.webhooks.list()).map(({ config: saved }) => saved),
    });
    return { opened, store, ann, all };
  }
  const kept = (store: LocalStore) => store.fields.delete('start', true, LATER);

  test('it is as it was: its values, what they were before, and its rows in the webhooks', async () => {
    const { opened, store, ann, all } = await withField();
    const before = await all();
    expect(await kept(store)).toEqual({ webhooks: ['whk_a'] });
    expect(await store.contacts.history(ann.userNs)).toMatchObject({ earlier: [] });
    expect(store.contacts.find('email', 'ann@example.com')?.fields).toEqual({ first: value('1') });
    await store.care.forgetDeleted(LATER - 1);
    expect(await store.fields.putBack('start', LATER)).toEqual({ webhooks: ['whk_a'] });
    expect(await all()).toEqual(before);
    expect(await store.fields.putBack('start', LATER)).toBe('not-found');
    const again = await opened.reopen();
    expect(again.contacts.find('email', 'ann@example.com')?.fields.start).toEqual(value('new'));
  });

  test('its number of contacts is right whoever went meanwhile', async () => {
    const { store, ann } = await withField();
    await makeContact(store, 'bob@example.com', { start: 'x' });
    await kept(store);
    await store.contacts.delete(ann.userNs, NOON);
    await store.fields.putBack('start', LATER);
    expect(await store.fields.get('start')).toMatchObject({ contacts: 1 });
  });

  test('a merge meanwhile, and its undoing, keep its values with their people', async () => {
    const { store, ann } = await withField();
    const bob = await makeContact(store, 'bob@example.com', { start: 'bob’s' });
    const eve = await makeContact(store, 'eve@example.com');
    const valueAt = async (userNs: string) => (await store.contacts.get(userNs))?.fields.start?.text;
    const merge = async (keep: string, from: string) => {
      const how = { take: { slots: [], fields: [] }, at: LATER, dryRun: false };
      const answer = await store.contacts.merge(keep, from, how);
      if (answer === 'not-found') throw new Error(answer);
      return answer;
    };
    await kept(store);
    const first = await merge(ann.userNs, bob.userNs);
    await merge(eve.userNs, ann.userNs);
    expect(first.preview.fields.map(({ field }) => field)).toEqual(['first']);
    await store.fields.putBack('start', LATER);
    expect(await valueAt(eve.userNs)).toBe('new');
    await store.fields.delete('start', true, LATER);
    const [last] = (await store.contacts.get(eve.userNs))?.merges ?? [];
    await store.contacts.undoMerge(last!.id, LATER);
    await store.contacts.undoMerge(first.merge!.id, LATER);
    await store.fields.putBack('start', LATER);
    expect(await Promise.all([ann, bob, eve].map(({ userNs }) => valueAt(userNs)))).toEqual([
      'new',
      'bob’s',
      undefined,
    ]);
  });

  test('what undoing a merge leaves is told by the name of the field; nothing of one that is gone', async () => {
    const { store } = await withField();
    const how = { take: { slots: [], fields: [] }, at: LATER, dryRun: false };
    const [ann, bob] = [store.contacts.find('email', 'ann@example.com')!, await makeContact(store, 'bob@example.com')];
    await kept(store);
    const answer = await store.contacts.merge(bob.userNs, ann.userNs, how);
    if (answer === 'not-found') throw new Error(answer);
    await store.fields.putBack('start', LATER);
    await store.contacts.update(bob.userNs, { identifiers: {}, profile: {}, fields: { start: value('newer') } }, LATER);
    await store.fields.delete('first', true, LATER);
    await store.care.forgetDeleted(LATER);
    expect(await store.contacts.undoMerge(answer.merge!.id, LATER)).toMatchObject({
      left: ['bob@example.com keeps the field “Start”, which was changed since the merge.'],
    });
  });

  test.each([
    ['it was let go', 'not-found', ({ store }) => store.care.forgetDeleted(LATER)],
    ['another one has its name', { taken: 'name', by: 'START' }, ({ store }) => makeField(store, 'START')],
    ['another one has its key', { taken: 'key', by: 'Start!' }, ({ store }) => makeField(store, 'Start!')],
    ['Fieldhook was started anew', 'not-found', ({ opened }) => opened.reopen()],
  ] as [string, unknown, (all: Awaited<ReturnType<typeof withField>>) => Promise<unknown>][])(
    'is refused once %s',
    async (_, answer, happens) => {
      const all = await withField();
      await kept(all.store);
      await happens(all);
      const { fields, contacts } = all.opened.store;
      expect(await fields.putBack('start', LATER)).toEqual(answer);
      expect(contacts.find('email', 'ann@example.com')?.fields).toEqual({ first: value('1') });
    },
  );

  test('what is let go leaves the disk, and so does what gave way to another of its key', async () => {
    const { opened, store } = await withField();
    await kept(store);
    await makeField(store, 'Start');
    await makeContact(store, 'bob@example.com', { start: 'second' });
    await kept(store);
    expect(await store.fields.putBack('start', LATER)).toEqual({ webhooks: [] });
    expect(await store.fields.get('start')).toMatchObject({ contacts: 1, isPrivate: false });
    await kept(store);
    await store.care.forgetDeleted(LATER);
    await opened.store.close();
    await opened.reopen((database) => {
      const left = database
        .prepare("SELECT count(*) FROM contact_field WHERE text IN ('old', 'new', 'second')")
        .pluck();
      expect(left.get()).toBe(0);
      expect(database.prepare('SELECT count(*) FROM unfinished_deletion').pluck().get()).toBe(0);
    });
  });
});

describe('a webhook and what it uses, deleted and put back in any order', () => {
  const config = () => configOf({ flow: 'reminder', fields: [row('start'), row('keep')], payloadField: 'raw' });
  const things = {
    webhook: (store: LocalStore) => ({
      remove: () => store.webhooks.delete('whk_a', NOON),
      back: () => store.webhooks.putBack('whk_a', NOON),
    }),
    flow: (store: LocalStore) => ({
      remove: () => store.flows.delete('reminder', true, NOON),
      back: () => store.flows.putBack('reminder', NOON),
    }),
    field: (store: LocalStore) => ({
      remove: () => store.fields.delete('start', true, NOON),
      back: () => store.fields.putBack('start', NOON),
    }),
    raw: (store: LocalStore) => ({
      remove: () => store.fields.delete('raw', true, NOON),
      back: () => store.fields.putBack('raw', NOON),
    }),
  };
  type Thing = keyof typeof things;

  async function withWebhook() {
    const { store } = await temporaryStore();
    await makeFlow(store, 'Reminder');
    for (const name of ['Start', 'Keep', 'Raw']) await makeField(store, name);
    await store.webhooks.create(webhookOf('whk_a', { config: config() }));
    const each = async (order: readonly Thing[], what: 'remove' | 'back') => {
      for (const thing of order) await things[thing](store)[what]();
    };
    return { store, each, configNow: async () => (await store.webhooks.get('whk_a'))?.config };
  }

  const ORDERS: Thing[][] = [
    ['webhook', 'flow', 'field', 'raw'],
    ['raw', 'field', 'flow', 'webhook'],
    ['field', 'webhook', 'raw', 'flow'],
  ];
  test.each(ORDERS.flatMap((gone) => ORDERS.map((back) => [gone.join(', '), back.join(', '), gone, back] as const)))(
    'deleted as %s, put back as %s, it uses what it used',
    async (_gone, _back, gone, back) => {
      const { each, configNow } = await withWebhook();
      await each(gone, 'remove');
      await each(back, 'back');
      expect(await configNow()).toEqual(config());
    },
  );

  test.each(ORDERS.slice(0, 2).map((gone) => [gone.join(', '), gone] as const))(
    'deleted as %s, the webhook alone comes back without the rest',
    async (_, gone) => {
      const { store, each, configNow } = await withWebhook();
      await each(gone, 'remove');
      await each(['webhook'], 'back');
      expect(await configNow()).toEqual(configOf({ fields: [row('keep')] }));
      await store.care.forgetDeleted(NOON);
      await each(['flow', 'field'], 'back');
      expect(await configNow()).toEqual(configOf({ fields: [row('keep')] }));
    },
  );
});

describe('undoing the deletion of a contact', () => {
  /** Ann, with a bit of everything that can be of a contact. */
  async function withAnn() {
    const opened = await temporaryStore();
    const { store } = opened;
    await store.webhooks.create(webhookOf('whk_a'));
    for (const name of ['Start', 'Size']) await makeField(store, name);
    await makeFlow(store, 'Reminder');
    await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2'), newDelivery('dlv_3'));
    await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', { start: value('old') }))], NOON);
    const [bob, first, again] = [
      upsertByEmail('bob@example.com', {}),
      upsertByEmail('a@example.com', { size: value('L') }),
      upsertByEmail('ann@example.com', { start: value('new') }),
    ];
    await store.deliveries.settle([itemsWork(2, [bob, first, again]), work(3, first)], NOON);
    const found = async (email: string) => (await store.contacts.page({ q: email, limit: 1 })).items[0]!;
    const [ann, other] = [await found('ann@example.com'), await found('a@example.com')];
    const third = await makeContact(store, 'b@example.com');
    const how = { take: { slots: [], fields: [] }, at: NOON, dryRun: false };
    await store.contacts.merge(other.userNs, third.userNs, how);
    await store.contacts.merge(ann.userNs, other.userNs, how);
    await store.contacts.update(ann.userNs, { identifiers: {}, profile: { name: 'Ann' }, fields: {} }, NOON);
    const imported = {
      kind: 'update' as const,
      userNs: ann.userNs,
      identifiers: {},
      profile: { lastName: 'Lee' },
      fields: {},
    };
    await store.contacts.writeEach([imported], (write) => ({ write }), { importId: 'imp_1', at: NOON });
    const run = await waiting(store, 'reminder', ann.userNs, {
      steps: [{ step: 'aaaa', kind: 'send', state: 'done', sentence: 'It was made.' }],
      messages: [newMessage('aaaa', { mode: 'live' })],
      tags: [{ tag: 'new', action: 'add' }],
    });
    const [message] = (await store.outbox.page({ limit: 1 })).items;
    return { opened, store, userNs: ann.userNs, run, message: message!.id };
  }
  /** Every stored row. What is still to be indexed is no part of it, nor are the numbers of earlier values. */
  function rowsOf(dir: string) {
    const database = new Database(join(dir, 'fieldhook.db'), { readonly: true });
    try {
      const tables = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .pluck()
        .all();
      return Object.fromEntries(
        (tables as string[])
          .filter((table) => !table.includes('search'))
          .map((table) => [
            table,
            database
              .prepare<[], object>(`SELECT * FROM ${table}`)
              .all()
              .map((one) => (table === 'contact_field_past' ? { ...one, pk: null } : one)),
          ]),
      );
    } finally {
      database.close();
    }
  }
  const deleted = (store: LocalStore, userNs: string) => store.contacts.delete(userNs, LATER);

  test('every row is as it was, and it is found as before', async () => {
    const { opened, store, userNs, run, message } = await withAnn();
    const before = rowsOf(opened.dir);
    for (const table of Object.keys(WITH_CONTACT).filter((name) => !/attempt|rule|http/.test(name))) {
      expect(before[table], table).not.toEqual([]);
    }
    expect(await deleted(store, userNs)).toBe(true);
    expect((await store.contacts.page({ q: 'ann', limit: 1 })).items).toEqual([]);
    await store.care.forgetDeleted(LATER - 1);
    expect(await store.contacts.putBack(userNs, LATER)).toEqual({
      waiting: { messages: [{ id: message, state: 'queued' }], runs: [expect.objectContaining({ id: run })] },
    });
    expect(rowsOf(opened.dir)).toEqual(before);
    expect((await store.contacts.page({ q: 'ann', limit: 1 })).items).toMatchObject([{ userNs }]);
    expect(await store.contacts.putBack(userNs, LATER)).toBe('not-found');
    const [merge] = (await store.contacts.get(userNs))!.merges;
    expect(await store.contacts.undoMerge(merge!.id, LATER)).toMatchObject({ left: [] });
  });

  test('SN4 what was on its way is unknown: it is not sent again by itself', async () => {
    const { store, userNs, run, message } = await withAnn();
    const other = await makeFlow(store, 'Asking');
    const request = {
      step: 'hhhh',
      method: 'POST' as const,
      url: 'https://example.com/',
      headers: [],
      body: '',
      canRepeat: false,
    };
    const step = { step: 'hhhh', kind: 'http' as const, state: 'waiting' as const, sentence: 'It asks.' };
    const asking = await waiting(store, other.key, userNs, { step: 'hhhh', dueAt: null, steps: [step], request });
    await store.outbox.begin(message, NOON, null);
    await store.runs.claimRequests(NOON, 1);
    await deleted(store, userNs);
    expect(await store.contacts.putBack(userNs, LATER)).toMatchObject({
      waiting: { messages: [{ id: message, state: 'unknown' }] },
    });
    expect(await store.outbox.get(message)).toMatchObject({ state: 'unknown', attempts: [{ state: 'unknown' }] });
    const { items } = await store.runs.page({ flow: other.key, limit: 1 });
    expect(items).toMatchObject([{ id: asking, state: 'waiting', steps: [{ state: 'unknown' }] }]);
    expect(await store.runs.claimRequests(LATER, 9)).toEqual([]);
    expect(new Set((await store.runs.due(LATER, 9)).map(({ id }) => id))).toEqual(new Set([asking, run]));
  });

  test('SN4 the answer of a provider that is still under way then counts, and only that of the latest attempt', async () => {
    const { store, userNs, message } = await withAnn();
    const end = { sentence: '', reason: null, providerId: null } as const;
    const refused = { ...end, attempt: 'failed', state: 'queued', dueAt: LATER } as const;
    await store.outbox.begin(message, NOON, null);
    await deleted(store, userNs);
    await store.contacts.putBack(userNs, LATER);
    await store.outbox.finish(message, 1, refused, LATER);
    expect(await store.outbox.get(message)).toMatchObject({ state: 'queued', attempts: [{ state: 'failed' }] });

    await store.outbox.begin(message, LATER, null);
    await deleted(store, userNs);
    await store.contacts.putBack(userNs, LATER);
    const sameText = () => null;
    await store.outbox.letGo(message, { decision: 'retry', seen: null }, sameText, LATER);
    await store.outbox.begin(message, LATER, null);
    await store.outbox.finish(message, 2, refused, LATER);
    expect(await store.outbox.get(message)).toMatchObject({ state: 'sending' });
    await store.outbox.finish(message, 3, { ...end, attempt: 'sent', state: 'sent', dueAt: null }, LATER);
    expect(await store.outbox.get(message)).toMatchObject({ state: 'sent' });
  });

  test('SN5 what has started its flow starts it for nobody else, also while it is gone', async () => {
    const { store, userNs, run } = await withAnn();
    await deleted(store, userNs);
    const { userNs: other } = await makeContact(store, 'other@example.com');
    const again = { key: 'reminder', contact: other, startKey: userNs, isTry: false, item: 0 };
    const start = () => store.runs.start({ ...again, plan: () => progressOf() }, NOON);
    expect(await start()).toMatchObject({
      kind: 'not-started',
      sentence: expect.stringContaining('has started it before'),
    });
    expect(await store.contacts.putBack(userNs, LATER)).toMatchObject({ waiting: { runs: [{ id: run }] } });
    expect(await start()).toMatchObject({ kind: 'not-started' });
    await deleted(store, userNs);
    // Once nothing in the log could start it any more, nobody has to know.
    await store.care.deleteOld({ ...KEEP_ALL });
    expect(await start()).toMatchObject({ kind: 'started' });
  });

  test('SN6 what left to it counts on for the limits of the day, once, gone or put back', async () => {
    const { store, userNs, message } = await withAnn();
    const sms = { mode: 'live', dailyCap: null, spike: null, perAddress: null };
    await store.channels.put('sms', ChannelSettingsSchema.parse(sms));
    const end = { sentence: '', reason: null, dueAt: null, providerId: 'SM1' } as const;
    await store.outbox.begin(message, NOON, 0.05);
    await store.outbox.finish(message, 1, { ...end, attempt: 'sent', state: 'sent' }, NOON);
    const { userNs: other } = await makeContact(store, 'other@example.com');
    await waiting(store, 'reminder', other, { messages: [newMessage('bbbb', { mode: 'live' })] });
    const counted = async () => {
      const [due] = await store.outbox.due(LATER, 1, { today: NOON - 1, lately: NOON - 1 });
      return {
        ...{ today: due?.sentToday, lately: due?.sentLately },
        there: await store.outbox.sentThere('sms', '+441174960123', { hour: NOON - 1, day: NOON - 1 }),
        spent: await store.outbox.spent('sms', NOON - 1),
        day: await store.channels.daySince('sms', NOON - 1),
      };
    };
    const before = await counted();
    expect(before).toMatchObject({
      today: 1,
      lately: 1,
      there: { hour: 1, day: 1 },
      spent: 0.05,
      day: { sent: 1, units: 1 },
    });
    await deleted(store, userNs);
    expect(await counted()).toEqual(before);
    await store.contacts.putBack(userNs, LATER);
    expect(await counted()).toEqual(before);
  });

  test('SN4 what the provider told of a message meanwhile counts', async () => {
    const { store, userNs, message } = await withAnn();
    await store.outbox.begin(message, NOON, null);
    const end = { sentence: '', reason: null, dueAt: null, providerId: 'SM1' } as const;
    await store.outbox.finish(message, 1, { ...end, attempt: 'sent', state: 'sent' }, NOON);
    await deleted(store, userNs);
    await accept(store, newDelivery('dlv_report'));
    const [seq] = await pendingSeqs(store);
    const told = { kind: 'report', providerId: 'SM1', state: 'delivered', sentence: 'It arrived.' } as const;
    await store.deliveries.settle([work(seq!, () => ({ ...settlementOf('processed', null), inbound: [told] }))], NOON);
    await store.contacts.putBack(userNs, LATER);
    expect(await store.outbox.get(message)).toMatchObject({ state: 'delivered', sentence: 'It arrived.' });
  });

  const ORDERS = [
    ['contact', 'flow', 'contact', 'flow'],
    ['contact', 'flow', 'flow', 'contact'],
    ['flow', 'contact', 'contact', 'flow'],
    ['flow', 'contact', 'flow', 'contact'],
  ] as const;
  test.each(ORDERS)(
    'it and its flow: %s and %s deleted, then %s and %s put back, and the flow goes on',
    async (...order) => {
      const { opened, store, userNs, run } = await withAnn();
      const before = rowsOf(opened.dir).flow_run;
      const remove = { contact: () => deleted(store, userNs), flow: () => store.flows.delete('reminder', true, LATER) };
      const putBack = {
        contact: () => store.contacts.putBack(userNs, LATER),
        flow: () => store.flows.putBack('reminder', LATER),
      };
      for (const noun of order.slice(0, 2)) await remove[noun]();
      await putBack[order[2]]();
      expect((await store.runs.get(run))?.state).not.toBe('waiting');
      await putBack[order[3]]();
      expect(rowsOf(opened.dir).flow_run).toEqual(before);
    },
  );

  test('what was deleted for good meanwhile stays away: a field, the requests of a webhook; of a flow, who was in it', async () => {
    const { store, userNs, run } = await withAnn();
    await store.fields.delete('size', true, NOON);
    await store.webhooks.delete('whk_a', NOON);
    await store.flows.delete('reminder', true, NOON);
    await store.flows.putBack('reminder', NOON);
    await store.flows.delete('reminder', true, NOON);
    await deleted(store, userNs);
    await store.care.forgetDeleted(NOON);
    expect(await store.contacts.putBack(userNs, LATER)).toMatchObject({
      waiting: { messages: [{ state: 'queued' }], runs: [] },
    });
    expect(Object.keys((await store.contacts.get(userNs))!.fields)).toEqual(['start']);
    expect(await store.runs.get(run)).toMatchObject({ state: 'stopped' });
  });

  test('a flow that was deleted after it does not go on with it', async () => {
    const { store, userNs, run } = await withAnn();
    await deleted(store, userNs);
    await store.flows.delete('reminder', true, NOON);
    await store.contacts.putBack(userNs, LATER);
    expect(await store.runs.get(run)).toMatchObject({ state: 'stopped', dueAt: null });
    expect(await store.runs.nextDue()).toBeNull();
  });

  test('a request that was deleted meanwhile, or is about somebody else by now, is left alone', async () => {
    const { opened, userNs } = await withAnn();
    await deleted(opened.store, userNs);
    const bob = opened.store.contacts.find('email', 'bob@example.com')!;
    const database = new Database(join(opened.dir, 'fieldhook.db'));
    database.exec(`UPDATE delivery SET contact = (SELECT pk FROM contact WHERE user_ns = '${bob.userNs}') WHERE seq = 1;
      DELETE FROM delivery WHERE seq = 2`);
    database.close();
    await opened.store.contacts.putBack(userNs, LATER);
    expect(await opened.store.deliveries.get('dlv_1')).toMatchObject({ contact: { userNs: bob.userNs } });
  });

  test.each([
    ['it was let go', 'not-found', ({ store }) => store.care.forgetDeleted(LATER)],
    [
      'somebody else has its e-mail',
      { taken: 'email', by: 'Ann@example.com' },
      ({ store }) => makeContact(store, 'Ann@example.com'),
    ],
    ['Fieldhook was started anew', 'not-found', ({ opened }) => opened.reopen()],
  ] as [string, unknown, (all: Awaited<ReturnType<typeof withAnn>>) => Promise<unknown>][])(
    'is refused once %s',
    async (_, answer, happens) => {
      const all = await withAnn();
      await deleted(all.store, all.userNs);
      await happens(all);
      expect(await all.opened.store.contacts.putBack(all.userNs, LATER)).toEqual(answer);
      expect(await all.opened.store.contacts.get(all.userNs)).toBeNull();
    },
  );

  test('LG3 is refused from the moment in which all is let go, also while a webhook is still taken off the disk', async () => {
    const { store, userNs } = await withAnn();
    await store.webhooks.delete('whk_a', NOON);
    await deleted(store, userNs);
    const letGo = store.care.forgetDeleted(LATER);
    expect(await store.contacts.putBack(userNs, LATER)).toBe('not-found');
    await letGo;
  });

  test('knows every table that goes with a contact by a reference', async () => {
    const opened = await temporaryStore();
    await opened.reopen((database) => {
      const tables = database
        .prepare(
          `SELECT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f
           WHERE m.type = 'table' AND f.on_delete = 'CASCADE'
             AND f."table" IN ('contact', 'contact_merge', 'flow_run', 'message')`,
        )
        .pluck()
        .all() as string[];
      expect(tables.filter((table) => !(table in WITH_CONTACT))).toEqual([]);
      expect(tables.length).toBeGreaterThan(9);
    });
  });
});
