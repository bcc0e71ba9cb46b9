import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { EventHub } from '#engine/events.ts';
import { DriftWatch } from '#engine/process/drift-watch.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { resolveConflict } from '#engine/process/resolve-conflict.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { Conflict, Resolution } from '#shared/contract/conflict.ts';
import type { Contact } from '#shared/contract/contact.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { progressOf } from './made-up-flows.ts';
import { accept, configOf, KEEP_ALL, NOON, newDelivery, personWrite, webhookOf } from './made-up-rows.ts';
import { changeDatabase, type TemporaryStore, temporaryStore } from './temporary-store.ts';

const IDENTITY = { userNs: null, crmContactId: '$.crm', phone: '$.phone', email: '$.email' };
const CLASH = { phone: '+441174960123', email: 'joe@example.com', name: 'J. Doe', note: 'new' };

const id = (text: string) => ({ value: text, raw: text });

/** Jane has the phone number, Joe the e-mail; the webhook is careful, so that a request with both waits. */
async function startStore() {
  const opened = await temporaryStore();
  const { store } = opened;
  const config = configOf({
    identity: IDENTITY,
    identification: 'careful',
    profile: { firstName: null, lastName: null, name: '$.name' },
    fields: [{ field: 'note', path: '$.note', pattern: null }],
  });
  await store.webhooks.create(webhookOf('whk_a', { config, name: 'Bookings' }));
  await store.fields.create({ name: 'Note', type: 'text', at: NOON });
  const jane = (await store.contacts.create(
    personWrite('x', { identifiers: { phone: id('+441174960123') }, profile: { name: 'Jane' } }),
    NOON,
  )) as Contact;
  const joe = (await store.contacts.create(
    personWrite('joe@example.com', { profile: { name: 'Joe' } }),
    NOON,
  )) as Contact;
  return { opened, store, jane, joe };
}

let count = 0;

/** Takes requests in and works on them; resolves to their ids. */
async function arrive(opened: TemporaryStore, ...payloads: object[]): Promise<string[]> {
  const rows = payloads.map((payload) => {
    count += 1;
    return newDelivery(`dlv_${count}`, { body: Buffer.from(JSON.stringify(payload)) });
  });
  await accept(opened.store, ...rows);
  const { store, clock } = opened;
  const loop = new ProcessLoop({ store, clock, hub: new EventHub('run'), log: () => undefined });
  await loop.idle();
  await loop.stop();
  return rows.map((row) => row.id);
}

const open = async (store: LocalStore): Promise<Conflict[]> =>
  (await store.conflicts.page({ status: 'open', limit: 100 })).items;

const decide = (store: LocalStore, conflict: Conflict, resolution: Resolution) =>
  resolveConflict(store, new DriftWatch(store), conflict.id, resolution, NOON + 60_000);

async function everything(store: LocalStore) {
  const contacts = await store.contacts.page({ limit: 100 });
  return {
    contacts: await Promise.all(contacts.items.map(({ userNs }) => store.contacts.get(userNs))),
    log: await store.deliveries.page({ limit: 100 }),
    conflicts: await store.conflicts.page({ limit: 100 }),
    rules: await store.conflicts.rules({ limit: 100 }),
    hours: (await store.webhooks.activity(0)).get('whk_a')?.hours,
  };
}

