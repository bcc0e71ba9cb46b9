import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '#engine/store/open-store.ts';
import type { FlowStart } from '#engine/store/port/work-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import type { RunProgress } from '#shared/contract/flow-work.ts';
import { newMessage, oneMessage, progressOf, startingFlow } from './made-up-flows.ts';
import { accept, NOON, newDelivery, webhookOf, work } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const MINUTE = 60_000;

/** A store with the flow `reminder` and one request for each name, of which those with a plan have started it. */
async function storeWith(plans: Record<string, RunProgress | null>) {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a'));
  await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({}), at: NOON });
  const names = Object.keys(plans);
  await accept(store, ...names.map((name) => newDelivery(`dlv_${name}`)));
  for (const [index, name] of names.entries()) {
    const progress = plans[name];
    if (progress) await settle(store, index + 1, name, () => progress);
  }
  return opened;
}

async function settle(store: LocalStore, seq: number, name: string, plan: FlowStart['plan']) {
  const [settled] = await store.deliveries.settle(
    [work(seq, startingFlow(`${name}@mail.example`, plan))],
    NOON + MINUTE,
  );
  return settled!;
}

/** Puts a backup of this store in its place; `meanwhile` works on the store after the backup was made. */
async function restore(opened: Awaited<ReturnType<typeof storeWith>>): Promise<LocalStore> {
  const { id } = await opened.store.backups.make('by-hand');
  await opened.store.backups.restoreAtNextStart(id);
  opened.clock.set(NOON + MINUTE);
  return opened.reopen();
}

const live = (step: string, change: Parameters<typeof newMessage>[1] = {}) =>
  newMessage(step, { mode: 'live', ...change });
const messagesOf = async (store: LocalStore) =>
  (await store.outbox.page({ limit: 20 })).items.map(({ mode, state, reason, sentence, dueAt }) => {
    return { mode, state, reason, sentence, dueAt };
  });
const runOf = async (store: LocalStore, name: string) =>
  (await store.runs.page({ limit: 1, deliveryId: `dlv_${name}` })).items[0]!;

