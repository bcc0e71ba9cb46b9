import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#engine/clock.ts';
import { EventHub } from '#engine/events.ts';
import { createNewId } from '#engine/new-id.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { openStore } from '#engine/store/open-store.ts';
import type { LocalStore, StoredDelivery } from '#engine/store/store.ts';
import { startChild } from './support/start-child.ts';

const SENDERS = 16;
const PEOPLE = 7;

/** Posts from many connections at once until the other side is gone. Resolves to the ids that were answered with 200. */
async function sendUntilGone(address: string, onAnswer: (answered: number) => void): Promise<string[]> {
  const acknowledged: string[] = [];
  let sent = 0;
  const send = async () => {
    for (;;) {
      sent += 1;
      const body = JSON.stringify({ email: `person${sent % PEOPLE}@example.com` });
      const answer = await fetch(address, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      const { status, id }: { status: string; id: string } = await answer.json();
      if (status === 'accepted') acknowledged.push(id);
      onAnswer(acknowledged.length);
    }
  };
  await Promise.allSettled(Array.from({ length: SENDERS }, send));
  return acknowledged;
}

describe('kill -9', () => {
  it('loses nothing that was answered with 200, stores it once, and works on it once', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'fieldhook-kill-'));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const acknowledged: string[] = [];
    for (const answersUntilKill of [1, 40, 150, 400]) {
      const child = await startChild(dataDir);
      let killed: Promise<void> | null = null;
      const answered = await sendUntilGone(child.address, (count) => {
        if (count >= answersUntilKill) killed ??= child.end('SIGKILL');
      });
      await killed;
      acknowledged.push(...answered);
    }

    const { store, finish } = await reopen(dataDir);
    await finish();
    const deliveries = await allDeliveries(store);
    const stored = deliveries.map(({ id }) => id);
    expect(acknowledged.length).toBeGreaterThanOrEqual(591);
    expect(new Set(stored).size).toBe(stored.length);
    expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
    expect(new Set(deliveries.map(({ outcome }) => outcome))).toEqual(new Set(['processed']));
    expect(await requestsPerContact(store)).toEqual(countBy(deliveries));
    await store.close();
  });

  it('a stop in the middle of the load loses nothing either', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'fieldhook-stop-'));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const child = await startChild(dataDir);
    let stopped: Promise<void> | null = null;
    const acknowledged = await sendUntilGone(child.address, (count) => {
      if (count >= 200) stopped ??= child.end('SIGTERM');
    });
    await stopped;
    const { store } = await reopen(dataDir);
    const stored = (await allDeliveries(store)).map(({ id }) => id);
    // In order, nobody is left without an answer: what is stored was acknowledged, and the other way round.
    expect(new Set(stored)).toEqual(new Set(acknowledged));
    await store.close();
  });
});

async function reopen(dataDir: string) {
  const clock = systemClock;
  const newId = createNewId(() => clock.now());
  const store = await openStore({ dataDir, now: () => clock.now(), newId });
  return {
    store,
    async finish() {
      const loop = new ProcessLoop({ store, hub: new EventHub('run'), clock, log: () => undefined });
      await loop.idle();
      await loop.stop();
    },
  };
}

async function allDeliveries(store: LocalStore): Promise<StoredDelivery[]> {
  const ids: string[] = [];
  let before: string | undefined;
  do {
    const page = await store.deliveries.page({ limit: 200, ...(before && { before }) });
    ids.push(...page.items.map(({ id }) => id));
    before = page.nextCursor ?? undefined;
  } while (before);
  return Promise.all(ids.map(async (id) => (await store.deliveries.get(id))!));
}

async function requestsPerContact(store: LocalStore): Promise<Record<string, number>> {
  const { items } = await store.contacts.page({ limit: 100 });
  return Object.fromEntries(items.map(({ label, requests }) => [label, requests]));
}

function countBy(deliveries: readonly StoredDelivery[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { contact } of deliveries) counts[contact!.label] = (counts[contact!.label] ?? 0) + 1;
  return counts;
}
