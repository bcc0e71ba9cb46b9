import { describe, expect, test } from 'vitest';
import type { LocalStore } from '#engine/store/store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import type { FieldMapping } from '#shared/contract/webhook.ts';
import { progressOf } from './made-up-flows.ts';
import { configOf, NOON, personWrite, webhookOf } from './made-up-rows.ts';
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
    const request = { step: 'hhhh', method: 'POST' as const, url: 'https://example.com/', headers: [], body: '' };
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
    await store.contacts.delete(ann.userNs);
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