describe('ID10 a conflict', () => {
  test('writes nothing to anybody and waits, with who it names and by what', async () => {
    const { opened, store, jane, joe } = await startStore();
    const [delivery] = await arrive(opened, CLASH);
    expect(await store.deliveries.get(delivery!)).toMatchObject({
      outcome: 'conflict',
      contact: null,
      sentence: 'Conflict (ID10): the phone number belongs to Jane, the e-mail to Joe. Nothing was written.',
      conflict: { isOpen: true },
    });
    const page = await store.conflicts.page({ limit: 10 });
    const now = ({ userNs, label }: Contact) => ({ userNs, label });
    expect(page).toEqual({
      open: 1,
      nextCursor: null,
      items: [
        {
          id: expect.stringMatching(/^cfl_/),
          deliveryId: delivery,
          item: null,
          webhookId: 'whk_a',
          webhookName: 'Bookings',
          receivedAt: '2026-03-02T12:00:00.000Z',
          candidates: [
            { ...now(jane), said: [{ slot: 'phone', value: '+441174960123' }], now: now(jane) },
            { ...now(joe), said: [{ slot: 'email', value: 'joe@example.com' }], now: now(joe) },
          ],
          decidedAt: null,
          choice: null,
          contact: null,
        },
      ],
    });
    const detail = await store.conflicts.get(page.items[0]!.id);
    expect(detail).toMatchObject({ people: [{ userNs: jane.userNs }, { userNs: joe.userNs }], merges: [] });
    expect(detail?.receipt?.fields).toMatchObject([{ field: 'note', value: { text: 'new' }, after: null }]);
    expect(await store.contacts.get(jane.userNs)).toEqual({
      ...jane,
      provenance: expect.anything(),
      webhookNames: {},
      tags: [],
      alsoFoundBy: [],
      merges: [],
    });
  });

  test('open ones are listed first, each part newest first, page by page', async () => {
    const { opened, store, jane } = await startStore();
    await arrive(opened, CLASH, CLASH, CLASH, CLASH, CLASH);
    const all = await open(store);
    for (const conflict of [all[0]!, all[3]!]) {
      await decide(store, conflict, { choice: 'pick', userNs: jane.userNs, remember: false });
    }
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await store.conflicts.page({ limit: 2, before });
      expect(page.open).toBe(3);
      seen.push(...page.items.map((one) => one.id));
      before = page.nextCursor ?? undefined;
    } while (before !== undefined);
    expect(seen).toEqual([1, 2, 4, 0, 3].map((place) => all[place]!.id));
    expect((await store.conflicts.page({ status: 'decided', limit: 1 })).items).toMatchObject([{ id: all[0]!.id }]);
    for (const wrong of ['7', 'open-0', 'decided-2', 'open-x']) {
      const page = store.conflicts.page({ status: 'open', limit: 1, before: wrong });
      await expect(page).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  test('is gone with its webhook, and keeps its body until it is decided', async () => {
    const { opened, store, jane } = await startStore();
    const [waiting, decided] = await arrive(opened, CLASH, CLASH);
    const [newer] = await open(store);
    await decide(store, newer!, { choice: 'pick', userNs: jane.userNs, remember: true });
    await store.care.deleteOld({ ...KEEP_ALL, bodiesSince: NOON + 1e9, bodyBytes: 0 });
    expect(await store.deliveries.body(decided!)).toBeNull();
    expect(await store.deliveries.body(waiting!)).not.toBeNull();
    await store.webhooks.delete('whk_a', NOON);
    expect(await store.conflicts.page({ limit: 10 })).toEqual({ items: [], nextCursor: null, open: 0 });
    expect((await store.conflicts.rules({ limit: 10 })).items).toEqual([]);
    expect(await store.conflicts.get(newer!.id)).toBeNull();
  });
});

describe('ID10 deciding it', () => {
  test('picks one: the request is worked on as theirs, and nothing is taken from the other', async () => {
    const { opened, store, jane, joe } = await startStore();
    const [delivery] = await arrive(opened, CLASH);
    const [conflict] = await open(store);
    await decide(store, conflict!, { choice: 'pick', userNs: jane.userNs, remember: false });
    expect(await store.contacts.get(jane.userNs)).toMatchObject({
      name: 'Jane',
      email: null,
      requests: 1,
      fields: { note: { text: 'new', deliveryId: delivery } },
    });
    expect(await store.contacts.get(joe.userNs)).toMatchObject({ email: 'joe@example.com', requests: 0, fields: {} });
    expect(await store.deliveries.get(delivery!)).toMatchObject({
      outcome: 'processed',
      contact: { userNs: jane.userNs },
      sentence: 'Jane, as you decided (ID10). 1 field filled. Possibly the same person as Joe.',
      conflict: { id: conflict!.id, isOpen: false },
    });
    expect(await store.conflicts.get(conflict!.id)).toMatchObject({
      decidedAt: '2026-03-02T12:01:00.000Z',
      choice: 'pick',
      contact: { userNs: jane.userNs },
    });
    expect((await everything(store)).hours).toMatchObject([{ requests: 1, problems: 0 }]);
  });

  test('makes a new contact without the identifiers that belong to others', async () => {
    const { opened, store } = await startStore();
    const [delivery] = await arrive(opened, { ...CLASH, crm: 'C-9' });
    const [conflict] = await open(store);
    await decide(store, conflict!, { choice: 'new', remember: false });
    const { receipt, contact } = (await store.deliveries.get(delivery!))!;
    expect(await store.contacts.get(contact!.userNs)).toMatchObject({
      name: 'J. Doe',
      phone: null,
      email: null,
      crmContactId: 'C-9',
      channel: 'sms',
      createdBy: { deliveryId: delivery },
    });
    expect(receipt?.identification?.possibleDuplicates.map((one) => one.contact.label)).toEqual(['Jane', 'Joe']);
  });

  test('merges all of them into one, and the request is theirs; undoing the merge gives both back', async () => {
    const { opened, store, jane, joe } = await startStore();
    await arrive(opened, CLASH);
    const before = await everything(store);
    const [conflict] = await open(store);
    await decide(store, conflict!, { choice: 'merge', keep: jane.userNs, remember: true });
    expect(await store.contacts.page({ limit: 10 })).toMatchObject({
      total: 1,
      items: [{ userNs: jane.userNs, name: 'Jane', email: 'joe@example.com', phone: '+441174960123', requests: 1 }],
    });
    const detail = await store.conflicts.get(conflict!.id);
    expect(detail).toMatchObject({ choice: 'merge', merges: [{ from: { userNs: joe.userNs } }] });
    expect(detail?.people).toHaveLength(1);
    expect((await store.conflicts.rules({ limit: 10 })).items).toEqual([]);
    expect(await store.contacts.undoMerge(detail!.merges[0]!.id, NOON + 90_000)).toMatchObject({
      left: ['One request that came since the merge stays with Jane, not with Joe.'],
    });
    const after = await store.contacts.get(joe.userNs);
    expect(after).toEqual(before.contacts.find((one) => one?.userNs === joe.userNs));
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ email: null, requests: 1 });
    expect(await store.conflicts.get(conflict!.id)).toMatchObject({ choice: 'merge', people: [{}, {}] });
  });

  test('merges three, one after the other', async () => {
    const { opened, store, jane } = await startStore();
    const ann = (await store.contacts.create(
      personWrite('x', { identifiers: { crmContactId: id('C-1') }, profile: { lastName: 'Lee' } }),
      NOON,
    )) as Contact;
    await arrive(opened, { ...CLASH, crm: 'C-1' });
    const [conflict] = await open(store);
    expect(conflict!.candidates.map(({ label }) => label)).toEqual(['Lee', 'Jane', 'Joe']);
    await decide(store, conflict!, { choice: 'merge', keep: ann.userNs, remember: false });
    const kept = await store.contacts.get(ann.userNs);
    expect(kept).toMatchObject({
      email: 'joe@example.com',
      phone: '+441174960123',
      crmContactId: 'C-1',
      lastName: 'Lee',
    });
    const merges = (await store.conflicts.get(conflict!.id))!.merges;
    for (const { id: merge } of merges.toReversed()) await store.contacts.undoMerge(merge, NOON + 90_000);
    expect((await store.contacts.page({ limit: 10 })).total).toBe(3);
    expect(await store.contacts.get(ann.userNs)).toMatchObject({ email: null, phone: null });
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ phone: '+441174960123' });
  });

  test('follows the webhook as it is saved today, its policy included', async () => {
    const { opened, store, jane } = await startStore();
    await arrive(opened, CLASH);
    const { config } = (await store.webhooks.get('whk_a'))!;
    await store.webhooks.update('whk_a', {
      config: { ...config, onMatch: 'overwrite', identification: 'compatible' },
      at: NOON,
    });
    const [conflict] = await open(store);
    await decide(store, conflict!, { choice: 'pick', userNs: jane.userNs, remember: true });
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ name: 'J. Doe' });
    expect(await store.deliveries.get(conflict!.deliveryId)).toMatchObject({ configVersion: 2 });
  });

  test('happens once, also when it is asked for twice at the same time', async () => {
    const { opened, store, jane, joe } = await startStore();
    await arrive(opened, CLASH);
    const [conflict] = await open(store);
    const both = await Promise.allSettled([
      decide(store, conflict!, { choice: 'pick', userNs: jane.userNs, remember: false }),
      decide(store, conflict!, { choice: 'pick', userNs: joe.userNs, remember: false }),
    ]);
    expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'CONFLICT_DECIDED' } }]);
    const again = decide(store, conflict!, { choice: 'new', remember: false });
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT_DECIDED' });
    const people = await Promise.all([jane, joe].map(({ userNs }) => store.contacts.get(userNs)));
    expect(people.map((person) => person?.requests)).toEqual([1, 0]);
  });

  test('only somebody whom the request names can be picked', async () => {
    const { opened, store } = await startStore();
    const other = (await store.contacts.create(personWrite('other@example.com'), NOON)) as Contact;
    await arrive(opened, CLASH);
    const [conflict] = await open(store);
    for (const userNs of [other.userNs, 'f1unobody']) {
      const pick = decide(store, conflict!, { choice: 'pick', userNs, remember: false });
      await expect(pick).rejects.toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/userNs' }] });
    }
    await expect(
      decide(store, conflict!, { choice: 'merge', keep: other.userNs, remember: false }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/keep' }] });
  });

  test('somebody who was deleted cannot be picked; whoever is left can', async () => {
    const { opened, store, jane, joe } = await startStore();
    await arrive(opened, CLASH);
    const [conflict] = await open(store);
    await store.contacts.delete(joe.userNs, NOON);
    expect((await open(store))[0]?.candidates.map(({ now }) => now?.label)).toEqual(['Jane', undefined]);
    for (const gone of [
      { choice: 'pick' as const, userNs: joe.userNs, remember: false },
      { choice: 'merge' as const, keep: jane.userNs, remember: false },
    ]) {
      await expect(decide(store, conflict!, gone)).rejects.toMatchObject({ code: 'CANDIDATE_GONE' });
    }
    await decide(store, conflict!, { choice: 'pick', userNs: jane.userNs, remember: true });
    // Nobody else is named any more, so the e-mail is free, and there is nothing to be remembered.
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ email: 'joe@example.com' });
    expect((await store.conflicts.rules({ limit: 10 })).items).toEqual([]);
  });

  test('somebody who was merged in the meantime stands for both', async () => {
    const { opened, store, jane, joe } = await startStore();
    await arrive(opened, CLASH);
    const how = { take: { slots: [], fields: [] }, at: NOON, dryRun: false };
    await store.contacts.merge(jane.userNs, joe.userNs, how);
    const [conflict] = await open(store);
    expect(conflict!.candidates.map(({ now }) => now?.userNs)).toEqual([jane.userNs, jane.userNs]);
    expect((await store.conflicts.get(conflict!.id))?.people).toHaveLength(1);
    await decide(store, conflict!, { choice: 'pick', userNs: joe.userNs, remember: false });
    expect(await store.deliveries.get(conflict!.deliveryId)).toMatchObject({ contact: { userNs: jane.userNs } });
  });

  test('a request whose body is gone cannot be worked on, and stays', async () => {
    const { opened, jane } = await startStore();
    await arrive(opened, CLASH);
    const store = await opened.reopen((database) => database.exec('DELETE FROM delivery_body'));
    const [conflict] = await open(store);
    const pick = decide(store, conflict!, { choice: 'pick', userNs: jane.userNs, remember: false });
    await expect(pick).rejects.toMatchObject({ code: 'NOT_DECIDABLE' });
    expect(await open(store)).toHaveLength(1);
  });

  test.each([
    'INSERT ON contact_merge',
    'INSERT ON contact_merge_delivery',
    'DELETE ON contact',
    'UPDATE ON contact',
    'INSERT ON contact_alias',
    'DELETE ON delivery_receipt',
    'UPDATE ON delivery',
    'UPDATE ON delivery_hour',
    'INSERT ON contact_field',
    'INSERT ON delivery_receipt',
    'UPDATE ON conflict',
  ])('a fault at %s leaves everything as it was, and it can be decided afterwards, once', async (statement) => {
    const { opened, jane, joe } = await startStore();
    await arrive(opened, { crm: 'C-1', email: 'joe@example.com' }, CLASH);
    const broken = await opened.reopen((database) => breakAt(database, statement));
    const before = await everything(broken);
    const [conflict] = await open(broken);
    const merge: Resolution = { choice: 'merge', keep: jane.userNs, remember: false };
    await expect(decide(broken, conflict!, merge)).rejects.toThrow('broken on the way');
    expect(await everything(broken)).toEqual(before);

    const store = await opened.reopen((database) => database.exec('DROP TRIGGER broken'));
    expect(await everything(store)).toEqual(before);
    await decide(store, conflict!, merge);
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ requests: 2, fields: { note: { text: 'new' } } });
    expect((await store.contacts.get(joe.userNs))?.userNs).toBe(jane.userNs);
    expect(await open(store)).toEqual([]);
  });

  test('a fault while it is being remembered leaves it undecided', async () => {
    const { opened, jane } = await startStore();
    await arrive(opened, CLASH);
    const store = await opened.reopen((database) => breakAt(database, 'INSERT ON conflict_rule'));
    const before = await everything(store);
    const [conflict] = await open(store);
    const pick = decide(store, conflict!, { choice: 'pick', userNs: jane.userNs, remember: true });
    await expect(pick).rejects.toThrow('broken on the way');
    expect(await everything(store)).toEqual(before);
  });
});