describe('SN4 SN5 after the data went back to an earlier state', () => {
  test('what waited to be sent waits for the owner; test mode, which reaches nobody, goes on', async () => {
    const store = await restore(
      await storeWith({
        ann: progressOf({ messages: [live('aaaa'), newMessage('bbbb')] }),
        ben: progressOf({
          messages: [live('aaaa', { state: 'held', reason: 'quiet-hours', sentence: 'It is night.' })],
        }),
        cay: progressOf({
          messages: [live('aaaa', { state: 'held', reason: 'missing-value', sentence: 'No date.' })],
        }),
      }),
    );
    expect(await messagesOf(store)).toMatchObject([
      {
        state: 'held',
        reason: 'missing-value',
        sentence: expect.stringMatching(/^No date\. .*earlier state/),
      },
      { state: 'held', reason: 'restored', sentence: expect.stringMatching(/It is night\. .*earlier state/) },
      { mode: 'test', state: 'queued', reason: null },
      {
        mode: 'live',
        state: 'held',
        reason: 'restored',
        sentence: expect.stringMatching(/may have gone out since/),
        dueAt: null,
      },
    ]);
    const due = await store.outbox.due(NOON + 1000 * MINUTE, 10, { today: 0, lately: 0 });
    expect(due.map(({ mode }) => mode)).toEqual(['test']);
  });

  test('runs whose time has come wait for the owner; waits that end later go on', async () => {
    const waiting = (dueAt: number) => progressOf({ state: 'waiting', step: 'wwww', dueAt });
    const store = await restore(await storeWith({ ann: waiting(NOON + MINUTE), ben: waiting(NOON + 2 * MINUTE) }));
    expect(await runOf(store, 'ann')).toMatchObject({ state: 'held', dueAt: null });
    expect(await runOf(store, 'ben')).toMatchObject({ state: 'waiting' });
    const due = await store.runs.due(NOON + 3 * MINUTE, 10);
    expect(due.map(({ deliveryId }) => deliveryId)).toEqual(['dlv_ben']);
  });

  test('a request of a flow is not sent again; its run goes on when the owner says so', async () => {
    const request: RunProgress['request'] = {
      step: 'hhhh',
      method: 'POST',
      url: 'https://example.com/',
      headers: [],
      canRepeat: false,
      body: '',
    };
    const store = await restore(
      await storeWith({
        ann: progressOf({
          state: 'waiting',
          step: 'hhhh',
          request,
          steps: [{ step: 'hhhh', kind: 'http', state: 'waiting', sentence: 'Waits.' }],
        }),
      }),
    );
    expect(await store.runs.claimRequests(NOON + 1000 * MINUTE, 10)).toEqual([]);
    const run = await runOf(store, 'ann');
    expect(run).toMatchObject({
      state: 'held',
      steps: [{ state: 'unknown', sentence: expect.stringMatching(/may have arrived/) }],
    });
    const moved = await store.runs.advance(
      [{ id: run.id, step: 'hhhh', plan: () => oneMessage(), onFault: String }],
      NOON + 2 * MINUTE,
    );
    expect(moved).toMatchObject([{ state: 'done', messages: [{ state: 'queued' }] }]);
  });

  test('a request that was still to be worked on fills its contact, and its flow stands at the top until the owner lets it go', async () => {
    const opened = await storeWith({ ann: null });
    const store = await restore(opened);
    const { delivery, run } = await settle(store, 1, 'ann', () => {
      throw new Error('It must not be planned.');
    });
    expect(delivery).toMatchObject({
      outcome: 'processed',
      sentence: expect.stringMatching(/The flow “Reminder” waits for you/),
    });
    expect(run).toMatchObject({ state: 'held', messages: [] });
    expect(await store.runs.stop(run!.id, NOON)).toMatchObject({ state: 'stopped' });

    await accept(store, newDelivery('dlv_ben'));
    expect((await settle(store, 2, 'ben', () => oneMessage())).run).toMatchObject({
      state: 'done',
      messages: [{ state: 'queued' }],
    });
  });

  test('the same where the database file alone was replaced by an older one', async () => {
    const opened = await storeWith({ ann: progressOf({ messages: [live('aaaa')] }), ben: null });
    const { id } = await opened.store.backups.make('by-hand');
    await accept(opened.store, newDelivery('dlv_later'));
    await opened.store.close();
    copyFileSync(join(opened.dir, 'backups', `fieldhook-${id}.db`), join(opened.dir, 'fieldhook.db'));
    const store = await opened.reopen();
    expect(store.care.notices).toMatchObject([{ kind: 'lost-requests', first: 3, last: 3 }]);
    expect(await messagesOf(store)).toMatchObject([{ state: 'held', reason: 'restored' }]);
    const { run } = await settle(store, 2, 'ben', () => oneMessage());
    expect(run).toMatchObject({ state: 'held', messages: [] });
  });

  test('a crash after the backup got its place and before all this leaves it to the next start', async () => {
    const opened = await storeWith({ ann: progressOf({ messages: [live('aaaa')] }) });
    const { id } = await opened.store.backups.make('by-hand');
    await opened.store.backups.restoreAtNextStart(id);
    const wish = readFileSync(join(opened.dir, 'restore.json'));
    await opened.reopen();
    await opened.store.close();
    const database = new Database(join(opened.dir, 'fieldhook.db'));
    database.exec("DELETE FROM restored; UPDATE message SET state = 'queued', reason = NULL, due_at = 0");
    database.close();
    writeFileSync(join(opened.dir, 'restore.json'), wish);
    opened.store = await openStore({ dataDir: opened.dir, now: () => opened.clock.now(), newId: opened.newId });
    expect(await messagesOf(opened.store)).toMatchObject([{ state: 'held', reason: 'restored' }]);
    expect(existsSync(join(opened.dir, 'restore.json'))).toBe(false);
  });
});
