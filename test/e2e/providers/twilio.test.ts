import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import type { OptOut } from '#shared/contract/opt-out.ts';
import { twilio } from '#shared/recipes/providers/twilio.ts';
import { ask, contactOf } from '../screens/harbour-clinic.ts';
import { test } from '../support/journey.ts';
import {
  AUTH_TOKEN,
  entriesOf,
  flowThatSends,
  messageOf,
  openChannels,
  postAsTwilio,
  startFor,
  webhookOf,
} from './open-channels.ts';

const JANE = '+441174960123';
const OWNER = '+442079460000';
const makeJane = (fieldhook: Parameters<typeof ask>[0]) =>
  ask<Contact>(fieldhook, 'POST', '/api/contacts', { phone: JANE, name: 'Jane Doe' });

test('SN4 signed reports of Twilio move a message on, in any order and again; a wrong signature moves nothing and is in the log', async ({
  start,
}) => {
  const { fieldhook, provider, listening } = await openChannels(start);
  const webhook = await webhookOf(fieldhook, twilio, { secret: AUTH_TOKEN });
  const jane = await makeJane(fieldhook);
  const flow = await flowThatSends(fieldhook, 'sms', 'Hi {{ contact.name }}');

  /** Sends, and answers with the address that Twilio was asked to report to, and how it reports. */
  const send = async () => {
    const { id, state } = await startFor(fieldhook, flow, jane.userNs);
    expect(state).toBe('sent');
    const callback = new URLSearchParams(provider.asked.at(-1)?.body).get('StatusCallback') ?? '';
    expect(callback).toBe(`${listening}/h/${webhook.token}?message=${id}`);
    const { providerId } = await messageOf(fieldhook, id);
    const report = (MessageStatus: string, more: Record<string, string> = {}, signed = {}) =>
      postAsTwilio(
        callback,
        {
          ...{ AccountSid: 'AC1', ApiVersion: '2010-04-01', From: OWNER, To: JANE },
          ...{ MessageSid: providerId ?? '', SmsSid: providerId ?? '', MessageStatus, SmsStatus: MessageStatus },
          ...more,
        },
        signed,
      );
    return { id, report };
  };
  let entries = 0;
  const heard = async (answer: Response, status = 200) => {
    expect(answer.status).toBe(status);
    entries += 1;
    const [newest] = await entriesOf(fieldhook, webhook, entries);
    return newest!;
  };
  const state = async (id: string) => {
    const { state: stands, reason, sentence } = await messageOf(fieldhook, id);
    return { state: stands, reason, sentence };
  };

  const first = await send();
  const queued = await first.report('queued');
  // Anything else would be a fault of the owner’s account at Twilio, and plain text a message to the client.
  expect(queued.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  expect(await queued.clone().text()).toMatch(/<Response\/>$/);
  expect(await heard(queued)).toMatchObject({ outcome: 'processed', reason: 'message-report', contact: null });
  expect(await state(first.id)).toMatchObject({ state: 'sent' });

  // Not Twilio: neither the state nor the log entry says what it says.
  const forged = await heard(await first.report('failed', {}, { token: 'guessed' }), 401);
  expect(forged).toMatchObject({ outcome: 'refused', reason: 'bad-signature' });
  expect(await state(first.id)).toMatchObject({ state: 'sent' });
  // Signed, but for another address.
  const moved = `${listening}/h/${webhook.token}?message=msg_other`;
  await heard(await first.report('delivered', {}, { wireTo: moved }), 401);
  expect(await state(first.id)).toMatchObject({ state: 'sent' });

  await heard(await first.report('delivered'));
  expect(await state(first.id)).toEqual({
    state: 'delivered',
    reason: null,
    sentence: expect.stringMatching(/arrived/),
  });
  // What is late comes after what is later.
  await heard(await first.report('sent'));
  await heard(await first.report('failed', { ErrorCode: '30008' }));
  expect(await heard(await first.report('delivered'))).toMatchObject({ outcome: 'duplicate' });
  expect(await state(first.id)).toMatchObject({ state: 'delivered' });

  const second = await send();
  await heard(await second.report('undelivered', { ErrorCode: '30005', RawDlrDoneDate: '2611261417' }));
  expect(await state(second.id)).toEqual({
    ...{ state: 'failed', reason: 'undelivered' },
    sentence: 'Twilio says that it did not arrive: the number is not in use (error 30005).',
  });
  const third = await send();
  await heard(await third.report('failed', { ErrorCode: '21610' }));
  expect(await state(third.id)).toMatchObject({ state: 'failed', sentence: expect.stringMatching(/STOP.*21610/) });
  // The owner’s own number is nobody’s contact.
  expect((await ask<{ items: Contact[] }>(fieldhook, 'GET', '/api/contacts')).items).toHaveLength(1);
});

test('TN4 a report to the address before the last change still counts, and what leaves later asks for the new one', async ({
  start,
}) => {
  const { fieldhook, provider, listening, publish } = await openChannels(start);
  const webhook = await webhookOf(fieldhook, twilio, { secret: AUTH_TOKEN });
  const jane = await makeJane(fieldhook);
  const flow = await flowThatSends(fieldhook, 'sms', 'Hi {{ contact.name }}');
  const callback = () => new URLSearchParams(provider.asked.at(-1)?.body).get('StatusCallback') ?? '';
  const before = await startFor(fieldhook, flow, jane.userNs);
  const old = callback();

  const front = await frontOf(listening);
  await publish(front);
  const after = await startFor(fieldhook, flow, jane.userNs);
  expect(callback()).toBe(`${front}/h/${webhook.token}?message=${after.id}`);
  const delivered = (MessageSid: string) => ({ MessageSid, MessageStatus: 'delivered', From: OWNER, To: JANE });
  expect((await postAsTwilio(old, delivered('SM1'))).status).toBe(200);
  expect((await postAsTwilio(callback(), delivered('SM2'))).status).toBe(200);
  await entriesOf(fieldhook, webhook, 2);
  for (const { id } of [before, after]) expect(await messageOf(fieldhook, id)).toMatchObject({ state: 'delivered' });

  // After a restart the address before is still known: Twilio goes on reporting to it.
  await fieldhook.stop();
  const again = await start({ dataDir: fieldhook.dataDir, tunnel: true, args: ['--port', new URL(listening).port] });
  const late = { ...delivered('SM1'), MessageStatus: 'read' };
  await expect.poll(async () => (await postAsTwilio(old, late)).status, { timeout: 60_000 }).toBe(200);
  await again.stop();
});

test('SN3 SN6 signed messages to the number open the 24 hours of WhatsApp, make their writers contacts, and STOP is followed', async ({
  start,
}) => {
  const { fieldhook, listening } = await openChannels(start);
  const webhook = await webhookOf(fieldhook, twilio, { secret: AUTH_TOKEN });
  const address = `${listening}/h/${webhook.token}`;
  const jane = await makeJane(fieldhook);
  const bySms = await flowThatSends(fieldhook, 'sms', 'Hi');
  const byWhatsApp = await flowThatSends(fieldhook, 'whatsapp', 'Hi');
  let entries = 0;
  const write = async (Body: string, more: Record<string, string> = {}, signed = {}, status = 200) => {
    entries += 1;
    const fields = {
      MessageSid: `SMin${entries}`,
      SmsStatus: 'received',
      AccountSid: 'AC1',
      From: JANE,
      To: OWNER,
      Body,
    };
    expect((await postAsTwilio(address, { ...fields, ...more }, signed)).status).toBe(status);
    return (await entriesOf(fieldhook, webhook, entries))[0]!;
  };
  const optOuts = async () =>
    (await ask<{ items: OptOut[] }>(fieldhook, 'GET', '/api/opt-outs')).items.map(
      ({ channel, address: to, word }) => `${channel} ${to} ${word}`,
    );

  expect(await startFor(fieldhook, byWhatsApp, jane.userNs)).toMatchObject({
    state: 'blocked',
    reason: 'cannot-start',
  });
  const fromWhatsApp = { From: `whatsapp:${JANE}`, To: `whatsapp:${OWNER}`, ProfileName: 'Jane', WaId: '441174960123' };
  expect(await write('Are you open?', fromWhatsApp)).toMatchObject({
    outcome: 'processed',
    contact: { userNs: jane.userNs },
    sentence: expect.stringContaining(`${JANE} wrote by WhatsApp and can be answered there.`),
  });
  expect(await startFor(fieldhook, byWhatsApp, jane.userNs)).toMatchObject({ state: 'sent' });
  expect((await contactOf(fieldhook, 'Jane'))?.fields.last_message?.text).toBe('Are you open?');

  // Who is nobody’s contact becomes one by the number (ID5).
  expect(await write('Hello', { From: '+441174960199' })).toMatchObject({ outcome: 'processed' });
  expect(await contactOf(fieldhook, '+441174960199')).toMatchObject({ phone: '+441174960199', channel: 'sms' });
  // A short code can be nobody’s.
  await write('Your code is 1', { From: '60123' });
  expect((await ask<{ items: Contact[] }>(fieldhook, 'GET', '/api/contacts')).items).toHaveLength(2);

  // Nobody can stop others who does not know the Auth Token.
  await write('STOP', {}, { token: 'guessed' }, 401);
  expect(await optOuts()).toEqual([]);
  await write(' “stop”! ');
  expect(await optOuts()).toEqual([`sms ${JANE} STOP`]);
  expect(await startFor(fieldhook, bySms, jane.userNs)).toMatchObject({ state: 'blocked', reason: 'opted-out' });
  expect(await startFor(fieldhook, byWhatsApp, jane.userNs)).toMatchObject({ state: 'sent' });
  await write('Start.');
  expect(await optOuts()).toEqual([]);
  expect(await startFor(fieldhook, bySms, jane.userNs)).toMatchObject({ state: 'sent' });
  await write('Arrêt', { OptOutType: 'STOP', ...fromWhatsApp });
  expect(await optOuts()).toEqual([`whatsapp ${JANE} ARRÊT`]);
  await write('Unsubscribe', { From: '+441174960199' });
  expect(await optOuts()).toEqual(['sms +441174960199 UNSUBSCRIBE', `whatsapp ${JANE} ARRÊT`]);
});

/** Another address that leads to the same place, as a proxy of the owner’s would; resolves to it. */
async function frontOf(target: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = await new Response(request as unknown as ReadableStream).arrayBuffer();
    const { host: _host, connection: _connection, ...headers } = request.headers as Record<string, string>;
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method!,
      headers,
      ...(request.method === 'POST' ? { body } : {}),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
