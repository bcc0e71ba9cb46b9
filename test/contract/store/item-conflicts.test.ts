import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { EventHub } from '#engine/events.ts';
import { DriftWatch } from '#engine/process/drift-watch.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { resolveConflict } from '#engine/process/resolve-conflict.ts';
import { MIGRATIONS, migrate } from '#engine/store/migrate.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { Resolution } from '#shared/contract/conflict.ts';
import type { Contact } from '#shared/contract/contact.ts';
import type { EngineEvent } from '#shared/contract/event.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { accept, configOf, KEEP_ALL, NOON, newDelivery, personWrite, webhookOf, wholeLog } from './made-up-rows.ts';
import { changeDatabase, type TemporaryStore, temporaryStore } from './temporary-store.ts';

const PHONE = '+441174960123';
const CLASH = { phone: PHONE, email: 'joe@example.com', note: 'new' };
const ANN = { email: 'ann@example.com', note: 'ann' };
const ALL_ITEMS = { after: 0, limit: 1_000 };
const CONFIG = configOf({
  itemsPath: '$.people',
  identity: { userNs: null, crmContactId: null, phone: '$.people[*].phone', email: '$.people[*].email' },
  identification: 'careful',
  fields: [{ field: 'note', path: '$.people[*].note', pattern: null }],
});

/** Jane has the phone number, Joe the e-mail; the webhook takes a list of people and is careful. */
async function startStore(flow: string | null = null) {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a', { config: { ...CONFIG, flow }, name: 'Guests' }));
  await store.fields.create({ name: 'Note', type: 'text', at: NOON });
  const made = async (write: Parameters<typeof store.contacts.create>[0]) =>
    (await store.contacts.create(write, NOON)) as Contact;
  const phone = { value: PHONE, raw: PHONE };
  const jane = await made(personWrite('x', { identifiers: { phone }, profile: { name: 'Jane' } }));
  const joe = await made(personWrite('joe@example.com', { profile: { name: 'Joe' } }));
  return { opened, store, jane, joe };
}

/** Takes one request with these people in and works on it; resolves to what was told. */
async function arrive(opened: TemporaryStore, id: string, ...people: object[]): Promise<EngineEvent[]> {
  const { store, clock } = opened;
  await accept(store, newDelivery(id, { body: Buffer.from(JSON.stringify({ people })) }));
  const told: EngineEvent[] = [];
  const hub = new EventHub('run');
  hub.subscribe(null, ({ event }) => void told.push(event));
  const loop = new ProcessLoop({ store, clock, hub, log: () => undefined });
  await loop.idle();
  await loop.stop();
  return told;
}

const open = async (store: LocalStore) => (await store.conflicts.page({ status: 'open', limit: 100 })).items;
const items = async (store: LocalStore, id = 'dlv_1') => (await store.deliveries.items(id, ALL_ITEMS))!.items;
const outcomes = async (store: LocalStore, id = 'dlv_1') =>
  (await items(store, id)).map(({ receipt }) => receipt.outcome);
const decide = (store: LocalStore, id: string, resolution: Resolution) =>
  resolveConflict(store, new DriftWatch(store), id, resolution, NOON + 60_000);
/** The oldest comes first. */
const waiting = async (store: LocalStore) => (await open(store)).map(({ id }) => id).reverse();

async function everything(store: LocalStore) {
  const contacts = await store.contacts.page({ limit: 100 });
  return {
    contacts: await Promise.all(contacts.items.map(({ userNs }) => store.contacts.get(userNs))),
    log: await store.deliveries.page({ limit: 100 }),
    items: await items(store),
    conflicts: await store.conflicts.page({ limit: 100 }),
    hours: (await store.webhooks.activity(0)).get('whk_a')?.hours,
  };
}

