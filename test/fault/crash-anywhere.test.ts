import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LocalStore } from '#engine/store/store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { configOf, itemsWork, newDelivery, upsertByEmail, webhookOf, work } from '#test/contract/store/made-up-rows.ts';
import { contentOf, copyOf, crashPoints, eitherOf, openAt, tornLogs } from './support/crash-points.ts';
import { rounds } from './support/form.ts';

vi.mock('better-sqlite3', async () => ({ default: (await import('./support/watched-database.ts')).WatchedDatabase }));

const signed = (key: string) => ({ repeatKey: { kind: 'signed', key }, verifiedBy: 'github' }) as const;
const sends = (text: string) => FlowConfigSchema.parse({ steps: [{ id: 'snd1', kind: 'send', channel: 'sms', text }] });
const value = (text: string) => ({ shoe: { text, original: null } });

/** Two webhooks, one of which starts a flow, a field, people, work that waits and a duplicate that is held back. */
async function prepare(dataDir: string): Promise<void> {
  // Nobody who is made later gets the User Ns of these.
  const store = await openAt(dataDir, 1000);
  await store.fields.create({ name: 'Shoe', type: 'text', at: 0 });
  await store.flows.create({ name: 'Confirm', config: sends('See you.'), at: 0 });
  await store.webhooks.create(webhookOf('whk_a'));
  await store.webhooks.create(webhookOf('whk_b', { config: configOf({ flow: 'confirm' }) }));
  const ids = ['dlv_1', 'dlv_2', 'dlv_3', 'dlv_4', 'dlv_5'];
  await store.deliveries.acceptBatch(ids.map((id) => newDelivery(id, signed(id))));
  await store.deliveries.acceptBatch([newDelivery('dlv_6', signed('dlv_1'))]);
  await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', value('38')))], 1);
  await store.close();
}

let prepared: string;
beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), 'fieldhook-fault-'));
  await prepare(prepared);
});
afterAll(() => rmSync(prepared, { recursive: true }));

const fails = () => {
  throw new Error('Nobody can decide this.');
};

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
        work(2, upsertByEmail('bob@example.com', value('41'))),
        work(3, fails),
        work(4, upsertByEmail('ann@example.com', value('39'))),
        work(5, upsertByEmail('bob@example.com', { shoe: null })),
      ],
      2,
    ),
  'the work on a request of several items, one of which fails': (store) => {
    const ann = upsertByEmail('ann@example.com', value('40'));
    const bob = upsertByEmail('bob@example.com', value('41'));
    return store.deliveries.settle([itemsWork(2, [bob, fails, ann, bob]), work(3, ann)], 2);
  },
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
      })),
      replaced: [{ id: 'whk_a', version: 1, config: configOf({ limit: null }), sample: null }],
      expected: { fields: [{ key: 'shoe', type: 'text' }], flows: [] },
      at: 3,
    }),
  'EX4 some rows of a file of people, one of whom is known and one is there twice': (store) =>
    store.contacts.writeEach(
      ['bob', 'ann', 'cid', 'bob'].map((name) => `${name}@example.com`),
      (email, find) => ({ write: upsertByEmail(email, value(`size of ${email}`))(find).write }),
      4,
    ),
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

/** In the short form, the rest of the work is done after some of the torn commits only. */
const STEP = rounds(7, 1);

async function crashEverywhere(operation: (store: LocalStore) => Promise<unknown>) {
  const dataDir = copyOf(prepared);
  const before = contentOf(dataDir);
  const store = await openAt(dataDir);
  const points = await crashPoints(dataDir, () => operation(store));
  const torn = tornLogs(points.at(-1)!);
  await store.close();
  const after = contentOf(dataDir);
  expect(after).not.toEqual(before);
  const stateOf = (dir: string) => eitherOf(before, after, contentOf(dir));
  return { points, torn, stateOf };
}

describe('a crash between any two statements, or in the middle of a commit', () => {
  it.each(Object.entries(OPERATIONS))('RC1 PR1 leaves all or nothing: %s', async (_, operation) => {
    const { points, torn, stateOf } = await crashEverywhere(operation);
    const states = points.map((dir) => stateOf(copyOf(dir)));
    const done = states.indexOf('after');
    expect(done).toBeGreaterThan(0);
    expect(states).toEqual(states.map((_, index) => (index < done ? 'before' : 'after')));
    expect(new Set(torn.map((dir) => stateOf(copyOf(dir))))).toEqual(new Set(['before']));
  });

  it.each(Object.entries({ ...OPERATIONS, ...IN_SLICES }))(
    'RC1 PR1 a next start that goes on comes to the same end: %s',
    async (_, operation) => {
      const { points, torn, stateOf } = await crashEverywhere(operation);
      for (const dir of [...points, ...torn.filter((_, index) => index % STEP === 0)]) {
        await (await openAt(dir)).close();
        const state = stateOf(copyOf(dir));
        if (state !== 'after') {
          expect(state).toBe('before');
          const again = await openAt(dir);
          await operation(again);
          await again.close();
          expect(stateOf(dir)).toBe('after');
        }
      }
    },
  );
});