function breakAt(database: Database.Database, statement: string): void {
  database.exec(`CREATE TRIGGER broken BEFORE ${statement} BEGIN SELECT RAISE(ABORT, 'broken on the way'); END`);
}

describe('ID10 remembering it', () => {
  test('the same people by the same values are decided the same way, and the trace says so', async () => {
    const { opened, store, joe } = await startStore();
    await arrive(opened, CLASH);
    const [conflict] = await open(store);
    await decide(store, conflict!, { choice: 'pick', userNs: joe.userNs, remember: true });
    const [same, another] = await arrive(opened, { ...CLASH, crm: 'C-77', note: 'again' }, { ...CLASH, phone: null });
    const { outcome, contact, receipt } = (await store.deliveries.get(same!))!;
    expect([outcome, contact?.label]).toEqual(['processed', 'Joe']);
    expect(receipt?.identification?.trace.find(({ decided }) => decided)?.sentence).toBe(
      'You decided before that requests like this one are about Joe.',
    );
    expect(await store.deliveries.get(another!)).toMatchObject({ outcome: 'processed', contact: { label: 'Joe' } });
    expect((await store.conflicts.rules({ limit: 10 })).items).toMatchObject([
      {
        webhookName: 'Bookings',
        contact: { label: 'Joe' },
        said: [
          { slot: 'phone', value: '+441174960123', contact: { label: 'Jane' } },
          { slot: 'email', value: 'joe@example.com', contact: { label: 'Joe' } },
        ],
      },
    ]);
  });

  test('somebody new is made once: the next such request is about them', async () => {
    const { opened, store } = await startStore();
    await arrive(opened, CLASH);
    const [conflict] = await open(store);
    await decide(store, conflict!, { choice: 'new', remember: true });
    const made = (await store.conflicts.get(conflict!.id))!.contact!;
    const [next] = await arrive(opened, CLASH);
    expect(await store.deliveries.get(next!)).toMatchObject({ outcome: 'processed', contact: made });
    expect((await store.contacts.page({ limit: 10 })).total).toBe(3);
  });

  test('is of one webhook only, and ends when it is removed or the contact is deleted', async () => {
    const { opened, store, joe } = await startStore();
    const { config } = (await store.webhooks.get('whk_a'))!;
    await store.webhooks.create(webhookOf('whk_b', { config, token: 'other' }));
    await arrive(opened, CLASH);
    const [conflict] = await open(store);
    await decide(store, conflict!, { choice: 'pick', userNs: joe.userNs, remember: true });
    const constellation = JSON.stringify(
      conflict!.candidates.flatMap(({ userNs, said }) => said.map(({ slot, value }) => [slot, value, userNs])),
    );
    expect(store.conflicts.decidedBefore('whk_a')(constellation)).toBe(joe.userNs);
    expect(store.conflicts.decidedBefore('whk_b')(constellation)).toBeNull();
    const [rule] = (await store.conflicts.rules({ limit: 10 })).items;
    expect(await store.conflicts.deleteRule(rule!.id, NOON)).toBe(true);
    expect(await store.conflicts.deleteRule(rule!.id, NOON)).toBe(false);
    expect(await store.conflicts.putRuleBack(rule!.id)).toBe('put-back');
    expect((await store.conflicts.rules({ limit: 10 })).items).toEqual([rule]);
    expect(store.conflicts.decidedBefore('whk_a')(constellation)).toBe(joe.userNs);
    expect(await store.conflicts.putRuleBack(rule!.id)).toBe('not-found');
    await store.conflicts.deleteRule(rule!.id, NOON);
    await arrive(opened, CLASH);
    const [again] = await open(store);
    await decide(store, again!, { choice: 'pick', userNs: joe.userNs, remember: true });
    expect(await store.conflicts.putRuleBack(rule!.id)).toBe('changed');
    await store.contacts.delete(joe.userNs, NOON);
    expect((await store.conflicts.rules({ limit: 10 })).items).toEqual([]);
  });
});

