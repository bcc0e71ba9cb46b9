import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Backup } from '#shared/contract/backup.ts';
import type { Message } from '#shared/contract/message.ts';
import { fakeProvider } from '#test/contract/channels/fake-provider.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { call, makeWebhook, untilDone } from './support/load.ts';
import { makeSendingFlow } from './support/sms-provider.ts';
import { newDataFolder, startHost } from './support/start-host.ts';

const RETRY_SECONDS = 2;

const messages = async (host: Fieldhook) =>
  (await call<{ items: Message[] }>(host, 'GET', '/api/messages?limit=10')).items;

/** Resolves to the one message once it has come so far. */
async function untilMessage(host: Fieldhook, hasCome: (message: Message) => boolean): Promise<Message> {
  for (;;) {
    const [message] = await messages(host);
    if (message !== undefined && hasCome(message)) return message;
    await wait(20);
  }
}

/** A backup in which the one message waits for its next try: on a slow machine that comes before the backup is made, and there is another. */
async function backupOfQueued(host: Fieldhook, tries: () => number): Promise<Backup> {
  for (;;) {
    await untilMessage(host, ({ state }) => state === 'queued' && tries() > 0);
    const before = tries();
    const backup = await call<Backup>(host, 'POST', '/api/backups');
    const [message] = await messages(host);
    if (message?.state === 'queued' && tries() === before) return backup;
  }
}

it('SN4 SN5 a message that left after a backup was made does not leave again when the backup is put back', async () => {
  let asked = 0;
  let status = 429;
  const provider = await fakeProvider((_, response) => {
    asked += 1;
    response.writeHead(status, { 'retry-after': String(RETRY_SECONDS) });
    response.end(JSON.stringify({ sid: `SM${asked}` }));
  });
  const dataDir = newDataFolder();
  const first = await startHost({ dataDir });
  const flow = await makeSendingFlow(first, provider, 'Hello');
  const token = await makeWebhook(first, 'bookings', { flow });
  const body = JSON.stringify({ phone: '+447911123456' });
  await fetch(`${first.receiver}/h/${token}`, { method: 'POST', body });
  await untilDone(first);
  const backup = await backupOfQueued(first, () => asked);
  status = 201;
  await untilMessage(first, ({ state }) => state === 'sent');
  await call(first, 'POST', `/api/backups/${backup.id}/restore`);
  await first.stop();
  const before = asked;

  const second = await startHost({ dataDir });
  const held = await untilMessage(second, ({ state }) => state === 'held');
  expect(held).toMatchObject({ reason: 'restored', dueAt: null });
  // Whoever comes now gets his message, and the one before him would have gone first.
  await fetch(`${second.receiver}/h/${token}`, { method: 'POST', body: body.replace('456', '457') });
  await untilMessage(second, ({ id, state }) => id !== held.id && state === 'sent');
  expect(asked).toBe(before + 1);
  await call(second, 'POST', `/api/messages/${held.id}/release`, {});
  await untilMessage(second, () => asked === before + 2);
  expect(await second.stop()).toEqual({ code: 0, signal: null });
});
