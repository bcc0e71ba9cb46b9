import { describe, expect, it } from 'vitest';
import { GroupCommit, type Waiting } from '#engine/receiver/group-commit.ts';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import { MemoryReceiverStore, storedWebhook } from '#test/doubles/memory-receiver-store.ts';

describe('GroupCommit', () => {
  it('makes one commit of what came during one turn of the event loop, and answers in the order of arrival', async () => {
    const { commit, store, events } = start();
    for (const id of ['a', 'b', 'c']) commit.add(waiting(id, events));
    expect(store.batches).toEqual([]);
    await commit.idle();
    expect(ids(store)).toEqual([['a', 'b', 'c']]);
    expect(events).toEqual(['stored a', 'stored b', 'stored c', 'announced a b c']);
  });

  it('what comes while a batch is being written makes the next one', async () => {
    const { commit, store, events } = start();
    store.duringCommit = () => {
      store.duringCommit = () => undefined;
      commit.add(waiting('b', events));
    };
    commit.add(waiting('a', events));
    await commit.idle();
    expect(ids(store)).toEqual([['a'], ['b']]);
  });

  it('gives the next batch to the disk before it answers the one before', async () => {
    const { commit, store, events } = start();
    store.duringCommit = () => {
      events.push('written');
      if (store.batches.length === 0) commit.add(waiting('b', events));
    };
    commit.add(waiting('a', events));
    await commit.idle();
    expect(events).toEqual(['written', 'written', 'stored a', 'announced a', 'stored b', 'announced b']);
  });

  it('RC4 tells of a lost batch before it decides on the next one, which may have the room that is free again', async () => {
    const { commit, store, events } = start();
    const decided = (id: string): Waiting => ({
      ...waiting(id, events),
      row() {
        events.push(`decided ${id}`);
        return row(id, 'whk_test');
      },
    });
    store.duringCommit = () => {
      store.duringCommit = () => undefined;
      commit.add(decided('b'));
    };
    store.fault = new Error('disk I/O error');
    commit.add(decided('a'));
    await commit.idle();
    expect(events.slice(0, 4)).toEqual(['decided a', 'disk I/O error: 1', 'lost a', 'decided b']);
  });

  it('puts at most 128 into one commit and loses none of the others', async () => {
    const { commit, store, events } = start();
    const all = Array.from({ length: 300 }, (_, index) => `r${index}`);
    for (const id of all) commit.add(waiting(id, events));
    await commit.idle();
    expect(store.batches.map((batch) => batch.length)).toEqual([128, 128, 44]);
    expect(events.filter((event) => event.startsWith('stored'))).toEqual(all.map((id) => `stored ${id}`));
  });

  it('a failed commit loses its whole batch and nothing else', async () => {
    const { commit, store, events } = start();
    store.fault = new Error('disk I/O error');
    commit.add(waiting('a', events));
    commit.add(waiting('b', events));
    await commit.idle();
    store.fault = null;
    commit.add(waiting('c', events));
    await commit.idle();
    expect(events).toEqual(['disk I/O error: 2', 'lost a', 'lost b', 'stored c', 'announced c']);
  });

  it('a row that the database refuses is lost alone, and told of', async () => {
    const { commit, store, events } = start();
    store.refused.add('b');
    for (const id of ['a', 'b', 'c']) commit.add(waiting(id, events));
    await commit.idle();
    expect(events).toEqual(['stored a', 'lost b', 'refused: SQLITE_CONSTRAINT', 'stored c', 'announced a c']);
  });

  it('a row of a deleted webhook is told so, the others of its batch are stored', async () => {
    const { commit, events } = start();
    commit.add(waiting('a', events));
    commit.add(waiting('b', events, 'whk_gone'));
    commit.add(waiting('c', events));
    await commit.idle();
    expect(events).toEqual(['stored a', 'deleted b', 'stored c', 'announced a c']);
  });

  it('is idle at once when there is nothing to do', async () => {
    await expect(start().commit.idle()).resolves.toBeUndefined();
  });
});

function start() {
  const store = new MemoryReceiverStore();
  store.webhooksStored.push(storedWebhook({ token: 'x' }));
  const events: string[] = [];
  const commit = new GroupCommit({
    acceptBatch: store.deliveries.acceptBatch,
    now: () => 0,
    onStored: (deliveries) => {
      if (deliveries.length > 0) events.push(`announced ${deliveries.map(({ id }) => id).join(' ')}`);
    },
    onRefused: (fault) => events.push(`refused: ${fault}`),
    onLost: (error, rows) => events.push(`${(error as Error).message}: ${rows}`),
  });
  return { commit, store, events };
}

function waiting(id: string, events: string[], webhookId = 'whk_test'): Waiting {
  return {
    row: () => row(id, webhookId),
    stored: () => events.push(`stored ${id}`),
    deleted: () => events.push(`deleted ${id}`),
    lost: () => events.push(`lost ${id}`),
  };
}

function row(id: string, webhookId: string): NewDelivery {
  return {
    id,
    webhookId,
    receivedAt: 0,
    origin: 'sender',
    method: 'POST',
    query: '',
    headers: [],
    contentType: '',
    body: null,
    sizeBytes: 0,
    answered: 200,
    settled: null,
    heard: false,
    formerToken: null,
    repeatKey: null,
    verifiedBy: null,
  };
}

function ids(store: MemoryReceiverStore): string[][] {
  return store.batches.map((batch) => batch.map(({ id }) => id));
}
