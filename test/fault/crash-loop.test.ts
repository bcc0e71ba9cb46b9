import { expect, it } from 'vitest';
import { call, makeWebhook } from './support/load.ts';
import { newDataFolder, startFromSources } from './support/start-host.ts';

/** Resolves to the status; null where the process was gone before its answer had left. What was answered, or was to be, is stored. */
const post = (receiver: string, token: string, body: object): Promise<number | null> =>
  fetch(`${receiver}/h/${token}`, { method: 'POST', body: JSON.stringify(body) }).then(
    ({ status }) => status,
    () => null,
  );
const STORED = expect.toBeOneOf([200, null]);

it('a request that kills the process is left alone after three crashes: everything is received and stored, until the owner says so', async () => {
  const dataDir = newDataFolder();
  const start = () => startFromSources({ dataDir }, 'dies-of-poison');
  const first = await start();
  const token = await makeWebhook(first, 'bookings', {});
  expect(await post(first.receiver, token, { email: 'ada@example.com', text: 'poison' })).toEqual(STORED);
  await first.exited;
  // It may die before or after it has said that it is ready.
  for (let crash = 2; crash <= 3; crash += 1)
    await start().then(
      ({ exited }) => exited,
      () => undefined,
    );

  const safe = await start();
  expect(await post(safe.receiver, token, { email: 'bob@example.com' })).toBe(200);
  expect(await call(safe, 'GET', '/api/health')).toMatchObject({
    isProcessing: false,
    pending: 2,
    intake: { state: 'open' },
  });
  expect(await safe.stop()).toEqual({ code: 0, signal: null });
});

it('an Outbox that kills the process again and again rests after three crashes, although requests were worked on between them', async () => {
  const dataDir = newDataFolder();
  const start = () => startFromSources({ dataDir }, 'dies-of-messages');
  const first = await start();
  const config = { steps: [{ id: 'send', kind: 'send', channel: 'sms', text: 'Hello' }] };
  const { key } = await call<{ key: string }>(first, 'POST', '/api/flows', { name: 'Tell them', config });
  const token = await makeWebhook(first, 'bookings', { flow: key });
  let sent = 0;
  const book = ({ receiver }: { receiver: string }) => {
    sent += 1;
    return post(receiver, token, { email: `ada${sent}@example.com`, phone: `+4411749601${20 + sent}` });
  };
  expect(await book(first)).toBe(200);
  expect(await book(first)).toEqual(STORED);
  await first.exited;
  for (let crash = 2; crash <= 3; crash += 1) {
    const next = await start();
    expect(await book(next)).toEqual(STORED);
    await next.exited;
  }

  const safe = await start();
  expect(await book(safe)).toBe(200);
  expect(await call(safe, 'GET', '/api/health')).toMatchObject({ isProcessing: false, pending: 1 });
  expect(await call(safe, 'GET', '/api/deliveries?outcome=processed')).toMatchObject({ items: { length: 4 } });
  expect(await call(safe, 'GET', '/api/messages?state=queued')).toMatchObject({ items: { length: 1 } });
  expect(await safe.stop()).toEqual({ code: 0, signal: null });
});
