import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { type Benchmark, median } from '../measure.ts';
import { pipelineWebhook } from '../pipeline-webhook.ts';
import { watchWaits } from '../watch-waits.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const ROUNDS = 9;
const BYTES = 5_000_000;

/** The longest wait of another sender while one request of 5 MB is received, parsed and mapped. */
export const stall: Benchmark = {
  metrics: [{ name: 'stall_ms', bound: '< 100 ms' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const address = await pipelineWebhook(fieldhook);
      return { stall_ms: await longestWaits(fieldhook, address, largePayload) };
    }),
};

/** The same while the 1,000 items of one request are worked on, each a contact of its own. */
export const stallItems: Benchmark = {
  metrics: [{ name: 'stall_items_ms', bound: '< 100 ms' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const { key } = await call(fieldhook, 'createField', { body: { name: 'Note', type: 'text' } });
      const config = {
        limit: null,
        itemsPath: '$.people',
        identity: { phone: '$.people[*].phone', email: '$.people[*].email' },
        fields: [{ field: key, path: '$.people[*].note' }],
      };
      const { id, address } = await call(fieldhook, 'createWebhook', { body: { name: 'Guests', config } });
      await call(fieldhook, 'updateWebhook', { params: { id }, body: { active: true } });
      return { stall_items_ms: await longestWaits(fieldhook, address, manyPeople) };
    }),
};

async function longestWaits(fieldhook: Fieldhook, address: string, payloadOf: (round: number) => string) {
  const runs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const watch = watchWaits(address);
    const body = payloadOf(round);
    const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    if (answer.status !== 200) throw new Error(`The large request was answered ${answer.status}.`);
    while ((await call(fieldhook, 'getHealth', {})).pending > 0);
    runs.push(await watch.end());
  }
  return { value: median(runs), unit: 'ms', runs };
}

function manyPeople(round: number): string {
  const people = Array.from({ length: 1_000 }, (_, person) => ({
    email: `guest.${round % 2}.${person}@example.com`,
    phone: `+44117496${String(person).padStart(4, '0')}`,
    note: `round ${round}`,
  }));
  return JSON.stringify({ people });
}

/** 40,000 values, close to the most that is read, and close to the most bytes that are taken. */
function largePayload(round: number): string {
  const invitee = { first_name: 'Ada', last_name: 'Byron', email: `ada.${round}@example.com`, phone: '+441174960123' };
  const rows = Array.from({ length: 10_000 }, (_, row) => ({ row, price: '65.00', note: 'x'.repeat(440) }));
  const text = JSON.stringify({ payload: { invitee, start: '2026-03-09T14:00:00Z', rows } });
  if (text.length > BYTES) throw new Error('The payload is larger than what is taken.');
  return text;
}