describe('ID10 a conflict inside of an item', () => {
  test('is decided also where the request stands in the search already, and is to be indexed anew', async () => {
    const { opened, store, jane } = await startStore();
    await arrive(opened, 'dlv_1', CLASH, CLASH);
    changeDatabase(opened.dir, (database) => {
      database.exec('UPDATE search_position SET seq = 1; INSERT INTO search_again VALUES (1)');
    });
    for (const id of await waiting(store))
      await decide(store, id, { choice: 'pick', userNs: jane.userNs, remember: false });
    expect(await outcomes(store)).toEqual(['processed', 'processed']);
  });

  test('waits in the inbox, each item with its own, while the other items are worked on', async () => {
    const { opened, store, jane, joe } = await startStore();
    const told = await arrive(opened, 'dlv_1', CLASH, ANN, CLASH);
    expect(await outcomes(store)).toEqual(['conflict', 'processed', 'conflict']);
    const page = await store.conflicts.page({ limit: 10 });
    expect(page).toMatchObject({
      open: 2,
      items: [3, 1].map((item) => ({
        deliveryId: 'dlv_1',
        item,
        candidates: [{ userNs: jane.userNs }, { userNs: joe.userNs }],
        contact: null,
      })),
    });
    const [third, first] = page.items.map(({ id }) => id);
    expect((await items(store)).map(({ conflict }) => conflict)).toEqual([
      { id: first, isOpen: true },
      null,
      { id: third, isOpen: true },
    ]);
    expect(told.flatMap((event) => (event.type === 'conflict' ? [event.id] : []))).toEqual([first, third]);
    expect(await store.deliveries.get('dlv_1')).toMatchObject({
      outcome: 'conflict',
      conflict: null,
      receipt: { next: 'Decide in Conflicts whom it is about.' },
    });
    const detail = await store.conflicts.get(first!);
    expect(detail?.receipt?.fields).toMatchObject([{ field: 'note', value: { text: 'new' } }]);
    expect(detail?.people).toHaveLength(2);
  });

  test('keeps the body of its request while one of its items waits, however the whole ended', async () => {
    const { opened, jane } = await startStore();
    await arrive(opened, 'dlv_1', CLASH);
    await opened.reopen((database) => database.exec("UPDATE delivery SET outcome = 'failed'"));
    const reopened = await opened.reopen();
    const limits = { ...KEEP_ALL, bodiesSince: NOON + 1e9, bodyBytes: 0 };
    await reopened.care.deleteOld(limits);
    expect(await reopened.deliveries.body('dlv_1')).not.toBeNull();
    const [id] = await waiting(reopened);
    await decide(reopened, id!, { choice: 'pick', userNs: jane.userNs, remember: false });
    await reopened.care.deleteOld(limits);
    expect(await reopened.deliveries.body('dlv_1')).toBeNull();
  });
});

