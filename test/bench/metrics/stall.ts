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
      const runs: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const watch = watchWaits(address);
        const body = largePayload(round);
        const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
        if (answer.status !== 200) throw new Error(`The large request was answered ${answer.status}.`);
        while ((await call(fieldhook, 'getHealth', {})).pending > 0);
        runs.push(await watch.end());
      }
      return { stall_ms: { value: median(runs), unit: 'ms', runs } };
    }),
};

/** 40,000 values, close to the most that is read, and close to the most bytes that are taken. */
function largePayload(round: number): string {
  const invitee = { first_name: 'Ada', last_name: 'Byron', email: `ada.${round}@example.com`, phone: '+441174960123' };
  const rows = Array.from({ length: 10_000 }, (_, row) => ({ row, price: '65.00', note: 'x'.repeat(440) }));
  const text = JSON.stringify({ payload: { invitee, start: '2026-03-09T14:00:00Z', rows } });
  if (text.length > BYTES) throw new Error('The payload is larger than what is taken.');
  return text;
}
