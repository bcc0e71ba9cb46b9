import { describe, expect, it } from 'vitest';
import type { ChannelPorts, ChannelProvider, OutgoingMessage } from '#engine/channels/channel.ts';
import { CHANNEL_PROVIDERS } from '#engine/channels/providers.ts';
import { answering, dying, fakeProvider } from './fake-provider.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const PORTS: ChannelPorts = { fetch, now: () => NOW, notify: () => true };

const MESSAGE: OutgoingMessage = {
  key: 'msg_1',
  to: '+441174960123',
  subject: '',
  text: 'Hi Jane, see you at 10 & bring “it”.',
  language: 'en-GB',
  approved: null,
  reportTo: null,
};

const TWILIO = { accountSid: 'AC1', authToken: 'secret-token', from: '+442079460000' };

interface Case {
  provider: ChannelProvider;
  account: Record<string, string>;
  accepted: unknown;
}

const CASES: Record<string, Case> = {
  sms: { provider: CHANNEL_PROVIDERS.sms, account: TWILIO, accepted: { sid: 'SM1' } },
  whatsapp: { provider: CHANNEL_PROVIDERS.whatsapp, account: TWILIO, accepted: { sid: 'SM1' } },
  voice: { provider: CHANNEL_PROVIDERS.voice, account: TWILIO, accepted: { sid: 'CA1' } },
  messenger: {
    provider: CHANNEL_PROVIDERS.messenger,
    account: { pageToken: 'secret-token' },
    accepted: { recipient_id: '1', message_id: 'SM1' },
  },
};

function send({ provider, account }: Case, baseUrl: string, change: Partial<OutgoingMessage> = {}) {
  const message = { ...MESSAGE, ...change };
  return provider.send(message, { ...account, baseUrl }, PORTS, AbortSignal.timeout(20_000));
}

describe.each(Object.entries(CASES))('%s', (_, one) => {
  it.each([
    ['has a fault of its own', answering(500, { message: 'oops' })],
    ['is overloaded and does not say until when', answering(503, '')],
    ['answers as something else does', answering(200, '<html>Welcome to this hotel</html>')],
    ['answers with an object that says nothing', answering(200, {})],
  ])('SN4 is unknown, and never again by itself, when the provider %s', async (_case, respond) => {
    const fake = await fakeProvider(respond);
    expect(await send(one, fake.url)).toMatchObject({ state: 'unknown' });
    expect(fake.asked).toHaveLength(1);
  });

  it('SN4 failed for good: the address of the gateway is none', async () => {
    expect(await send(one, 'not an address')).toMatchObject({ state: 'failed', again: false });
  });

  it('SN4 failed and worth another try at the stated time', async () => {
    const fake = await fakeProvider(answering(429, { message: 'Too many' }, { 'retry-after': '30' }));
    expect(await send(one, fake.url)).toMatchObject({ state: 'failed', again: true, notBefore: NOW + 30_000 });
    const later = await fakeProvider(answering(503, '', { 'retry-after': new Date(NOW + 60_000).toUTCString() }));
    expect(await send(one, later.url)).toMatchObject({ state: 'failed', again: true, notBefore: NOW + 60_000 });
  });

  it('a Retry-After that cannot be meant is passed over', async () => {
    for (const value of ['soon', '-5', '999999999', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
      const fake = await fakeProvider(answering(429, {}, { 'retry-after': value }));
      expect(await send(one, fake.url)).toMatchObject({ state: 'failed', again: true, notBefore: null });
    }
  });

  it.each([
    [
      'it is refused',
      answering(400, { code: 21211, message: 'Not a number', error: { code: 100, message: 'Not a number' } }),
    ],
    ['the credentials are wrong', answering(401, {})],
    ['its address has moved', answering(302, '', { location: 'http://127.0.0.1:1/elsewhere' })],
  ])('SN4 failed for good when %s', async (_case, respond) => {
    const fake = await fakeProvider(respond);
    expect(await send(one, fake.url)).toMatchObject({ state: 'failed', again: false });
    expect(fake.asked).toHaveLength(1);
  });

  it('a provider that never stops talking is cut short', async () => {
    const fake = await fakeProvider((_asked, response) => {
      response.writeHead(400);
      const talk = () => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', talk);
      };
      talk();
    });
    expect(await send(one, fake.url)).toMatchObject({ state: 'failed' });
  });
});

it('SN3 Messenger: an answer that comes too late is told in words', async () => {
  const error = { code: 10, error_subcode: 2018278, message: '(#10) This message is sent outside of allowed window.' };
  const fake = await fakeProvider(answering(400, { error }));
  expect(await send(CASES.messenger!, fake.url)).toMatchObject({
    ...{ state: 'failed', again: false },
    sentence: 'Meta refused it: the person has not written to your page within the last 24 hours.',
  });
});

describe.each(['sms', 'whatsapp', 'voice'])('%s', (channel) => {
  it.each([
    [21610, /^Twilio refused it: the person has told Twilio STOP.*\(error 21610\)\.$/],
    [21211, /^Twilio refused it: this is not a phone number.*\(error 21211\)\.$/],
    [29999, /^Twilio refused it \(400\)\. It says: “In its words”$/],
  ])('SN4 a refusal with the code %i is told in words', async (code, sentence) => {
    const fake = await fakeProvider(answering(400, { code, message: 'In its words' }));
    expect(await send(CASES[channel]!, fake.url)).toMatchObject({
      ...{ state: 'failed', again: false },
      sentence: expect.stringMatching(sentence),
    });
  });

  it('SN4 asks for reports where there is an address for them, and only there', async () => {
    const fake = await fakeProvider(answering(201, CASES[channel]!.accepted));
    const reportTo = 'https://hooks.example.com/h/token?message=msg_1';
    await send(CASES[channel]!, fake.url, { reportTo });
    await send(CASES[channel]!, fake.url);
    const asked = fake.asked.map(({ body }) => new URLSearchParams(body).get('StatusCallback'));
    expect(asked).toEqual([reportTo, null]);
  });
});

