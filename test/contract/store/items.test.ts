import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '#engine/clock.ts';
import { EventHub } from '#engine/events.ts';
import { createNewId } from '#engine/new-id.ts';
import { decideRequest } from '#engine/process/decide-request.ts';
import { dryRun } from '#engine/process/dry-run.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { openStore } from '#engine/store/open-store.ts';
import type { ItemsSettlement, SettleWork } from '#engine/store/port/work-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { ContactFinder } from '#shared/contract/known-contact.ts';
import type { ItemReceipt, Receipt } from '#shared/contract/receipt.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import type { JsonValue } from '#shared/json/value.ts';
import {
  accept,
  configOf,
  itemsWork,
  KEEP_ALL,
  NOON,
  newDelivery,
  pendingSeqs,
  personWrite,
  receiptOf,
  settlementOf,
  upsertByEmail,
  webhookOf,
  wholeLog,
} from './made-up-rows.ts';
import { temporaryFolder, temporaryStore } from './temporary-store.ts';

const CONFIG = configOf({
  itemsPath: '$.people',
  identity: { userNs: null, crmContactId: null, phone: '$.people[*].phone', email: '$.people[*].email' },
  fields: [{ field: 'note', path: '$.people[*].note', pattern: null }],
});

async function storeWith(...deliveries: Parameters<typeof newDelivery>[1][]) {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a', { name: 'Guests', config: CONFIG }));
  await store.fields.create({ name: 'Note', type: 'text', at: NOON });
  await accept(store, ...deliveries.map((change, index) => newDelivery(`dlv_${index + 1}`, change)));
  return opened;
}

const ALL_ITEMS = { after: 0, limit: 1_000 };
const outcomesOf = async (store: LocalStore, id = 'dlv_1') =>
  (await store.deliveries.items(id, ALL_ITEMS))?.items.map(({ receipt }) => receipt.outcome);
const boom = () => {
  throw new Error('boom');
};
const machineFault = () => {
  throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
};

