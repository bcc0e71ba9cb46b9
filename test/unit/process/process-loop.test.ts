import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LocalStore } from '#engine/store/store.ts';
import type { ManualClock } from '#test/doubles/manual-clock.ts';
import { config, startStore } from './start-loop.ts';

const ADA = 'ada@example.com';
const BEN = 'ben@example.com';

describe('processing', () => {
  it('PR1 works in order of arrival, and each delivery sees what the ones before it did', async () => {
    const all = await startStore();
    const ids = await all.accept({ email: ADA }, { email: BEN }, { email: ADA });
    await all.startLoop().idle();
    const details = await Promise.all(ids.map((id) => all.store.deliveries.get(id)));
    expect(details.map((one) => [one?.receipt?.identification?.decision, one?.contact?.label])).toEqual([
      ['created', ADA],
      ['created', BEN],
      ['matched', ADA],
    ]);
  });

  it('tells of each outcome and each contact after they are on disk', async () => {
    const all = await startStore();
    const [id] = await all.accept({ email: ADA });
    await all.startLoop().idle();
    const userNs = (await all.store.deliveries.get(id!))?.contact?.userNs;
    expect(all.events).toMatchObject([
      { type: 'delivery', isNew: false, delivery: { id, outcome: 'processed' } },
      { type: 'contact', userNs },
    ]);
  });

  it('PR1 goes on after a restart where it stopped, and does nothing twice', async () => {
    const all = await startStore();
    const [first] = await all.accept({ email: ADA });
    await all.startLoop().idle();
    const [second] = await all.accept({ email: BEN });
    await all.reopen();
    await all.startLoop().idle();
    expect(await all.outcomes([first!, second!])).toEqual(['processed', 'processed']);
    const { items } = await all.store.contacts.page({ limit: 10 });
    expect(items.map(({ label, requests }) => [label, requests])).toEqual([
      [BEN, 1],
      [ADA, 1],
    ]);
  });

  it('works with what was saved last', async () => {
    const all = await startStore();
    const loop = all.startLoop();
    const [before] = await all.accept({ email: ADA, other: BEN });
    await loop.idle();
    const identity = { userNs: null, crmContactId: null, phone: null, email: '$.other' };
    await all.store.webhooks.update('whk_test', { config: config({ identity }), at: all.clock.now() });
    all.hub.publish({ type: 'webhook', id: 'whk_test' });
    const [after] = await all.accept({ email: ADA, other: BEN });
    await loop.idle();
    const details = await Promise.all([before, after].map((id) => all.store.deliveries.get(id!)));
    expect(details.map((one) => [one?.configVersion, one?.contact?.label])).toEqual([
      [1, ADA],
      [2, BEN],
    ]);
  });

  it('PR3 writes nothing for a webhook whose configuration cannot be read', async () => {
    const all = await startStore();
    const [id] = await all.accept({ email: ADA });
    const { webhooks, contacts } = all.store;
    const list = async () => (await webhooks.list()).map((webhook) => ({ ...webhook, isBroken: true }));
    const store = { ...all.store, webhooks: { ...webhooks, list } };
    await all.startLoop(store).idle();
    const detail = await all.store.deliveries.get(id!);
    expect(detail).toMatchObject({ outcome: 'failed', contact: null, hasBody: true });
    expect(detail?.receipt?.sentence).toContain('configuration of this webhook cannot be read');
    expect(await contacts.page({ limit: 1 })).toMatchObject({ total: 0 });
  });

  it('leaves the event loop free between slices of a backlog', async () => {
    const all = await startStore();
    await all.accept(...Array.from({ length: 300 }, (_, index) => ({ email: `p${index}@example.com` })));
    const loop = all.startLoop();
    let isDone = false;
    const done = loop.idle().then(() => {
      isDone = true;
    });
    let turns = 0;
    while (!isDone) {
      await nextTurn();
      turns += 1;
    }
    await done;
    // 300 at 64 a slice at most.
    expect(turns).toBeGreaterThanOrEqual(5);
    expect(await all.store.deliveries.pendingCount()).toBe(0);
  });

  it('stops after the slice under way and leaves the rest for the next start', async () => {
    const all = await startStore();
    const ids = await all.accept(...Array.from({ length: 100 }, (_, index) => ({ email: `p${index}@example.com` })));
    const loop = all.startLoop();
    loop.poke();
    await nextTurn();
    await loop.stop();
    loop.poke();
    const left = await all.store.deliveries.pendingCount();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(100);
    await all.reopen();
    await all.startLoop().idle();
    expect(new Set(await all.outcomes(ids))).toEqual(new Set(['processed']));
  });
});

