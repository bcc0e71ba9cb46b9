import { Agent, get } from 'node:http';
import { type Benchmark, median } from '../measure.ts';
import { pipelineWebhook } from '../pipeline-webhook.ts';
import { call, withFieldhook } from '../with-fieldhook.ts';

const ROUNDS = 9;
const BYTES = 5_000_000;

/**
 * The event loop as a sender feels it: while one request of 5 MB is received, parsed and mapped, another connection asks the receiver something
 * that needs no disk, one question after the other. The longest wait for an answer is the stall.
 */
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
  const invitee = { first_name: 'Ada', last_name: 'Byron', email: `ada.${round}@example.com`, phone: '+447700900123' };
  const rows = Array.from({ length: 10_000 }, (_, row) => ({ row, price: '65.00', note: 'x'.repeat(440) }));
  const text = JSON.stringify({ payload: { invitee, start: '2026-03-09T14:00:00Z', rows } });
  if (text.length > BYTES) throw new Error('The payload is larger than what is taken.');
  return text;
}

function watchWaits(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let longest = 0;
  let isOver = false;
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const asked = performance.now();
      get(url, { agent }, (answer) => {
        answer.resume().once('end', () => {
          longest = Math.max(longest, performance.now() - asked);
          resolve();
        });
      }).once('error', reject);
    });
  const watching = (async () => {
    while (!isOver) await ask();
  })();
  return {
    /** Resolves to the longest wait in ms. */
    async end(): Promise<number> {
      isOver = true;
      await watching;
      agent.destroy();
      return longest;
    },
  };
}
