import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EventHub } from '#engine/events.ts';
import { DriftWatch } from '#engine/process/drift-watch.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { resolveConflict } from '#engine/process/resolve-conflict.ts';
import type { FlowStart } from '#engine/store/port/work-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { Resolution } from '#shared/contract/conflict.ts';
import type { Contact } from '#shared/contract/contact.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import type { ContactFinder } from '#shared/contract/known-contact.ts';
import { newMessage, oneMessage, progressOf } from '#test/contract/store/made-up-flows.ts';
import {
  configOf,
  itemsWork,
  newDelivery,
  personWrite,
  upsertByEmail,
  webhookOf,
  work,
} from '#test/contract/store/made-up-rows.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { contentOf, copyOf, crashPoints, eitherOf, openAt, tornLogs } from './support/crash-points.ts';
import { rounds, timeout } from './support/form.ts';

vi.mock('better-sqlite3', async () => ({ default: (await import('./support/watched-database.ts')).WatchedDatabase }));

const signed = (key: string) => ({ repeatKey: { kind: 'signed', key }, verifiedBy: 'github' }) as const;
const sends = (text: string) => FlowConfigSchema.parse({ steps: [{ id: 'snd1', kind: 'send', channel: 'sms', text }] });
/** The decision for whoever has this e-mail, which starts the flow. */
const starting = (email: string, fields: Parameters<typeof upsertByEmail>[1], plan: FlowStart['plan']) => {
  const decide = upsertByEmail(email, fields);
  return (people: ContactFinder) => ({ ...decide(people), flow: { key: 'confirm', item: 0, plan } });
};
const value = (text: string) => ({ shoe: { text, original: null } });

const ANN = 'ann@example.com';
const ann = (store: LocalStore) => store.contacts.find('email', ANN)!.userNs;

const id = (text: string) => ({ value: text, raw: text });
const CLASH = { phone: '+441174960123', email: 'joe@example.com', note: 'new' };

/** What the operations on it need to know of what is prepared. */
interface Prepared {
  conflict: string;
  merge: string;
  message: string;
  run: string;
}

/** Jane has the phone number, Joe the e-mail: a request with both waits for the owner. Jane has been merged with Jan. */
async function prepareConflict(store: LocalStore): Promise<Pick<Prepared, 'conflict' | 'merge'>> {
  const identity = { userNs: null, crmContactId: null, phone: '$.phone', email: '$.email' };
  const fields = [{ field: 'shoe', path: '$.note', pattern: null }];
  const config = configOf({ identity, identification: 'careful', fields, flow: 'confirm' });
  await store.webhooks.create(webhookOf('whk_careful', { config }));
  const jane = { identifiers: { phone: id(CLASH.phone) }, profile: { name: 'Jane' } };
  const [kept, from] = [
    await store.contacts.create(personWrite('', jane), 0),
    await store.contacts.create(personWrite('jan@example.com', { fields: value('37') }), 0),
    await store.contacts.create(personWrite(CLASH.email, { profile: { name: 'Joe' } }), 0),
  ] as Contact[];
  const merged = await store.contacts.merge(kept!.userNs, from!.userNs, {
    ...{ take: { slots: [], fields: [] }, at: 0, dryRun: false },
  });
  await store.deliveries.acceptBatch([
    newDelivery('dlv_0', { webhookId: 'whk_careful', body: Buffer.from(JSON.stringify(CLASH)) }),
  ]);
  const loop = new ProcessLoop({ store, clock: new ManualClock(), hub: new EventHub('run'), log: () => undefined });
  await loop.idle();
  await loop.stop();
  const { items } = await store.conflicts.page({ status: 'open', limit: 1 });
  return { conflict: items[0]!.id, merge: (merged as { merge: { id: string } }).merge.id };
}