describe('processing at fault', () => {
  it('PR3 a delivery that cannot be worked on is failed, and the others are not held up', async () => {
    const all = await startStore();
    const ids = await all.accept({ email: ADA }, { email: BEN }, { email: ADA });
    await all.startLoop(poisoned(all.store, ids[1]!)).idle();
    expect(await all.outcomes(ids)).toEqual(['processed', 'failed', 'processed']);
    expect(await all.store.deliveries.get(ids[1]!)).toMatchObject({
      reason: 'internal',
      contact: null,
      receipt: { outcome: 'failed', identification: null, fields: [] },
    });
  });

  it('logs where it failed, never what was in the request', async () => {
    const all = await startStore();
    const [id] = await all.accept({ email: ADA });
    await all.startLoop(poisoned(all.store, id!)).idle();
    expect(all.logged).toEqual([
      { event: 'delivery-failed', facts: { delivery: id, error: 'RangeError', at: expect.stringContaining('at ') } },
    ]);
  });

  it('asks a store at fault again later and later, and then goes on', async () => {
    const all = await startStore();
    const ids = await all.accept({ email: ADA }, { email: BEN });
    const store = failing(all.store, 3);
    const idle = all.startLoop(store).idle();
    for (const wait of [100, 200, 400]) {
      await untilWaiting(all.clock);
      all.clock.advance(wait - 1);
      expect(all.clock.waiting).toBe(1);
      all.clock.advance(1);
    }
    await idle;
    expect(await all.outcomes(ids)).toEqual(['processed', 'processed']);
    expect(store.asked).toEqual([2, 2, 2, 2]);
  });

  it('can be stopped while it waits for the store', async () => {
    const all = await startStore();
    await all.accept({ email: ADA });
    const loop = all.startLoop(failing(all.store, Number.POSITIVE_INFINITY));
    loop.poke();
    await untilWaiting(all.clock);
    await loop.stop();
    expect(all.clock.waiting).toBe(0);
    expect(await all.store.deliveries.pendingCount()).toBe(1);
  });
});

/** A store that hands out one delivery whose body cannot even be looked at. */
function poisoned(store: LocalStore, id: string): LocalStore {
  const pending: LocalStore['deliveries']['pending'] = async (limit) =>
    (await store.deliveries.pending(limit)).map((delivery) =>
      delivery.id !== id
        ? delivery
        : Object.defineProperty({ ...delivery }, 'body', {
            get() {
              throw new RangeError(`Nothing to do with ${ADA}`);
            },
          }),
    );
  return { ...store, deliveries: { ...store.deliveries, pending } };
}

/** A store that fails the first so many times that it is asked to settle; `asked` tells how many deliveries each time. */
function failing(store: LocalStore, times: number): LocalStore & { asked: number[] } {
  const asked: number[] = [];
  const settle: LocalStore['deliveries']['settle'] = async (work, at) => {
    asked.push(work.length);
    if (asked.length <= times) throw new Error('disk I/O error');
    return store.deliveries.settle(work, at);
  };
  return { ...store, deliveries: { ...store.deliveries, settle }, asked };
}

async function untilWaiting(clock: ManualClock): Promise<void> {
  while (clock.waiting === 0) await nextTurn();
}
