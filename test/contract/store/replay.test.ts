import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#engine/clock.ts';
import { EventHub } from '#engine/events.ts';
import { createNewId } from '#engine/new-id.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { openStore } from '#engine/store/open-store.ts';
import type { NewDelivery, Replayed } from '#engine/store/port/delivery-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import {
  accept,
  configOf,
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

const identity = { userNs: null, crmContactId: null, phone: null, email: '$.email' };
const inactive = { outcome: 'refused', reason: 'inactive', sentence: 'It was off.' } as const;
const body = (email: string): Partial<NewDelivery> => ({ body: Buffer.from(JSON.stringify({ email })) });

async function start() {
  const opened = await temporaryStore();
  opened.clock.advance(NOON + 60_000 - opened.clock.now());
  await opened.store.webhooks.create(webhookOf('whk_a', { config: configOf({ identity }) }));
  return opened;
}

async function settleAll(store: LocalStore): Promise<void> {
  const pending = await store.deliveries.pending(1000);
  await store.deliveries.settle(
    pending.map(({ seq }) => work(seq, () => settlementOf('unidentified'))),
    NOON,
  );
}

const made = (replayed: Replayed | undefined) => {
  if (replayed?.kind !== 'made') throw new Error(`It was not made: ${replayed?.kind}`);
  return replayed.delivery;
};

describe('PR4 a replay', () => {
  it('is a request of its own with the stored bytes and headers, and each names the other', async () => {
    const { store } = await start();
    const bytes = Uint8Array.of(0xff, 0x00, 0x7b);
    const first = newDelivery('dlv_1', {
      body: bytes,
      query: 'a=1',
      contentType: 'text/odd',
      headers: [['X-One', '1']],
      verifiedBy: 'github',
      sizeBytes: 3,
    });
    await accept(store, first);
    await settleAll(store);
    const replay = made((await store.deliveries.replay(['dlv_1'], 'wish'))[0]);
    expect(replay).toMatchObject({
      origin: 'replay',
      replayOf: 'dlv_1',
      outcome: null,
      answered: null,
      contact: null,
      receivedAt: new Date(NOON + 60_000).toISOString(),
    });
    expect(await store.deliveries.get(replay.id)).toMatchObject({
      ...replay,
      query: 'a=1',
      contentType: 'text/odd',
      headers: [['X-One', '1']],
      method: 'POST',
      sizeBytes: 3,
      verifiedBy: 'github',
      hasBody: true,
    });
    expect(Buffer.from((await store.deliveries.body(replay.id))!)).toEqual(Buffer.from(bytes));
    expect((await store.deliveries.get('dlv_1'))?.replays).toEqual([replay]);
    expect(await pendingSeqs(store)).toEqual([2]);
    expect((await wholeLog(store)).map(({ id }) => id)).toEqual([replay.id, 'dlv_1']);
  });

  it('of a replay refers to the request that arrived, and runs also when that one is gone', async () => {
    const { store, clock } = await start();
    await accept(store, newDelivery('dlv_1'));
    await settleAll(store);
    const one = made((await store.deliveries.replay(['dlv_1'], 'one'))[0]);
    await settleAll(store);
    const two = made((await store.deliveries.replay([one.id], 'two'))[0]);
    expect(two.replayOf).toBe('dlv_1');
    expect((await store.deliveries.get('dlv_1'))?.replays.map(({ id }) => id)).toEqual([two.id, one.id]);
    await settleAll(store);
    clock.advance(1);
    await store.care.deleteOld({ ...KEEP_ALL, bodiesSince: NOON + 1, deliveriesSince: NOON + 1 });
    expect(await store.deliveries.get('dlv_1')).toBeNull();
    expect(made((await store.deliveries.replay([one.id], 'three'))[0]).replayOf).toBe('dlv_1');
  });

  it('is made once for the same wish, also for a replay of the same request and after a restart', async () => {
    const { store, reopen } = await start();
    await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2'));
    await settleAll(store);
    const first = made((await store.deliveries.replay(['dlv_1'], 'wish'))[0]);
    const again = await store.deliveries.replay(['dlv_1', first.id, 'dlv_2'], 'wish');
    expect(again.map(({ kind }) => kind)).toEqual(['made-before', 'made-before', 'made']);
    expect(again[0]).toEqual({ kind: 'made-before', delivery: first });
    const reopened = await reopen();
    expect((await reopened.deliveries.replay(['dlv_1'], 'wish'))[0]).toEqual({ kind: 'made-before', delivery: first });
    expect(await wholeLog(reopened)).toHaveLength(4);
    expect(made((await reopened.deliveries.replay(['dlv_1'], 'another'))[0]).id).not.toBe(first.id);
  });

  it.each([
    [
      'a request whose body was not kept',
      { body: null, settled: { ...inactive, reason: 'rate-limited' } as const },
      'no-body',
    ],
    ['one that waits for its first run', {}, 'waiting'],
  ])('there is none of %s', async (_, change, kind) => {
    const { store } = await start();
    await accept(store, newDelivery('dlv_1', change));
    expect(await store.deliveries.replay(['dlv_1', 'dlv_nobody'], 'wish')).toEqual([{ kind }, { kind: 'not-found' }]);
    expect(await wholeLog(store)).toHaveLength(1);
  });

  it('RC6 is no duplicate of the signed request that it replays, nor is the next one from the sender one of it', async () => {
    const { store } = await start();
    const signed: Partial<NewDelivery> = { repeatKey: { kind: 'signed', key: 'id:1' }, verifiedBy: 'github' };
    await accept(store, newDelivery('dlv_1', signed));
    await settleAll(store);
    expect(made((await store.deliveries.replay(['dlv_1'], 'wish'))[0])).toMatchObject({
      outcome: null,
      repeatOf: null,
    });
    const [repeat] = await accept(store, newDelivery('dlv_3', signed));
    expect(repeat).toMatchObject({ outcome: 'duplicate', repeatOf: 'dlv_1' });
  });

  it('RC4 counts neither against the limit nor as a request of the sender', async () => {
    const { store } = await start();
    await accept(store, newDelivery('dlv_1'));
    await settleAll(store);
    await store.deliveries.replay(['dlv_1'], 'wish');
    await settleAll(store);
    expect((await store.deliveries.acceptedTimes(0)).get('whk_a')).toEqual([NOON]);
    expect((await store.webhooks.activity(0)).get('whk_a')).toMatchObject({
      last: { deliveryId: 'dlv_1' },
      hours: [{ requests: 1, problems: 1 }],
    });
  });

  it('is found by its time in a log that is filtered by time', async () => {
    const { store, clock } = await start();
    await accept(store, newDelivery('dlv_1'));
    await settleAll(store);
    clock.advance(5 * 3_600_000);
    const { id } = made((await store.deliveries.replay(['dlv_1'], 'wish'))[0]);
    const since = new Date(clock.now()).toISOString();
    expect((await wholeLog(store, { since })).map((one) => one.id)).toEqual([id]);
  });

  it('several are put in the order in which the requests first arrived', async () => {
    const { store } = await start();
    await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2'), newDelivery('dlv_3'));
    await settleAll(store);
    const ofFirst = made((await store.deliveries.replay(['dlv_1'], 'one'))[0]);
    expect(await store.deliveries.inOrder(['dlv_3', ofFirst.id, 'dlv_2', 'dlv_3'])).toEqual([
      ofFirst.id,
      'dlv_2',
      'dlv_3',
    ]);
  });
});