/** Webhooks, two of which start a flow, a field, people, a conflict, a run that waits, work that waits and a duplicate that is held back. */
async function prepare(dataDir: string): Promise<Prepared> {
  // Nobody who is made later gets the User Ns of these.
  const store = await openAt(dataDir, 1000);
  await store.fields.create({ name: 'Shoe', type: 'text', at: 0 });
  await store.flows.create({ name: 'Confirm', config: sends('See you.'), at: 0 });
  const decided = await prepareConflict(store);
  await store.webhooks.create(webhookOf('whk_a'));
  await store.webhooks.create(webhookOf('whk_b', { config: configOf({ flow: 'confirm' }) }));
  const ids = ['dlv_1', 'dlv_2', 'dlv_3', 'dlv_4', 'dlv_5'];
  await store.deliveries.acceptBatch(ids.map((id) => newDelivery(id, signed(id))));
  await store.deliveries.acceptBatch([newDelivery('dlv_6', signed('dlv_1'))]);
  const waits = progressOf({
    state: 'waiting',
    step: 'wwww',
    dueAt: 5,
    messages: [newMessage('aaaa', { mode: 'live' })],
  });
  const [settled] = await store.deliveries.settle(
    [
      work(
        2,
        starting(ANN, value('38'), () => waits),
      ),
    ],
    1,
  );
  const { items } = await store.outbox.page({ limit: 1 });
  await store.close();
  return { ...decided, run: settled!.run!.id, message: items[0]!.id };
}

let prepared: string;
let known: Prepared;
beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), 'fieldhook-fault-'));
  known = await prepare(prepared);
});
afterAll(() => rmSync(prepared, { recursive: true }));

const fails = () => {
  throw new Error('Nobody can decide this.');
};

async function decideConflict(store: LocalStore, resolution: (userNs: string) => Resolution) {
  const { candidates } = (await store.conflicts.get(known.conflict))!;
  await resolveConflict(store, new DriftWatch(store), known.conflict, resolution(candidates[0]!.userNs), 3);
}

/** What is one transaction for the engine. */
const OPERATIONS: Record<string, (store: LocalStore) => Promise<unknown>> = {
  'a batch of requests': (store) =>
    store.deliveries.acceptBatch([
      newDelivery('dlv_7', signed('dlv_7')),
      newDelivery('dlv_8', { ...signed('dlv_7') }),
      newDelivery('dlv_9', { webhookId: 'whk_b', repeatKey: { kind: 'content', key: 'x' } }),
    ]),
  'the work on several requests, one of which fails': (store) =>
    store.deliveries.settle(
      [
        work(3, upsertByEmail('bob@example.com', value('41'))),
        work(4, fails),
        work(5, upsertByEmail('ann@example.com', value('39'))),
        work(6, upsertByEmail('bob@example.com', { shoe: null })),
      ],
      2,
    ),
  'the work on a request of several items, one of which fails': (store) => {
    const ann = upsertByEmail('ann@example.com', value('40'));
    const bob = upsertByEmail('bob@example.com', value('41'));
    return store.deliveries.settle([itemsWork(3, [bob, fails, ann, bob]), work(4, ann)], 2);
  },
  'SN5 the work on a request that starts a flow, with its first message': (store) =>
    store.deliveries.settle([work(3, starting('bob@example.com', value('41'), oneMessage))], 2),
  'SN1 a run that goes on, with its next message': (store) =>
    store.runs.advance([{ id: known.run, step: 'wwww', plan: oneMessage, onFault: String }], 6),
  'SN4 a message that is about to be sent': (store) => store.outbox.begin(known.message, 6, null),
  'ID10 a conflict that is decided by a merge, and is remembered': (store) =>
    decideConflict(store, (userNs) => ({ choice: 'merge', keep: userNs, remember: true })),
  'ID10 a conflict that is decided for one of the two, and starts a flow': (store) =>
    decideConflict(store, (userNs) => ({ choice: 'pick', userNs, remember: false })),
  'a merge that is taken back': (store) => store.contacts.undoMerge(known.merge, 3),
  'a duplicate that is released': (store) => store.deliveries.release('dlv_6'),
  'a new configuration': (store) =>
    store.webhooks.update('whk_a', { config: configOf({ limit: null }), version: 1, at: 3 }),
  'EX2 a file of webhooks with a field and flows': (store) =>
    store.imports.apply({
      fields: [{ key: 'size', name: 'Size', type: 'number' }],
      flows: [{ key: 'follow-up', name: 'Follow up', config: sends('How was it?') }],
      replacedFlows: [{ key: 'confirm', version: 1, config: sends('See you soon.') }],
      created: ['whk_c', 'whk_d'].map((id) => ({
        ...{ id, token: `token-of-${id}`, name: `Moved ${id}`, config: configOf({ flow: 'follow-up' }) },
        sample: { text: '{"size":1}', contentType: 'application/json' },
        tests: [{ id: `tst_${id}`, name: 'One', payload: '{"size":1}', expected: [] }],
      })),
      replaced: [{ id: 'whk_a', version: 1, config: configOf({ limit: null }), sample: null, tests: [] }],
      expected: { fields: [{ key: 'shoe', type: 'text' }], flows: [] },
      at: 3,
    }),
  'EX4 some rows of a file of people, one of whom is known and one is there twice': (store) =>
    store.contacts.writeEach(
      ['bob', 'ann', 'cid', 'bob'].map((name) => `${name}@example.com`),
      (email, find) => ({ write: upsertByEmail(email, value(`size of ${email}`))(find).write }),
      { importId: 'imp_1', at: 4 },
    ),
  'a contact that is deleted with what it was sent': (store) => store.contacts.delete(ann(store), 3),
  'a new address': (store) => store.webhooks.rotate('whk_a', 'another-token', 4, 3),
};