describe('PR1 a request of many items', () => {
  test('has its items, contacts and outcome together; each item sees what those before it wrote', async () => {
    const { store } = await storeWith({});
    const [settled] = await store.deliveries.settle(
      [
        itemsWork(1, [
          upsertByEmail('ann@example.com', { note: { text: 'one', original: null } }),
          () => settlementOf('unidentified'),
          upsertByEmail('ann@example.com', { note: { text: 'two', original: null } }),
          upsertByEmail('ben@example.com', {}),
        ]),
      ],
      NOON + 250,
    );
    const ann = store.contacts.find('email', 'ann@example.com')!;
    const ben = store.contacts.find('email', 'ben@example.com')!;
    expect(settled).toMatchObject({ contactUserNs: null, items: { contacts: [ann.userNs, ben.userNs], runs: [] } });
    expect(ann.fields.note?.text).toBe('two');
    expect(await store.deliveries.get('dlv_1')).toMatchObject({
      outcome: 'processed',
      sentence: '{"processed":3,"unidentified":1}',
      contact: null,
      items: 4,
      itemOutcomes: { processed: 3, unidentified: 1 },
      tookMs: 250,
    });
    expect(await outcomesOf(store)).toEqual(['processed', 'unidentified', 'processed', 'processed']);
    // It is one request to the contact, however many items are about them.
    expect((await store.contacts.page({ limit: 10 })).items.map(({ label, requests }) => [label, requests])).toEqual([
      ['ben@example.com', 1],
      ['ann@example.com', 1],
    ]);
  });

  test('is settled once, however often it is asked for', async () => {
    const { store } = await storeWith({});
    const work = itemsWork(1, [upsertByEmail('ann@example.com', {})]);
    expect(await store.deliveries.settle([work, work], NOON)).toHaveLength(1);
    expect(await store.deliveries.settle([work], NOON)).toEqual([]);
    expect(await outcomesOf(store)).toEqual(['processed']);
  });

  test('a receipt tells the contact that its item made', async () => {
    const { store } = await storeWith({});
    const contact = { userNs: null, label: 'to be made', isNew: true, channel: 'sms' } as const;
    const made = () => ({
      receipt: receiptOf('processed', { contact }),
      configVersion: 1,
      write: personWrite('ann@example.com', { profile: { name: 'Ann' } }),
    });
    await store.deliveries.settle([itemsWork(1, [made])], NOON);
    const { userNs } = store.contacts.find('email', 'ann@example.com')!;
    const page = await store.deliveries.items('dlv_1', ALL_ITEMS);
    expect(page?.items).toMatchObject([{ position: 1, receipt: { contact: { userNs, label: 'Ann', isNew: true } } }]);
  });

  test('a disk at fault at any item, or at the end, undoes all of them; then they happen once', async () => {
    for (let at = 0; at <= 3; at += 1) {
      const { store } = await storeWith({}, {});
      const people = ['ann', 'ben', 'cem'].map((name) => upsertByEmail(`${name}@example.com`, {}));
      const work = itemsWork(2, people.with(Math.min(at, 2), at < 3 ? machineFault : people[2]!));
      const cut: SettleWork = {
        ...work,
        decide: (...asked) => ({
          ...(work.decide(...asked) as ItemsSettlement),
          ...(at === 3 && { conclude: machineFault }),
        }),
      };
      const before = itemsWork(1, [upsertByEmail('dan@example.com', {})]);
      await expect(store.deliveries.settle([before, cut], NOON)).rejects.toThrow('disk is full');
      expect(await pendingSeqs(store)).toEqual([1, 2]);
      expect((await store.contacts.page({ limit: 10 })).total).toBe(0);
      expect((await store.deliveries.items('dlv_1', ALL_ITEMS))?.items).toEqual([]);
      await store.deliveries.settle([before, itemsWork(2, people)], NOON);
      expect(await outcomesOf(store, 'dlv_2')).toEqual(['processed', 'processed', 'processed']);
      expect((await store.contacts.page({ limit: 10 })).total).toBe(4);
    }
  });

  test('a crash between any two items leaves nothing of them: the next start works on all of them, once', async () => {
    const people = ['ann', 'ben', 'cem'].map((name) => ({ email: `${name}@example.com`, note: name }));
    const { store, dir } = await storeWith({ body: Buffer.from(JSON.stringify({ people })) });
    const onDisk: string[] = [];
    const crash = () => {
      const copy = join(temporaryFolder(), 'data');
      execFileSync('cp', ['-r', dir, copy]);
      onDisk.push(copy);
    };
    const items = people.map(({ email }) => (find: ContactFinder) => {
      crash();
      return upsertByEmail(email, {})(find);
    });
    await store.deliveries.settle([itemsWork(1, items)], NOON);
    crash();
    expect(onDisk).toHaveLength(4);
    for (const folder of onDisk) {
      const started = await startOn(folder);
      expect(await outcomesOf(started)).toEqual(['processed', 'processed', 'processed']);
      const contacts = await started.contacts.page({ limit: 10 });
      expect(contacts.items.map(({ email, requests }) => [email, requests])).toEqual(
        people.map(({ email }) => [email, 1]).reverse(),
      );
    }
  });

  /** The files as they are on disk, opened as the next start would, when it has done its work. */
  async function startOn(dataDir: string): Promise<LocalStore> {
    const now = () => systemClock.now();
    const opened = await openStore({ dataDir, now, newId: createNewId(now) });
    const loop = new ProcessLoop({ store: opened, hub: new EventHub('run'), clock: systemClock, log: () => undefined });
    onTestFinished(async () => {
      await loop.stop();
      await opened.close();
    });
    await loop.idle();
    return opened;
  }
});

describe('PR3 one item that fails is one item', () => {
  test('a decision that throws, and writes that break in the middle, fail alone', async () => {
    const { store } = await storeWith({});
    const half = personWrite('half@example.com', {
      fields: { note: { text: null as unknown as string, original: null } },
    });
    const items = [
      upsertByEmail('ann@example.com', {}),
      boom,
      () => settlementOf('processed', half),
      upsertByEmail('ben@example.com', {}),
    ];
    await store.deliveries.settle([itemsWork(1, items)], NOON);
    expect(await outcomesOf(store)).toEqual(['processed', 'failed', 'failed', 'processed']);
    expect(store.contacts.find('email', 'half@example.com')).toBeNull();
    expect((await store.contacts.page({ limit: 10 })).total).toBe(2);
    expect(await store.deliveries.get('dlv_1')).toMatchObject({ itemOutcomes: { processed: 2, failed: 2 } });
  });

  test('when the whole cannot be concluded, no item is left behind and the request is failed', async () => {
    const { store } = await storeWith({}, {});
    const work = itemsWork(1, [upsertByEmail('ann@example.com', {})]);
    const broken: SettleWork = {
      ...work,
      decide: (...asked) => ({ ...(work.decide(...asked) as ItemsSettlement), conclude: boom as () => Receipt }),
    };
    await store.deliveries.settle([broken, itemsWork(2, [upsertByEmail('ben@example.com', {})])], NOON);
    expect(await store.deliveries.get('dlv_1')).toMatchObject({ outcome: 'failed', items: null, itemOutcomes: null });
    expect(await outcomesOf(store)).toEqual([]);
    expect((await store.contacts.page({ limit: 10 })).items).toMatchObject([{ email: 'ben@example.com' }]);
  });
});

