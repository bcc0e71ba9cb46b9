/**
 * A process of its own that uses the store, for tests that stop or kill it. `hold DIR` opens the folder and waits; `work DIR` stores
 * requests and works on them without end; `die-in-flow DIR` works on what waits and kills itself between two statements of the third flow that
 * starts. Each line it prints was true on disk before: `ready`, `stored ID…`, `settled ID…`, or the fault of
 * a start that failed.
 */
import { createNewId } from '#engine/new-id.ts';
import { StartError } from '#engine/start-error.ts';
import { openStore } from '#engine/store/open-store.ts';
import type { FlowStart } from '#engine/store/port/work-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { oneMessage, startingFlow } from '#test/contract/store/made-up-flows.ts';
import { newDelivery, upsertByEmail, work } from '#test/contract/store/made-up-rows.ts';

const BATCH = 20;
const [, , mode, dataDir = ''] = process.argv;
const newId = createNewId(() => Date.now());

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function storeAndSettle(store: LocalStore): Promise<void> {
  for (let number = 0; ; number += 1) {
    const batch = Array.from({ length: BATCH }, () => {
      const id = newId('dlv');
      return newDelivery(id, { body: Buffer.from(`body of ${id}`) });
    });
    await store.deliveries.acceptBatch(batch);
    say(`stored ${batch.map(({ id }) => id).join(' ')}`);
    const pending = await store.deliveries.pending(BATCH);
    const settled = await store.deliveries.settle(
      pending.map(({ seq }) => work(seq, upsertByEmail(`person${seq % 7}@example.com`, {}))),
      number,
    );
    say(`settled ${settled.map(({ delivery }) => delivery.id).join(' ')}`);
  }
}

/** The process is gone in the middle of the transaction: after the run was written, before its messages. */
async function dieInFlow(store: LocalStore): Promise<void> {
  const pending = await store.deliveries.pending(BATCH);
  let starts = 0;
  const plan: FlowStart['plan'] = () => {
    starts += 1;
    if (starts === 3) process.kill(process.pid, 'SIGKILL');
    return oneMessage();
  };
  await store.deliveries.settle(
    pending.map(({ seq }) => work(seq, startingFlow(`person${seq}@example.com`, plan))),
    0,
  );
}

try {
  const store = await openStore({ dataDir, now: () => Date.now(), newId });
  say('ready');
  if (mode === 'work') await storeAndSettle(store);
  else if (mode === 'die-in-flow') await dieInFlow(store);
  else setInterval(() => undefined, 1000);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  say(error.kind);
}
