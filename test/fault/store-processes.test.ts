import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createNewId } from '#engine/new-id.ts';
import { openStore } from '#engine/store/open-store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { oneMessage, startingFlow } from '#test/contract/store/made-up-flows.ts';
import { accept, newDelivery, pendingSeqs, webhookOf, work } from '#test/contract/store/made-up-rows.ts';
import { temporaryFolder } from '#test/contract/store/temporary-store.ts';
import { runStoreChild, type StoreChild } from './support/run-store-child.ts';

const open = (dataDir: string) => openStore({ dataDir, now: () => 0, newId: createNewId(() => 0) });

async function nextLine(child: StoreChild): Promise<string> {
  const { value, done } = await child.lines.next();
  return done === true ? 'ended' : value;
}

test('a second process is turned away, even while the first is stopped, and let in when it was killed', async () => {
  const dir = join(temporaryFolder(), 'data');
  const first = runStoreChild('hold', dir);
  expect(await nextLine(first)).toBe('ready');
  const files = readdirSync(dir).sort();

  expect(await nextLine(runStoreChild('hold', dir))).toBe('already-running');
  first.process.kill('SIGSTOP');
  await expect(open(dir)).rejects.toMatchObject({ kind: 'already-running' });
  expect(readdirSync(dir).sort()).toEqual(files);

  await first.kill();
  await (await open(dir)).close();
});

test('five processes started at once: one gets the folder', async () => {
  const dir = join(temporaryFolder(), 'data');
  const children = Array.from({ length: 5 }, () => runStoreChild('hold', dir));
  const said = await Promise.all(children.map(nextLine));
  expect(said.sort()).toEqual([...Array(4).fill('already-running'), 'ready']);
});

test('PR1 SN5 a process that dies between two statements of a flow leaves all or nothing, and each flow starts once', async () => {
  const dir = join(temporaryFolder(), 'data');
  const before = await open(dir);
  await before.webhooks.create(webhookOf('whk_a'));
  await before.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({}), at: 0 });
  await accept(before, ...Array.from({ length: 5 }, (_, index) => newDelivery(`dlv_${index + 1}`)));
  await before.close();

  const child = runStoreChild('die-in-flow', dir);
  expect(await nextLine(child)).toBe('ready');
  expect(await nextLine(child)).toBe('ended');

  const store = await open(dir);
  onTestFinished(() => store.close());
  expect(await pendingSeqs(store)).toEqual([1, 2, 3, 4, 5]);
  expect((await store.runs.page({ limit: 10 })).items).toEqual([]);
  expect((await store.contacts.page({ limit: 10 })).total).toBe(0);
  const all = [1, 2, 3, 4, 5].map((seq) => work(seq, startingFlow(`person${seq}@example.com`, oneMessage)));
  await store.deliveries.settle([...all, ...all], 0);
  const { items } = await store.runs.page({ limit: 10 });
  expect(items.map(({ deliveryId }) => deliveryId)).toEqual(['dlv_5', 'dlv_4', 'dlv_3', 'dlv_2', 'dlv_1']);
  expect(new Set(items.map(({ steps }) => steps[0]?.messageId)).size).toBe(5);
});

test('RC1 PR1 a process killed while it writes loses nothing it has confirmed, and does nothing twice', async () => {
  const dir = join(temporaryFolder(), 'data');
  const store = await open(dir);
  await store.webhooks.create(webhookOf('whk_a'));
  await store.close();

  const stored: string[] = [];
  const settled: string[] = [];
  for (const linesToRead of [3, 8, 21]) {
    const child = runStoreChild('work', dir);
    expect(await nextLine(child)).toBe('ready');
    for (let line = 0; line < linesToRead; line += 1) {
      const [what, ...ids] = (await nextLine(child)).split(' ');
      (what === 'stored' ? stored : settled).push(...ids);
    }
    await child.kill();
  }

  const database = new Database(join(dir, 'fieldhook.db'));
  const missing = (expected: string[], text: string) => {
    const found = new Set(database.prepare<[], string>(text).pluck().all());
    return expected.filter((id) => !found.has(id));
  };
  const whole = `SELECT d.id FROM delivery d JOIN delivery_body b ON b.seq = d.seq
    WHERE CAST(b.body AS TEXT) = 'body of ' || d.id`;
  const done = `SELECT d.id FROM delivery d JOIN delivery_receipt r ON r.seq = d.seq WHERE outcome = 'processed'`;
  expect(stored.length).toBeGreaterThan(200);
  expect(missing(stored, whole)).toEqual([]);
  expect(settled.length).toBeGreaterThan(200);
  expect(missing(settled, done)).toEqual([]);

  // Exactly once: every settled request has one receipt and counts once for its contact; an open one has left nothing.
  const number = (text: string) => database.prepare<[], number>(text).pluck().get();
  const outcomes = number('SELECT count(*) FROM delivery WHERE outcome IS NOT NULL');
  expect(number('SELECT count(*) FROM delivery_receipt')).toBe(outcomes);
  expect(number('SELECT sum(requests) FROM contact')).toBe(outcomes);
  expect(number('SELECT sum(requests) FROM delivery_hour')).toBe(number('SELECT count(*) FROM delivery'));
  expect(number('SELECT count(*) FROM contact')).toBe(7);
  expect(number("SELECT value FROM counter WHERE name = 'contacts'")).toBe(7);
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
});
