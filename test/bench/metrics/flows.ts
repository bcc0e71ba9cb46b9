import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import autocannon from 'autocannon';
import Database from 'better-sqlite3';
import type { StepInput } from '#shared/contract/flow.ts';
import { goLive } from '#test/contract/channels/go-live.ts';
import { emptyFolder, type Fieldhook, removeFolder, startFieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { PAYLOAD } from '../load.ts';
import { type Benchmark, type Measurement, median } from '../measure.ts';
import { pipelineWebhook } from '../pipeline-webhook.ts';
import { watchWaits } from '../watch-waits.ts';
import { call, HOST, withFieldhook } from '../with-fieldhook.ts';

const REQUESTS = 2000;
const ROUNDS = 5;
const TIMERS = 10_000;
const CATCHING_UP_MS = 30_000;
const SENDS = 1000;
const LATENCY_MS = 200;
const AT_ONCE = 50;

const HAS_PHONE = { operand: { of: 'contact', slot: 'phone' }, comparison: 'exists' } as const;

const FIVE_STEPS: StepInput[] = [
  { id: 'tag1', kind: 'tag', action: 'add', tag: 'booked' },
  { id: 'cond', kind: 'condition', test: HAS_PHONE, yes: [], no: [] },
  { id: 'tag2', kind: 'tag', action: 'remove', tag: 'asked' },
  { id: 'note', kind: 'send', channel: 'desktop', text: '{{ contact.first_name }} comes at {{ field.booking_start }}' },
  { id: 'stop', kind: 'stop' },
];

/** What a flow of five steps adds to the work on a request: requests worked off with the flow, less the same without it. */
export const flowCost: Benchmark = {
  metrics: [{ name: 'flow_ms', bound: '< 3 ms' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const plain = await pipelineWebhook(fieldhook);
      const flow = await call(fieldhook, 'createFlow', { body: { name: 'Five steps', config: { steps: FIVE_STEPS } } });
      const flowing = await pipelineWebhook(fieldhook, flow.key);
      const perRequest = async (address: string) => {
        const begun = performance.now();
        await send(address, REQUESTS);
        await finished(fieldhook);
        return (performance.now() - begun) / REQUESTS;
      };
      await perRequest(plain);
      const runs: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const without = await perRequest(plain);
        runs.push((await perRequest(flowing)) - without);
      }
      return { flow_ms: inMs(runs) };
    }),
};

/**
 * 10,000 runs wait in a flow; their time comes while Fieldhook is not running. How long senders wait in the first half minute of catching
 * up: at ten a second all of them take 17 minutes, each second like the other.
 */
export const timers: Benchmark = {
  metrics: [{ name: 'timers_stall_ms', bound: '< 100 ms' }],
  async run() {
    const dataDir = await emptyFolder();
    try {
      const path = await letWait(dataDir);
      const fieldhook = await startFieldhook({ dataDir, program: HOST });
      const watch = watchWaits(`${fieldhook.receiver}${path}`);
      await after(CATCHING_UP_MS);
      const longest = await watch.end();
      if ((await finishedRuns(fieldhook)) === 0) throw new Error('No run went on.');
      await fieldhook.stop();
      return { timers_stall_ms: inMs([longest]) };
    } finally {
      await removeFolder(dataDir);
    }
  },
};

/** 1,000 messages to a provider that takes 200 ms for each, eight at once: never under 25 s. */
export const sends: Benchmark = {
  metrics: [{ name: 'sends_s', bound: '< 30 s' }],
  run: () =>
    withFieldhook(async (fieldhook) => {
      const provider = await slowProvider();
      try {
        const account = { accountSid: 'AC1', from: '+442079460000', baseUrl: provider.url };
        await call(fieldhook, 'putChannelSecret', {
          params: { channel: 'sms', name: 'authToken' },
          body: { value: 'made up' },
        });
        await goLive(fieldhook.door, 'sms', { account, dailyCap: null, spike: null, perAddress: null });
        const steps: StepInput[] = [{ id: 'send', kind: 'send', channel: 'sms', text: 'See you then.' }];
        const flow = await call(fieldhook, 'createFlow', { body: { name: 'Confirm', config: { steps } } });
        const begun = performance.now();
        await send(await pipelineWebhook(fieldhook, flow.key), SENDS);
        await finished(fieldhook);
        while ((await unsent(fieldhook)) > 0) await after(20);
        const seconds = (performance.now() - begun) / 1000;
        if (provider.taken() !== SENDS) throw new Error(`${provider.taken()} messages left instead of ${SENDS}.`);
        return { sends_s: { value: seconds, unit: 's', runs: [seconds] } };
      } finally {
        provider.close();
      }
    }),
};

/** Lets 10,000 runs of a flow wait, and turns their moment into the past. Resolves to the path of the webhook's address. */
async function letWait(dataDir: string): Promise<string> {
  const fieldhook = await startFieldhook({ dataDir, program: HOST });
  const steps: StepInput[] = [
    { id: 'wait', kind: 'wait', wait: { kind: 'after', minutes: 60 } },
    { id: 'note', kind: 'send', channel: 'desktop', text: 'It is time.' },
  ];
  const flow = await call(fieldhook, 'createFlow', { body: { name: 'Later', config: { steps, late: 'run' } } });
  const address = await pipelineWebhook(fieldhook, flow.key);
  await send(address, TIMERS);
  await finished(fieldhook);
  await fieldhook.stop();
  const database = new Database(join(dataDir, 'fieldhook.db'));
  database.exec('UPDATE flow_run SET due_at = started_at WHERE due_at IS NOT NULL');
  database.close();
  return new URL(address).pathname;
}

async function slowProvider() {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', async () => {
      taken += 1;
      const sid = `SM${taken}`;
      await after(LATENCY_MS);
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    taken: () => taken,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function send(url: string, amount: number): Promise<void> {
  const { non2xx, errors } = await autocannon({
    url,
    amount,
    connections: AT_ONCE,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: PAYLOAD,
  });
  if (non2xx + errors > 0) throw new Error(`The load met ${non2xx} refusals and ${errors} errors.`);
}

async function finished(fieldhook: Fieldhook): Promise<void> {
  while ((await call(fieldhook, 'getHealth', {})).pending > 0) await after(2);
}

async function finishedRuns(fieldhook: Fieldhook): Promise<number> {
  const answer = await fieldhook.door('/api/runs?state=done&limit=1');
  return ((await answer.json()) as { items: unknown[] }).items.length;
}

async function unsent(fieldhook: Fieldhook): Promise<number> {
  const left = async (state: string) => {
    const answer = await fieldhook.door(`/api/messages?state=${state}&limit=1`);
    return ((await answer.json()) as { items: unknown[] }).items.length;
  };
  return (await left('queued')) + (await left('sending'));
}

const inMs = (runs: number[]): Measurement => ({ value: median(runs), unit: 'ms', runs });
