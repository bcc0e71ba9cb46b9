import { expect, test } from 'vitest';
import type { LocalStore } from '#engine/store/store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { newMessage, progressOf } from './made-up-flows.ts';
import { NOON, personWrite } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const HOUR = 3_600_000;

async function startStore() {
  const { store } = await temporaryStore();
  for (const name of ['Reminder', 'Survey']) {
    await store.flows.create({ name, config: FlowConfigSchema.parse({}), at: NOON });
  }
  const make = async (email: string) => {
    const made = await store.contacts.create(personWrite(email), NOON);
    if ('taken' in made) throw new Error(`${email} is taken`);
    return made.userNs;
  };
  return { store, jane: await make('jane@example.com'), ravi: await make('ravi@example.com') };
}

/** A way through a flow that has made one message and waits. */
async function waiting(store: LocalStore, key: string, contact: string, at: number) {
  const messages = [newMessage('aaaa', { text: `${key} of ${contact}` })];
  const plan = () => progressOf({ state: 'waiting', step: 'wwww', dueAt: NOON + 9 * HOUR, messages });
  const started = await store.runs.start(
    { key, contact, startKey: `${contact} ${at}`, isTry: false, item: 0, plan },
    at,
  );
  if (started.kind !== 'started') throw new Error(started.kind);
  return started.run.id;
}

async function flowsOf(store: LocalStore, contact: string) {
  const runs = await store.runs.page({ contact, limit: 50 });
  const messages = await store.outbox.page({ contact, limit: 50 });
  return { runs: runs.items.map(({ id }) => id).toSorted(), texts: messages.items.map(({ text }) => text).toSorted() };
}

test('ID8 what flows are doing for a person goes along in a merge, and comes back when it is undone', async () => {
  const { store, jane, ravi } = await startStore();
  const own = await waiting(store, 'reminder', jane, NOON);
  const his = await waiting(store, 'reminder', ravi, NOON);
  const before = [await flowsOf(store, jane), await flowsOf(store, ravi)];
  const how = { take: { slots: [], fields: [] }, at: NOON + HOUR, dryRun: false };
  const answer = await store.contacts.merge(jane, ravi, how);
  if (answer === 'not-found' || answer.merge === null) throw new Error('not merged');
  expect((await flowsOf(store, jane)).runs).toEqual([own, his].toSorted());
  // What began since then was for whom they had become.
  const since = await waiting(store, 'survey', jane, NOON + 2 * HOUR);

  await store.contacts.undoMerge(answer.merge.id, NOON + 3 * HOUR);
  expect(await flowsOf(store, ravi)).toEqual(before[1]);
  expect(await flowsOf(store, jane)).toEqual({
    runs: [...before[0]!.runs, since].toSorted(),
    texts: [...before[0]!.texts, `survey of ${jane}`].toSorted(),
  });
});