describe('what leaves', () => {
  const bodyOf = (text: string) => Object.fromEntries(new URLSearchParams(text));

  it('an SMS: to, from and text, with the account’s credentials', async () => {
    const fake = await fakeProvider(answering(201, { sid: 'SM1' }));
    await send(CASES.sms!, fake.url);
    const [{ path, headers, body } = never()] = fake.asked;
    expect(path).toBe('/2010-04-01/Accounts/AC1/Messages.json');
    expect(headers.authorization).toBe(`Basic ${btoa('AC1:secret-token')}`);
    expect(bodyOf(body)).toEqual({ To: MESSAGE.to, From: TWILIO.from, Body: MESSAGE.text });
  });

  it('an SMS over a messaging service', async () => {
    const fake = await fakeProvider(answering(201, { sid: 'SM1' }));
    const from = `MG${'0'.repeat(32)}`;
    await send({ ...CASES.sms!, account: { ...TWILIO, from } }, fake.url);
    expect(bodyOf(fake.asked[0]!.body)).toEqual({ To: MESSAGE.to, MessagingServiceSid: from, Body: MESSAGE.text });
  });

  it('SN3 WhatsApp: the approved template instead of the text', async () => {
    const fake = await fakeProvider(answering(201, { sid: 'SM1' }));
    await send(CASES.whatsapp!, fake.url, { approved: { name: 'HX1', variables: { 1: 'Jane' } } });
    expect(bodyOf(fake.asked[0]!.body)).toEqual({
      To: `whatsapp:${MESSAGE.to}`,
      From: `whatsapp:${TWILIO.from}`,
      ContentSid: 'HX1',
      ContentVariables: '{"1":"Jane"}',
    });
  });

  it('a call: the text as what is said, and nothing else of it', async () => {
    const fake = await fakeProvider(answering(201, { sid: 'CA1' }));
    await send(CASES.voice!, fake.url, { text: 'A & B</Say><Dial>+1900</Dial>\u0001', language: 'de-DE"' });
    expect(bodyOf(fake.asked[0]!.body).Twiml).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="de-DE&quot;">A &amp; B&lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt;</Say></Response>',
    );
  });

  it('Messenger: the text to the page-scoped id', async () => {
    const fake = await fakeProvider(answering(200, { message_id: 'm1' }));
    await send(CASES.messenger!, fake.url, { to: '77' });
    expect(JSON.parse(fake.asked[0]!.body)).toEqual({
      recipient: { id: '77' },
      messaging_type: 'RESPONSE',
      message: { text: MESSAGE.text },
    });
    expect(fake.asked[0]!.headers.authorization).toBe('Bearer secret-token');
  });

  it('Meta’s “too much at once” is worth another try', async () => {
    const fake = await fakeProvider(
      answering(400, { error: { code: 613, message: 'Calls to this api have exceeded' } }),
    );
    expect(await send(CASES.messenger!, fake.url)).toMatchObject({ state: 'failed', again: true });
  });
});

it.each([
  ['New', 'New'],
  ['', 'Fieldhook'],
])('a notification to the owner about “%s” is called “%s”', async (subject, title) => {
  const shown: string[][] = [];
  const notify = (...words: string[]) => shown.push(words) > 0;
  const message = { ...MESSAGE, subject };
  await CHANNEL_PROVIDERS.desktop.send(message, {}, { ...PORTS, notify }, AbortSignal.timeout(20_000));
  expect(shown).toEqual([[title, MESSAGE.text]]);
});

describe('an attempt without an answer, looked up later', () => {
  const attempt = { since: NOW, others: ['SM8'] };
  const item = (change: object) => ({
    sid: 'SM9',
    body: MESSAGE.text,
    direction: 'outbound-api',
    status: 'sent',
    date_created: new Date(NOW + 1000).toUTCString(),
    ...change,
  });

  it.each<[string, object[], object | null]>([
    ['is there', [item({})], { state: 'sent', providerId: 'SM9' }],
    ['is there, and was not delivered', [item({ status: 'failed' })], { state: 'failed', again: false }],
    ['is not there', [], null],
    [
      'is not there: an older one with the same text',
      [item({ date_created: new Date(NOW - 60_000).toUTCString() })],
      null,
    ],
    ['is not there: another of ours with the same text', [item({ sid: 'SM8' })], null],
    ['is there behind it', [item({ sid: 'SM8' }), item({})], { state: 'sent', providerId: 'SM9' }],
    ['is not there: another text', [item({ body: 'Other' })], null],
    ['is not there: they wrote the same to us', [item({ direction: 'inbound' })], null],
  ])('%s', async (_, messages, expected) => {
    const fake = await fakeProvider(answering(200, { messages }));
    const found = await CHANNEL_PROVIDERS.sms.reconcile!(MESSAGE, { ...TWILIO, baseUrl: fake.url }, PORTS, attempt);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
    expect(fake.asked[0]!.path).toContain('To=%2B441174960123');
  });

  it('cannot be asked: nothing is known', async () => {
    for (const respond of [
      dying,
      answering(500, {}),
      answering(200, 'null'),
      answering(200, { messages: [null, 3] }),
    ]) {
      const fake = await fakeProvider(respond);
      expect(
        await CHANNEL_PROVIDERS.sms.reconcile!(MESSAGE, { ...TWILIO, baseUrl: fake.url }, PORTS, attempt),
      ).toBeNull();
    }
  });
});

function never(): never {
  throw new Error('Nothing was asked.');
}
