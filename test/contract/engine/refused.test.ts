import { expect, test } from 'vitest';
import type { Delivery } from '#shared/contract/delivery.ts';
import { activeWebhook, ask, emptyFolder, engineOn, post } from './start-on.ts';

const KEPT = 50;

test('a sender with a wrong secret is answered the same however often it comes, and fills neither the log nor the disk', async () => {
  const engine = engineOn(await emptyFolder());
  await engine.start();
  const { address } = await activeWebhook(engine, { verify: { scheme: 'github' } });
  const answers = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const sent = await Promise.all(Array.from({ length: 40 }, () => post(address, { email: 'jane@mail.example' })));
    for (const answer of sent) answers.add(`${answer.status} ${await answer.text()}`);
  }
  expect([...answers]).toEqual(['401 {"status":"unauthorized"}']);
  const { body } = await ask(engine, 'GET', '/api/deliveries?limit=200');
  const log: Delivery[] = body.items;
  expect(log).toHaveLength(KEPT);
  expect(log.filter(({ alike }) => alike !== null)).toHaveLength(1);
  expect(log[0]?.alike?.count).toBe(120 - KEPT);
  const overview = await ask(engine, 'GET', '/api/webhooks');
  expect(JSON.stringify(overview.body)).toContain('"requests":120');
});

test('S13 questions that are refused are kept like any other refused request: a stranger who asks by GET fills no log', async () => {
  const engine = engineOn(await emptyFolder());
  await engine.start();
  const { address } = await activeWebhook(engine, { verify: { scheme: 'meta' } });
  const asked = Array.from({ length: KEPT + 10 }, () =>
    fetch(`${address}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x`),
  );
  expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([403]));
  // They are answered first and written down then.
  const log = async (): Promise<Delivery[]> => (await ask(engine, 'GET', '/api/deliveries?limit=200')).body.items;
  await expect.poll(async () => (await log())[0]?.alike?.count).toBe(10);
  expect(await log()).toHaveLength(KEPT);
});