describe('ID10 undoing a decision', () => {
  const SEND = { id: 'aaaa', kind: 'send', channel: 'email', subject: 'Hi', text: 'Hello' };
  const TAG = { id: 'bbbb', kind: 'tag', action: 'add', tag: 'booked' };
  const ASK = { id: 'cccc', kind: 'http', url: 'https://shop.example/hook' };

  /** A conflict of a webhook whose flow tags, and sends or asks; Joe has a tag, and his note held another value before. */
  async function clashed(...steps: object[]) {
    const started = await startStore();
    const { opened, store, joe } = started;
    await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({ steps }), at: NOON });
    await makeTagged(store, joe.userNs);
    const { config } = (await store.webhooks.get('whk_a'))!;
    await store.webhooks.update('whk_a', { config: { ...config, flow: 'reminder' }, at: NOON });
    const [deliveryId] = await arrive(opened, CLASH);
    const [conflict] = await open(store);
    const all = async () => ({
      ...(await everything(store)),
      joe: await store.contacts.history(joe.userNs),
      runs: await store.runs.page({ limit: 10 }),
      messages: await store.outbox.page({ limit: 10 }),
      receipt: (await store.deliveries.get(deliveryId!))?.receipt,
    });
    return { ...started, conflict: conflict!, all };
  }
  async function makeTagged(store: LocalStore, userNs: string) {
    for (const text of ['first', 'second']) {
      const fields = { note: { text, original: null } };
      await store.contacts.update(userNs, { identifiers: {}, profile: {}, fields }, NOON);
    }
    await store.flows.create({ name: 'Tagging', config: FlowConfigSchema.parse({ steps: [] }), at: NOON });
    const plan = () => progressOf({ tags: [{ tag: 'regular', action: 'add' }] });
    await store.runs.start({ key: 'tagging', contact: userNs, startKey: 'x', isTry: false, item: 0, plan }, NOON);
  }
  const resolutions = (joe: Contact): [string, Resolution][] => [
    ['picked', { choice: 'pick', userNs: joe.userNs, remember: true }],
    ['new', { choice: 'new', remember: true }],
  ];
  const runOf = async (store: LocalStore) => (await store.outbox.page({ limit: 1 })).items[0]!;

  test.each([0, 1])('everything is as it was, and it can be decided otherwise (%i)', async (which) => {
    const { store, joe, jane, conflict, all } = await clashed(TAG, SEND);
    const before = await all();
    await decide(store, conflict, resolutions(joe)[which]![1]);
    const { contact } = (await store.conflicts.get(conflict.id))!;
    expect(await store.contacts.get(contact!.userNs)).toMatchObject({ fields: { note: { text: 'new' } }, requests: 1 });
    expect((await store.contacts.get(contact!.userNs))?.tags).toContain('booked');
    expect(await store.outbox.page({ limit: 10 })).toMatchObject({ items: [{ text: 'Hello' }] });
    await store.conflicts.forgetDecided(NOON + 59_999);
    expect(await store.conflicts.undo(conflict.id)).toMatchObject({
      delivery: { outcome: 'conflict', contact: null },
      contact: contact!.userNs,
      endedRun: true,
    });
    expect(await all()).toEqual(before);
    expect(await store.conflicts.undo(conflict.id)).toEqual({ refused: null });
    await decide(store, conflict, { choice: 'pick', userNs: jane.userNs, remember: false });
    expect(await store.outbox.page({ limit: 10 })).toMatchObject({ items: [{ contact: { userNs: jane.userNs } }] });
  });

  test('SN4 is refused once a message went out because of it, or may have; not where it stopped in the Outbox', async () => {
    const { opened, store, joe, conflict } = await clashed(SEND);
    await decide(store, conflict, resolutions(joe)[0]![1]);
    const message = await runOf(store);
    changeDatabase(opened.dir, (database) => database.exec("UPDATE message SET mode = 'live'"));
    const attempt = (await store.outbox.begin(message.id, NOON, null))!;
    const refusal = { refused: 'A message went out because of it.' };
    expect(await store.conflicts.undo(conflict.id)).toEqual(refusal);
    const failed = {
      attempt: 'failed',
      state: 'failed',
      reason: null,
      sentence: '',
      dueAt: null,
      providerId: null,
    } as const;
    await store.outbox.finish(message.id, attempt, failed, NOON);
    expect(await store.conflicts.undo(conflict.id)).toEqual(refusal);
    expect(await store.conflicts.get(conflict.id)).toMatchObject({ choice: 'pick' });
  });

  test('a message of a channel that tests went nowhere', async () => {
    const { store, joe, conflict } = await clashed(SEND);
    await decide(store, conflict, resolutions(joe)[0]![1]);
    await store.outbox.pretend((await runOf(store)).id, NOON);
    expect(await store.conflicts.undo(conflict.id)).toMatchObject({ endedRun: true });
  });

  test('is refused once another service was asked because of it', async () => {
    const { store, joe, conflict } = await clashed(ASK);
    await decide(store, conflict, resolutions(joe)[0]![1]);
    expect(await store.runs.claimRequests(NOON + 60_000, 1)).toHaveLength(1);
    expect(await store.conflicts.undo(conflict.id)).toEqual({ refused: 'Another service was asked because of it.' });
  });

  test.each<[string, 0 | 1, (all: Awaited<ReturnType<typeof clashed>> & { who: string }) => Promise<unknown>]>([
    ['the one who was picked was edited', 0, ({ store, who }) => store.contacts.update(who, NAMED, NOON)],
    ['who was new was edited', 1, ({ store, who }) => store.contacts.update(who, NAMED, NOON)],
    ['who was new was deleted', 1, ({ store, who }) => store.contacts.delete(who, NOON)],
    ['the next request followed the rule', 1, ({ opened }) => arrive(opened, CLASH)],
    [
      'who was new went through a flow by hand',
      1,
      ({ store, who }) =>
        store.runs.start(
          { key: 'tagging', contact: who, startKey: 'y', isTry: false, item: 0, plan: () => progressOf() },
          NOON,
        ),
    ],
  ])('is refused once %s', async (_, which, happens) => {
    const all = await clashed();
    await decide(all.store, all.conflict, resolutions(all.joe)[which]![1]);
    const { contact } = (await all.store.conflicts.get(all.conflict.id))!;
    await happens({ ...all, who: contact!.userNs });
    const before = await all.all();
    expect(await all.store.conflicts.undo(all.conflict.id)).toEqual({
      refused: `${contact!.label}, or the request, has changed since.`,
    });
    expect(await all.all()).toEqual(before);
  });
  const NAMED = { identifiers: {}, profile: { firstName: 'Josephine' }, fields: {} };

  test.each<[string, unknown, (all: Awaited<ReturnType<typeof clashed>>) => Promise<unknown>]>([
    ['it was let go', { refused: null }, ({ store }) => store.care.forgetDeleted(NOON + 60_000)],
    ['Fieldhook was started anew', { refused: null }, ({ opened }) => opened.reopen()],
    ['its webhook was deleted', 'not-found', ({ store }) => store.webhooks.delete('whk_a', NOON)],
  ])('is refused once %s', async (_, answer, happens) => {
    const all = await clashed();
    await decide(all.store, all.conflict, resolutions(all.joe)[0]![1]);
    await happens(all);
    expect(await all.opened.store.conflicts.undo(all.conflict.id)).toEqual(answer);
  });

  test('a merge has an undoing of its own', async () => {
    const { store, joe, conflict } = await clashed();
    await decide(store, conflict, { choice: 'merge', keep: joe.userNs, remember: false });
    expect(await store.conflicts.undo(conflict.id)).toEqual({ refused: null });
  });

  test('what was remembered before about the same people is remembered again', async () => {
    const { opened, store, joe, jane, conflict } = await clashed();
    await arrive(opened, { ...CLASH, note: 'again' });
    const [other] = await open(store);
    await decide(store, conflict, { choice: 'pick', userNs: joe.userNs, remember: true });
    const { items: before } = await store.conflicts.rules({ limit: 10 });
    await decide(store, other!, { choice: 'pick', userNs: jane.userNs, remember: true });
    await store.conflicts.undo(other!.id);
    expect((await store.conflicts.rules({ limit: 10 })).items).toEqual(before);
  });
});
