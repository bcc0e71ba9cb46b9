import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createNewId } from '#engine/new-id.ts';
import { crashMarks } from '#engine/store/crash-marks.ts';
import { openStore } from '#engine/store/open-store.ts';
import {
  accept,
  KEEP_ALL,
  NOON,
  newDelivery,
  pendingSeqs,
  settlementOf,
  webhookOf,
  wholeLog,
  work,
} from './made-up-rows.ts';
import { temporaryFolder, temporaryStore } from './temporary-store.ts';

const DAY = 86_400_000;
const MEGABYTE = 1024 * 1024;

async function withRequests(count: number) {
  const opened = await temporaryStore();
  await opened.store.webhooks.create(webhookOf('whk_a'));
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  await accept(opened.store, ...numbers.map((number) => newDelivery(`dlv_${number}`)));
  return opened;
}

describe('the log of the database', () => {
  test('stays small, also after a reader who held it has gone', async () => {
    const { dir, store } = await withRequests(1);
    const log = join(dir, 'fieldhook.db-wal');
    const body = Buffer.alloc(5 * MEGABYTE);
    const take = (count: number) =>
      store.deliveries.acceptBatch(
        Array.from({ length: count }, () => newDelivery(createNewId(() => 0)('dlv'), { body })),
      );
    for (let batch = 0; batch < 4; batch += 1) await take(2);
    expect(statSync(log).size).toBeLessThan(40 * MEGABYTE);

    const reader = new Database(join(dir, 'fieldhook.db'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM delivery').get();
    for (let batch = 0; batch < 8; batch += 1) await take(2);
    expect(statSync(log).size).toBeGreaterThan(70 * MEGABYTE);
    reader.close();
    // The next commit brings everything into the database, the one after it begins the log anew.
    for (let batch = 0; batch < 2; batch += 1) await take(1);
    expect(statSync(log).size).toBeLessThanOrEqual(64 * MEGABYTE);
  });

  test('that a reader holds is told of with its size, unless it is our own backup, and gives its room back when the reader has gone', async () => {
    const { dir, store } = await withRequests(1);
    const body = Buffer.alloc(5 * MEGABYTE);
    expect(await store.care.logBacklog()).toBe(0);
    const reader = new Database(join(dir, 'fieldhook.db'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM delivery').get();
    for (let request = 0; request < 14; request += 1)
      await accept(store, newDelivery(createNewId(() => 0)('dlv'), { body }));
    expect(await store.care.logBacklog()).toBeGreaterThan(64 * MEGABYTE);
    const backup = store.backups.make('by-hand');
    expect(await store.care.logBacklog()).toBe(0);
    await backup;
    expect(await store.care.logBacklog()).toBeGreaterThan(64 * MEGABYTE);
    reader.close();
    expect(await store.care.logBacklog()).toBe(0);
    expect(statSync(join(dir, 'fieldhook.db-wal')).size).toBe(0);
  });
});

describe('the number of the latest request', () => {
  test('is kept beside the database, and agrees with it at a later start', async () => {
    const { dir, reopen } = await withRequests(3);
    expect(readFileSync(join(dir, 'last-seq.txt'), 'utf8')).toBe('0000000000000003\n');
    expect((await reopen()).care.notices).toEqual([]);
  });

  test('shows what a database without its log has lost, once, and no new request gets such a number', async () => {
    const { dir, store } = await withRequests(2);
    const copied = temporaryFolder();
    const copy = (...names: string[]) => {
      for (const name of names) writeFileSync(join(copied, name), readFileSync(join(dir, name)));
    };
    await store.close();
    copy('fieldhook.db', 'data-folder.json');
    const later = await openStore({ dataDir: dir, now: () => 0, newId: createNewId(() => 0) });
    await accept(later, newDelivery('dlv_3'), newDelivery('dlv_4'));
    copy('last-seq.txt');
    await later.close();

    const open = () => openStore({ dataDir: copied, now: () => 0, newId: createNewId(() => 0) });
    const reduced = await open();
    expect(reduced.care.notices).toEqual([
      { kind: 'lost-requests', first: 3, last: 4, aside: expect.stringMatching(/-as-found$/) },
    ]);
    await accept(reduced, newDelivery('dlv_5'));
    expect(await pendingSeqs(reduced)).toEqual([1, 2, 5]);
    await reduced.close();
    const again = await open();
    expect(again.care.notices).toEqual([]);
    await again.close();
  });

  test.each(['', 'x', '99', '-000000000000099', '9'.repeat(30)])('“%s” in its place warns of nothing', async (text) => {
    const { dir, store } = await withRequests(1);
    await store.close();
    writeFileSync(join(dir, 'last-seq.txt'), text);
    const opened = await openStore({ dataDir: dir, now: () => 0, newId: createNewId(() => 0) });
    expect(opened.care.notices).toEqual([]);
    await opened.close();
  });
});

test('a database file that is moved away or replaced under way is noticed, and so is its return', async () => {
  const { dir, store } = await withRequests(1);
  const [file, elsewhere] = [join(dir, 'fieldhook.db'), join(dir, 'elsewhere.db')];
  expect(await store.care.isInPlace()).toBe(true);
  renameSync(file, elsewhere);
  expect(await store.care.isInPlace()).toBe(false);
  writeFileSync(file, 'another one');
  expect(await store.care.isInPlace()).toBe(false);
  renameSync(elsewhere, file);
  expect(await store.care.isInPlace()).toBe(true);
});

describe('a crash loop', () => {
  test('is three starts within five minutes that did not end in order', () => {
    const file = join(temporaryFolder(), 'starts.json');
    const begins = [0, 60_000, 120_000, 180_000].map((at) => crashMarks(file).begin(at));
    expect(begins).toEqual([false, false, false, true]);
    expect(crashMarks(file).begin(480_000)).toBe(false);
  });

  test.each(['', '{}', '[1, "x"', 'null'])('starts noted as “%s” are none', (text) => {
    const file = join(temporaryFolder(), 'starts.json');
    writeFileSync(file, text);
    expect(crashMarks(file).begin(10)).toBe(false);
  });

  test('an end in order takes the marks away, and not work that was done', async () => {
    const { dir, store } = await withRequests(1);
    const file = join(dir, 'starts.json');
    expect(existsSync(file)).toBe(true);
    await store.deliveries.settle([work(1, () => settlementOf('processed'))], 0);
    expect(existsSync(file)).toBe(true);
    await store.close();
    expect(existsSync(file)).toBe(false);
  });
});

describe('retention', () => {
  /** Two requests a day for ten days, the first of each worked on; bodies of 1,000 bytes. */
  async function tenDays() {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    for (let day = 0; day < 10; day += 1) {
      const at = { receivedAt: NOON + day * DAY, body: Buffer.alloc(1000, 'x') };
      await accept(opened.store, newDelivery(`done_${day}`, at), newDelivery(`open_${day}`, at));
      await opened.store.deliveries.settle([work(day * 2 + 1, () => settlementOf('processed'))], at.receivedAt);
    }
    return opened;
  }

  const bodiesOf = async (store: Awaited<ReturnType<typeof tenDays>>['store']) => {
    const days = Array.from({ length: 10 }, (_, day) => day);
    const kept = await Promise.all(days.map(async (day) => (await store.deliveries.body(`done_${day}`)) !== null));
    return days.filter((day) => kept[day]);
  };

  test('deletes nothing for its age where no time is given, and still makes room', async () => {
    const { store } = await tenDays();
    expect(await store.care.deleteOld({ ...KEEP_ALL, bodyBytes: 6500 })).toMatchObject({
      deliveries: 0,
    });
    expect(await bodiesOf(store)).toEqual([7, 8, 9]);
  });

  test('deletes nothing that is young and small', async () => {
    const { store } = await tenDays();
    expect(await store.care.deleteOld(KEEP_ALL)).toEqual({ bodies: 0, deliveries: 0, messages: 0, runs: 0 });
  });

  test('deletes old bodies and keeps the requests in the log', async () => {
    const { store } = await tenDays();
    expect(await store.care.deleteOld({ ...KEEP_ALL, bodiesSince: NOON + 7 * DAY })).toMatchObject({
      bodies: 7,
      deliveries: 0,
    });
    expect(await bodiesOf(store)).toEqual([7, 8, 9]);
    expect(await wholeLog(store)).toHaveLength(20);
    expect((await store.deliveries.get('done_0'))?.hasBody).toBe(false);
  });

  test('deletes the oldest bodies when all together are too large', async () => {
    const { store } = await tenDays();
    await store.care.deleteOld({ ...KEEP_ALL, bodyBytes: 6500 });
    expect(await bodiesOf(store)).toEqual([7, 8, 9]);
  });

  test('deletes old requests whole; those that wait stay, with their bodies', async () => {
    const { store } = await tenDays();
    const limits = { ...KEEP_ALL, bodiesSince: NOON + 20 * DAY, bodyBytes: 0, deliveriesSince: NOON + 9 * DAY };
    expect(await store.care.deleteOld(limits)).toMatchObject({ bodies: 10, deliveries: 9 });
    const pending = await store.deliveries.pending(100);
    expect(pending.map(({ body }) => body.byteLength)).toEqual(Array(10).fill(1000));
    expect(await wholeLog(store)).toHaveLength(11);
  });

  test.each([
    { title: 'nothing', change: {} },
    { title: 'old bodies', change: { bodiesSince: NOON + 7 * DAY } },
    { title: 'bodies that have no room', change: { bodyBytes: 6500 } },
    { title: 'old requests', change: { deliveriesSince: NOON + 4 * DAY } },
    { title: 'all of it', change: { bodiesSince: NOON + 20 * DAY, bodyBytes: 0, deliveriesSince: NOON + 20 * DAY } },
    { title: 'some of each', change: { bodiesSince: NOON + 8 * DAY, deliveriesSince: NOON + 3 * DAY } },
  ])('LG3 what would go is told before, as it then goes: $title', async ({ change }) => {
    const { store, reopen } = await tenDays();
    const limits = { ...KEEP_ALL, ...change };
    const told = await store.care.countOld(limits);
    expect(await wholeLog(store)).toHaveLength(20);
    await store.care.deleteOld(limits);
    const left = { bodies: 0, deliveries: 0, keptBody: null, keptDelivery: null };
    await reopen((database) => {
      const one = <Row>(sql: string) => database.prepare<[], Row>(sql).get();
      Object.assign(left, one('SELECT count(*) AS deliveries, min(received_at) AS keptDelivery FROM delivery'));
      const kept = 'FROM delivery d JOIN delivery_body b ON b.seq = d.seq';
      Object.assign(left, one(`SELECT count(*) AS bodies, min(d.received_at) AS keptBody ${kept}`));
    });
    expect(told).toMatchObject({ ...left, bodies: 20 - left.bodies, deliveries: 20 - left.deliveries });
  });

  test('takes many in slices and gives the room back to the disk', async () => {
    const { store, reopen } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    const settled = { outcome: 'sample', reason: null, sentence: '' } as const;
    const many = Array.from({ length: 1200 }, (_, index) =>
      newDelivery(`dlv_${index}`, { settled, body: Buffer.alloc(3000, 'x') }),
    );
    await accept(store, ...many);
    const slices: string[] = [];
    const deleting = store.care
      .deleteOld({ ...KEEP_ALL, bodiesSince: NOON + DAY })
      .then((gone) => slices.push(`${gone.bodies}`));
    await accept(store, newDelivery('between', { receivedAt: NOON + 2 * DAY }));
    slices.push('between');
    await deleting;
    expect(slices).toEqual(['between', '1200']);
    let pages = { count: 0, free: 0 };
    await reopen((database) => {
      pages = {
        count: Number(database.pragma('page_count', { simple: true })),
        free: Number(database.pragma('freelist_count', { simple: true })),
      };
    });
    expect(pages.free).toBe(0);
    expect(pages.count).toBeLessThan(400);
  });

  test('stops when the store is closed', async () => {
    const { store } = await tenDays();
    const deleting = store.care.deleteOld({
      ...KEEP_ALL,
      bodiesSince: NOON + 20 * DAY,
      bodyBytes: 0,
      deliveriesSince: NOON + 20 * DAY,
    });
    await store.close();
    expect((await deleting).deliveries).toBe(0);
  });
});