test('PR5 the dry run of many items has the receipts of the live run', async () => {
  const people = [
    { email: 'ann@example.com', phone: '+44 117 496 0123', note: 'one' },
    { phone: '0117 496 0123', note: 'two' },
    { phone: '+44 117 496 0123', email: 'ann@mail.example', note: 'three' },
    { email: 'ann@mail.example', note: null },
    { email: 'known@example.com', phone: '+44 117 496 0123' },
    {},
    { email: 'known@example.com', note: 'four' },
  ];
  const { store } = await storeWith({});
  await store.contacts.create(personWrite('known@example.com', { profile: { name: 'Kim' } }), NOON);
  const work = {
    parsed: { ok: true as const, format: 'json' as const, value: { people } as unknown as JsonValue, note: null },
    configVersion: 1,
    fields: await store.fields.list(),
    settings: SettingsSchema.parse({}),
  };
  for (const onMatch of ['fill-blanks', 'overwrite', 'leave'] as const) {
    const config = { ...CONFIG, onMatch };
    const id = `dlv_${onMatch}`;
    await accept(store, newDelivery(id));
    const [seq] = (await pendingSeqs(store)).slice(-1);
    const decide: SettleWork['decide'] = (find, decidedBefore) =>
      decideRequest({ ...work, config }, { find, decidedBefore });
    const people = { find: store.contacts.find, decidedBefore: store.conflicts.decidedBefore('whk_a') };
    const dry = await dryRun(decide(people.find, people.decidedBefore), people);
    await store.deliveries.settle([{ seq: seq!, decide, onFault: () => settlementOf('failed') }], NOON);
    const live = (await store.deliveries.items(id, ALL_ITEMS))!.items;
    const comparable = (receipts: readonly ItemReceipt[]) =>
      receipts.map(({ position, receipt }) => ({
        position,
        ...receipt,
        contact: receipt.contact && { ...receipt.contact, userNs: null },
        identification: receipt.identification && {
          ...receipt.identification,
          possibleDuplicates: receipt.identification.possibleDuplicates.map(({ slot, value }) => ({ slot, value })),
          candidates: receipt.identification.candidates.map(({ slots }) => slots),
        },
      }));
    expect(comparable(dry.items!.receipts)).toEqual(comparable(live));
    expect(dry.receipt).toEqual((await store.deliveries.get(id))?.receipt);
  }
});