/** What goes at once for every reader, and off the disk in slices that a next start finishes. */
const IN_SLICES: typeof OPERATIONS = {
  'a field that is deleted, also in configurations': async (store) => {
    await store.fields.delete('shoe', true, 3);
    await store.care.forgetDeleted(3);
  },
  'a webhook that is deleted with its requests': async (store) => {
    await store.webhooks.delete('whk_a', 3);
    await store.webhooks.forgetDeleted(3);
  },
};

/** What undoes a deletion, while Fieldhook goes on: after a crash nothing can. */
const UNDONE: Record<string, (store: LocalStore) => Promise<() => Promise<unknown>>> = {
  'a contact that is put back': async (store) => {
    const userNs = ann(store);
    await store.contacts.delete(userNs, 3);
    return () => store.contacts.putBack(userNs, 4);
  },
  'a flow that is put back': async (store) => {
    await store.flows.delete('confirm', true, 3);
    return () => store.flows.putBack('confirm', 4);
  },
};

/** In the short form, only some of the torn commits are looked at. */
const STEP = rounds(17, 1);

async function crashEverywhere(operation: (store: LocalStore) => Promise<unknown>) {
  const dataDir = copyOf(prepared);
  const before = contentOf(dataDir);
  const store = await openAt(dataDir);
  const points = await crashPoints(dataDir, () => operation(store));
  const torn = tornLogs(points.at(-1)!).filter((_, index) => index % STEP === 0);
  await store.close();
  const after = contentOf(dataDir);
  expect(after).not.toEqual(before);
  const stateOf = (dir: string) => eitherOf(before, after, contentOf(dir));
  return { points, torn, stateOf };
}

function expectAllOrNothing(states: readonly string[]): void {
  const done = states.indexOf('after');
  expect(done).toBeGreaterThan(0);
  expect(states).toEqual(states.map((_, index) => (index < done ? 'before' : 'after')));
}

/** Goes on in each folder that a crash left. */
async function expectSameEnd(
  { points, torn, stateOf }: Awaited<ReturnType<typeof crashEverywhere>>,
  operation: (store: LocalStore) => Promise<unknown>,
): Promise<void> {
  for (const dir of [...points, ...torn]) {
    const store = await openAt(dir);
    const state = stateOf(copyOf(dir));
    if (state !== 'after') {
      expect(state).toBe('before');
      await operation(store);
    }
    await store.close();
    expect(stateOf(dir)).toBe('after');
  }
}

describe('a crash between any two statements, or in the middle of a commit', () => {
  it.each(Object.entries(OPERATIONS))(
    'RC1 PR1 leaves all or nothing, and a next start that goes on comes to the same end: %s',
    { timeout: timeout(120_000) },
    async (_, operation) => {
      const crashed = await crashEverywhere(operation);
      const { points, torn, stateOf } = crashed;
      expectAllOrNothing(points.map((dir) => stateOf(copyOf(dir))));
      expect(new Set(torn.map((dir) => stateOf(copyOf(dir))))).toEqual(new Set(['before']));
      await expectSameEnd(crashed, operation);
    },
  );

  it.each(Object.entries(IN_SLICES))(
    'RC1 PR1 a next start that goes on comes to the same end: %s',
    { timeout: timeout(120_000) },
    async (_, operation) => expectSameEnd(await crashEverywhere(operation), operation),
  );

  it.each(Object.entries(UNDONE))('RC1 PR1 leaves all or nothing: %s', async (_, deleted) => {
    const dataDir = copyOf(prepared);
    const store = await openAt(dataDir);
    const putBack = await deleted(store);
    const before = contentOf(copyOf(dataDir));
    const points = await crashPoints(dataDir, putBack);
    await store.close();
    const after = contentOf(dataDir);
    expectAllOrNothing(points.map((dir) => eitherOf(before, after, contentOf(copyOf(dir)))));
  });
});
