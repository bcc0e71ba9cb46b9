import { expect, it } from 'vitest';
import type { Run } from '#shared/contract/flow.ts';
import { call, makeWebhook, untilDone } from './support/load.ts';
import { makeSendingFlow, startSmsProvider, untilSent } from './support/sms-provider.ts';
import { newDataFolder, startHost } from './support/start-host.ts';

/** Which places it reads: twice as many with each line. */
const DOUBLING = `{% assign a = payload.x %}{% assign b = payload.y %}${'{% if a %}{% assign b = a.x %}{% assign a = a.y %}{% assign a = b.z %}{% endif %}'.repeat(100)}`;
/** Liquid looks at the clock between pieces of a text only, and this is one. */
const WITHOUT_END = `{{ payload.list ${'| group_by_exp: "one", "one.n | plus: 1 | plus: 1" | map: "items" | first '.repeat(20)}| size }}`;
const LIST = Array.from({ length: 24_000 }, () => ({ n: 1 }));

it('K1 a text that never ends, or would take all memory, is kept back and says so; the host answers, and the other messages go out once', async () => {
  const dataDir = newDataFolder();
  const host = await startHost({ dataDir });
  const provider = await startSmsProvider();
  const key = await makeSendingFlow(host, provider, 'See you then.');
  const send = (id: string, text: string) => ({ id, kind: 'send', channel: 'sms', text });
  const steps = [send('doubling', DOUBLING), send('endless', WITHOUT_END), send('good', 'Hi {{ payload.name }}')];
  const flow = await call<{ problems: { step: string }[] }>(host, 'PATCH', `/api/flows/${key}`, { config: { steps } });
  expect(flow.problems.map(({ step }) => step)).toEqual(['doubling']);

  const token = await makeWebhook(host, 'bookings', { flow: key });
  for (const [index, name] of ['Ann', 'Bob', 'Cid'].entries()) {
    const body = JSON.stringify({ name, phone: `+44117496012${index}`, list: LIST });
    const { status } = await fetch(`${host.receiver}/h/${token}`, { method: 'POST', body });
    expect(status).toBe(200);
  }
  await untilDone(host);
  await untilSent(host);

  const { items } = await call<{ items: Run[] }>(host, 'GET', '/api/runs');
  const tooMany = 'Kept back: The names in this text may stand for too much. Use fewer “assign” inside of “if”.';
  const tooLong = 'Kept back: The text takes too long to fill in, and had to be stopped. Make it simpler.';
  expect(items).toHaveLength(3);
  for (const run of items) {
    expect(run.steps).toMatchObject([
      { step: 'doubling', state: 'failed', sentence: tooMany },
      { step: 'endless', state: 'failed', sentence: tooLong },
      { step: 'good', state: 'done' },
    ]);
  }
  expect(provider.taken.map(({ text }) => text).sort()).toEqual(['Hi Ann', 'Hi Bob', 'Hi Cid']);
  expect(await host.stop()).toEqual({ code: 0, signal: null });
});