describe('what is read of items', () => {
  test('they come in pages, in order, and by outcome', async () => {
    const { store } = await storeWith({}, {});
    const items = Array.from({ length: 7 }, (_, index) => () => settlementOf(index === 4 ? 'stopped' : 'unidentified'));
    await store.deliveries.settle([itemsWork(1, items)], NOON);
    const first = await store.deliveries.items('dlv_1', { after: 0, limit: 3 });
    expect([first?.items.map(({ position }) => position), first?.nextCursor]).toEqual([[1, 2, 3], '3']);
    const last = await store.deliveries.items('dlv_1', { after: 6, limit: 3 });
    expect([last?.items.map(({ position }) => position), last?.nextCursor]).toEqual([[7], null]);
    const stopped = await store.deliveries.items('dlv_1', { after: 0, limit: 3, outcome: 'stopped' });
    expect(stopped?.items.map(({ position }) => position)).toEqual([5]);
    expect(await store.deliveries.items('dlv_2', ALL_ITEMS)).toEqual({ items: [], nextCursor: null });
    expect(await store.deliveries.items('dlv_none', ALL_ITEMS)).toBeNull();
  });

  test('the requests of a contact are those of theirs and those with an item of theirs, in order, each once', async () => {
    const { store } = await storeWith({}, {}, {}, {}, {});
    const ann = upsertByEmail('ann@example.com', {});
    const ben = upsertByEmail('ben@example.com', {});
    const whole = (seq: number) => ({ seq, decide: ann, onFault: () => settlementOf('failed') });
    await store.deliveries.settle(
      [whole(1), itemsWork(2, [ben, ann, ann]), itemsWork(3, [ben]), whole(4), itemsWork(5, [ann])],
      NOON,
    );
    const { userNs } = store.contacts.find('email', 'ann@example.com')!;
    expect((await wholeLog(store, { contact: userNs })).map(({ id }) => id)).toEqual([
      'dlv_5',
      'dlv_4',
      'dlv_2',
      'dlv_1',
    ]);
    expect((await wholeLog(store, { contact: userNs, outcome: 'stopped' })).map(({ id }) => id)).toEqual([]);
    expect((await store.contacts.get(userNs))?.requests).toBe(4);
  });

  test('RC4 each item counts, and does so after a restart', async () => {
    const opened = await storeWith({}, {}, { answered: 503 });
    const three = Array.from({ length: 3 }, () => () => settlementOf('unidentified'));
    await opened.store.deliveries.settle([itemsWork(1, three), itemsWork(3, three)], NOON);
    const store = await opened.reopen();
    expect((await store.deliveries.acceptedTimes(0)).get('whk_a')).toEqual([NOON, NOON, NOON, NOON]);
  });
});

test('ID10 a contact that is merged takes its items along, and gets them back when that is undone', async () => {
  const { store } = await storeWith({}, {});
  const ann = upsertByEmail('ann@example.com', {});
  const ben = upsertByEmail('ben@example.com', {});
  await store.deliveries.settle([itemsWork(1, [ann, ben]), itemsWork(2, [ben])], NOON);
  const [annNs, benNs] = ['ann', 'ben'].map((name) => store.contacts.find('email', `${name}@example.com`)!.userNs);
  const logOf = async (contact: string) => (await wholeLog(store, { contact })).map(({ id }) => id);
  const take = { slots: [], fields: [] };
  const merged = await store.contacts.merge(annNs!, benNs!, { take, at: NOON, dryRun: false });
  if (merged === 'not-found' || merged.merge === null) throw new Error('It was not merged.');
  expect(await logOf(annNs!)).toEqual(['dlv_2', 'dlv_1']);
  await store.contacts.undoMerge(merged.merge.id, NOON);
  expect(await logOf(annNs!)).toEqual(['dlv_1']);
  expect(await logOf(benNs!)).toEqual(['dlv_2', 'dlv_1']);
});

describe('items go', () => {
  const many = Array.from({ length: 700 }, () => () => settlementOf('unidentified'));
  const left = (database: Database.Database) =>
    database.prepare<[], number>('SELECT count(*) FROM delivery_item').pluck().get();

  test('with their request when it is old', async () => {
    const opened = await storeWith({}, { receivedAt: NOON + 86_400_000 });
    await opened.store.deliveries.settle([itemsWork(1, many), itemsWork(2, many.slice(0, 2))], NOON);
    const limits = { ...KEEP_ALL, deliveriesSince: NOON + 86_400_000 };
    expect(await opened.store.care.deleteOld(limits)).toMatchObject({ bodies: 0, deliveries: 1 });
    let count: number | undefined;
    await opened.reopen((database) => {
      count = left(database);
    });
    expect(count).toBe(2);
  });

  test('with their webhook', async () => {
    const opened = await storeWith({}, {});
    await opened.store.deliveries.settle([itemsWork(1, many), itemsWork(2, many)], NOON);
    await opened.store.webhooks.delete('whk_a', NOON);
    await opened.store.webhooks.forgetDeleted(NOON);
    let count: number | undefined;
    await opened.reopen((database) => {
      count = left(database);
    });
    expect(count).toBe(0);
  });

  test('never when their contact goes: the receipt stays', async () => {
    const { store } = await storeWith({});
    await store.deliveries.settle([itemsWork(1, [upsertByEmail('ann@example.com', {})])], NOON);
    await store.contacts.delete(store.contacts.find('email', 'ann@example.com')!.userNs, NOON);
    expect(await outcomesOf(store)).toEqual(['processed']);
  });
});