describe('ID10 deciding about an item', () => {
  test('picks one: the item is worked on as theirs, the others stay as they are, and the whole tells it', async () => {
    const { opened, store, jane, joe } = await startStore();
    await arrive(opened, 'dlv_1', CLASH, ANN, CLASH);
    const before = await items(store);
    const [first, third] = await waiting(store);
    const resolved = await decide(store, first!, { choice: 'pick', userNs: jane.userNs, remember: false });
    expect(resolved).toMatchObject({ delivery: { id: 'dlv_1', outcome: 'conflict' }, contacts: [jane.userNs] });
    expect(await outcomes(store)).toEqual(['processed', 'processed', 'conflict']);
    expect((await items(store)).slice(1)).toEqual(before.slice(1));
    expect(await store.conflicts.get(first!)).toMatchObject({
      item: 1,
      choice: 'pick',
      contact: { userNs: jane.userNs },
      receipt: { outcome: 'processed', contact: { userNs: jane.userNs } },
    });
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ requests: 1, fields: { note: { text: 'new' } } });
    expect(await store.contacts.get(joe.userNs)).toMatchObject({ requests: 0, fields: {} });

    await decide(store, third!, { choice: 'pick', userNs: jane.userNs, remember: false });
    expect(await store.deliveries.get('dlv_1')).toMatchObject({
      outcome: 'processed',
      sentence: '3 people: 3 processed.',
      items: 3,
      itemOutcomes: { processed: 3 },
    });
    // It is one request to the contact, however many of its items are about them.
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ requests: 1 });
    expect((await wholeLog(store, { contact: jane.userNs })).map(({ id }) => id)).toEqual(['dlv_1']);
    expect((await everything(store)).hours).toMatchObject([{ requests: 1, problems: 0 }]);
  });

  test('makes somebody new, without the identifiers of others', async () => {
    const { opened, store } = await startStore();
    await arrive(opened, 'dlv_1', ANN, CLASH);
    const [id] = await waiting(store);
    const { contacts } = await decide(store, id!, { choice: 'new', remember: false });
    expect(await store.contacts.get(contacts[0]!)).toMatchObject({ phone: null, email: null, requests: 1 });
    expect(await outcomes(store)).toEqual(['processed', 'processed']);
  });

  test('merges them, and undoing the merge gives both back', async () => {
    const { opened, store, jane, joe } = await startStore();
    await arrive(opened, 'dlv_1', ANN, CLASH);
    const was = await store.contacts.get(joe.userNs);
    const [id] = await waiting(store);
    await decide(store, id!, { choice: 'merge', keep: jane.userNs, remember: false });
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ email: 'joe@example.com', requests: 1 });
    const { merges } = (await store.conflicts.get(id!))!;
    expect(merges).toMatchObject([{ from: { userNs: joe.userNs } }]);
    await store.contacts.undoMerge(merges[0]!.id, NOON + 90_000);
    expect(await store.contacts.get(joe.userNs)).toEqual(was);
    expect(await store.contacts.get(jane.userNs)).toMatchObject({ email: null, requests: 1 });
  });

  test('is remembered: the next such item, and the next such request, need nobody', async () => {
    const { opened, store, joe } = await startStore();
    await arrive(opened, 'dlv_1', CLASH);
    const [id] = await waiting(store);
    await decide(store, id!, { choice: 'pick', userNs: joe.userNs, remember: true });
    await arrive(opened, 'dlv_2', CLASH, ANN);
    expect((await items(store, 'dlv_2'))[0]?.receipt).toMatchObject({
      outcome: 'processed',
      contact: { userNs: joe.userNs },
    });
    expect(await open(store)).toEqual([]);
  });

  test('starts the flow of that item, once, and of no other', async () => {
    const { opened, store, jane } = await startStore('welcome');
    await store.flows.create({ name: 'Welcome', config: FlowConfigSchema.parse({}), at: NOON });
    await arrive(opened, 'dlv_1', CLASH, ANN);
    const runsOf = async () => (await store.runs.page({ limit: 100 })).items.map(({ contact }) => contact?.userNs);
    const before = await runsOf();
    const [id] = await waiting(store);
    const { run } = await decide(store, id!, { choice: 'pick', userNs: jane.userNs, remember: false });
    expect(run).not.toBeNull();
    expect(await runsOf()).toEqual([jane.userNs, ...before]);
    const again = decide(store, id!, { choice: 'new', remember: false });
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT_DECIDED' });
    expect(await runsOf()).toHaveLength(before.length + 1);
  });

  test('of a replay leaves the counters of its hour alone', async () => {
    const { opened, store, jane } = await startStore();
    await arrive(opened, 'dlv_1', CLASH);
    const [first] = await waiting(store);
    await decide(store, first!, { choice: 'pick', userNs: jane.userNs, remember: false });
    await store.deliveries.replay(['dlv_1'], 'wish');
    await arrive(opened, 'dlv_2', ANN);
    const [second] = await waiting(store);
    await decide(store, second!, { choice: 'pick', userNs: jane.userNs, remember: false });
    const hours = (await store.webhooks.activity(0)).get('whk_a')!.hours;
    expect(hours.map(({ problems }) => problems)).toEqual([0, 0]);
  });

  test.each([
    ['reads its requests as one', { itemsPath: null }],
    ['looks for another list', { itemsPath: '$.others' }],
  ])('is refused, and stays, when the webhook now %s', async (_, change) => {
    const { opened, store, jane } = await startStore();
    await arrive(opened, 'dlv_1', CLASH, ANN);
    await store.webhooks.update('whk_a', { config: { ...CONFIG, ...change }, at: NOON });
    const before = await everything(store);
    const [id] = await waiting(store);
    const pick = decide(store, id!, { choice: 'pick', userNs: jane.userNs, remember: false });
    await expect(pick).rejects.toMatchObject({ code: 'NOT_DECIDABLE' });
    expect(await everything(store)).toEqual(before);
  });

  test.each([
    'INSERT ON contact_merge',
    'DELETE ON delivery_receipt',
    'UPDATE ON delivery',
    'UPDATE ON delivery_hour',
    'UPDATE ON delivery_item',
    'INSERT ON delivery_receipt',
    'UPDATE ON conflict',
  ])('a fault at %s leaves everything as it was, and it can be decided afterwards, once', async (statement) => {
    const { opened, jane } = await startStore();
    await arrive(opened, 'dlv_1', ANN, CLASH);
    const broken = await opened.reopen((database) => breakAt(database, statement));
    const before = await everything(broken);
    const [id] = await waiting(broken);
    const merge: Resolution = { choice: 'merge', keep: jane.userNs, remember: false };
    await expect(decide(broken, id!, merge)).rejects.toThrow('broken on the way');
    expect(await everything(broken)).toEqual(before);
    const store = await opened.reopen((database) => database.exec('DROP TRIGGER broken'));
    await decide(store, id!, merge);
    expect(await outcomes(store)).toEqual(['processed', 'processed']);
    expect(await open(store)).toEqual([]);
  });
});