describe('PR1 a crash', () => {
  /** The files as they are on disk at this moment, opened as the next start would. */
  async function startAfterCrash(dir: string) {
    const copy = join(temporaryFolder(), 'data');
    execFileSync('cp', ['-r', dir, copy]);
    const now = () => systemClock.now();
    const store = await openStore({ dataDir: copy, now, newId: createNewId(now) });
    const loop = new ProcessLoop({ store, hub: new EventHub('run'), clock: systemClock, log: () => undefined });
    onTestFinished(async () => {
      await loop.stop();
      await store.close();
    });
    await loop.idle();
    return { dir: copy, store };
  }
  const requestsOf = async (store: LocalStore) =>
    (await store.contacts.page({ limit: 10 })).items.map((one) => one.requests);

  it('between a replay that was stored and its work leaves exactly one effect, however many starts follow', async () => {
    const { store, dir } = await start();
    await accept(store, newDelivery('dlv_1', body('jane@example.com')));
    const first = await startAfterCrash(dir);
    expect(await requestsOf(first.store)).toEqual([1]);
    await first.store.deliveries.replay(['dlv_1'], 'wish');
    const second = await startAfterCrash(first.dir);
    expect(await requestsOf(second.store)).toEqual([2]);
    expect((await second.store.deliveries.replay(['dlv_1'], 'wish'))[0]).toMatchObject({ kind: 'made-before' });
    const third = await startAfterCrash(second.dir);
    expect(await requestsOf(third.store)).toEqual([2]);
    const log = await wholeLog(third.store);
    expect(log.map(({ origin, outcome, contact }) => [origin, outcome, contact?.label])).toEqual([
      ['replay', 'processed', 'jane@example.com'],
      ['sender', 'processed', 'jane@example.com'],
    ]);
  });
});