function breakAt(database: Database.Database, statement: string): void {
  database.exec(`CREATE TRIGGER broken BEFORE ${statement} BEGIN SELECT RAISE(ABORT, 'broken on the way'); END`);
}

test('a conflict of before keeps its people and its request when the database is brought up to date', () => {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 10),
  );
  database.exec(`
    INSERT INTO delivery (seq, id, webhook, received_at, origin, heard, answered, size_bytes, sentence)
      VALUES (7, 'dlv_1', 1, 0, 'sender', 0, 200, 2, '');
    INSERT INTO conflict (pk, id, seq, created_at) VALUES (3, 'cfl_1', 7, 0);
    INSERT INTO conflict_candidate VALUES (3, 0, 'f1u1', 'Jane', '[]'), (3, 1, 'f1u2', 'Joe', '[]');`);
  migrate(database);
  expect(database.prepare('SELECT pk, id, seq, item FROM conflict').all()).toEqual([
    { pk: 3, id: 'cfl_1', seq: 7, item: 0 },
  ]);
  expect(database.prepare('SELECT conflict, label FROM conflict_candidate').raw().all()).toEqual([
    [3, 'Jane'],
    [3, 'Joe'],
  ]);
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.exec('DELETE FROM delivery');
  expect(database.prepare('SELECT count(*) FROM conflict_candidate').pluck().get()).toBe(0);
});

test('ID10 decisions about items of one request are undone one after the other, the last one first', async () => {
  const { opened, store, jane, joe } = await startStore();
  await arrive(opened, 'dlv_1', CLASH, ANN, CLASH);
  const [first, third] = await waiting(store);
  const before = await everything(store);
  await decide(store, first!, { choice: 'pick', userNs: jane.userNs, remember: false });
  const between = await everything(store);
  await decide(store, third!, { choice: 'pick', userNs: joe.userNs, remember: false });
  expect(await store.conflicts.undo(first!)).toEqual({ refused: 'Jane, or the request, has changed since.' });
  expect(await store.conflicts.undo(third!)).toMatchObject({ contact: joe.userNs, endedRun: false });
  expect(await everything(store)).toEqual(between);
  await store.conflicts.undo(first!);
  expect(await everything(store)).toEqual(before);
});
