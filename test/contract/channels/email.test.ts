import { describe, expect, it } from 'vitest';
import type { ChannelPorts, OutgoingMessage } from '#engine/channels/channel.ts';
import { EMAIL } from '#engine/channels/email.ts';
import { mailServer, refusing } from './mail-server.ts';

const PORTS: ChannelPorts = { fetch, now: () => 0, notify: () => false };
const MESSAGE: OutgoingMessage = {
  key: 'msg_1',
  to: 'jane@mail.example',
  subject: 'Your visit',
  text: 'Hi Zoë,\nsee you at 10.\n\nAda <3',
  language: 'en-GB',
  approved: null,
  reportTo: null,
};
const SENDER = { from: 'clinic@example.com', fromName: 'Harbour Clinic', insecure: 'yes' };

const send = (account: Record<string, string>, change: Partial<OutgoingMessage> = {}) =>
  EMAIL.send({ ...MESSAGE, ...change }, { ...SENDER, ...account }, PORTS, AbortSignal.timeout(20_000));

describe('e-mail', () => {
  it('SN4 is sent when the server has taken it: text, the same as simple HTML, and a Message-ID of its own', async () => {
    const { account, received } = await mailServer();
    expect(await send(account)).toMatchObject({ state: 'sent' });
    const [{ to, text } = { to: [], text: '' }] = received;
    expect(to).toEqual(['jane@mail.example']);
    expect(text).toContain('From: Harbour Clinic <clinic@example.com>');
    expect(text).toContain('Message-ID: <msg_1@example.com>');
    expect(text).toContain('Subject: Your visit');
    expect(text).toContain('Ada <3');
    expect(text).toContain('<p>Hi Zo=C3=AB,<br>see you at 10.</p><p>Ada &lt;3</p>');
  });

  it('signs in where there is a user, and a wrong password is said', async () => {
    const { account, received } = await mailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'clinic' && password === 'right' ? done(null, { user: username }) : done(refusing(535)),
    });
    expect(await send({ ...account, user: 'clinic', password: 'right' })).toMatchObject({ state: 'sent' });
    const wrong = await send({ ...account, user: 'clinic', password: 'secret-token' });
    expect(wrong).toMatchObject({ state: 'failed', again: false });
    expect(wrong.sentence).toBe(
      'The mail server does not accept user name and password (535). Correct them in the channel’s settings. It says: “No.”',
    );
    expect(JSON.stringify(wrong)).not.toContain('secret-token');
    expect(received).toHaveLength(1);
  });

  it.each([
    ['an unknown recipient', 550, false],
    ['a full mailbox', 452, true],
  ])('SN4 failed: %s (%i)', async (_, code, again) => {
    const { account } = await mailServer({ onRcptTo: (_address, _session, done) => done(refusing(code)) });
    expect(await send(account)).toMatchObject({
      ...{ state: 'failed', again },
      sentence: expect.stringContaining(`(${code}). It says: “No.”`),
    });
  });

  it.each([
    ['refuses it after reading it', 554, false],
    ['asks to come again after reading it', 451, true],
  ])('SN4 failed: the server %s (%i)', async (_, code, again) => {
    const { account } = await mailServer({
      onData(stream, _session, done) {
        stream.resume().on('end', () => done(refusing(code)));
      },
    });
    expect(await send(account)).toMatchObject({ state: 'failed', again });
  });

  it('SN4 failed and worth another try: nobody listens', async () => {
    expect(await send({ ...SENDER, host: '127.0.0.1', port: '1' })).toMatchObject({
      ...{ state: 'failed', again: true },
      sentence: 'The mail server could not be reached: nothing answers at its address. Nothing was sent.',
    });
  });

  it('SN4 failed: a server without encryption, unless the owner said so', async () => {
    const { account, received } = await mailServer();
    expect(await send({ ...account, insecure: '' })).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('offers no encryption'),
    });
    expect(received).toEqual([]);
  });

  it.each([
    'a@x.example, b@x.example',
    'a@x.example\r\nBcc: b@x.example',
    'g: a@x.example;',
    '"a b"@x.example',
    'Jane <jane@x.example>',
    'a@[127.0.0.1]',
    'nobody',
    '',
  ])('K5 %j is not one address: failed without a connection', async (to) => {
    const { account, received } = await mailServer();
    expect(await send(account, { to })).toMatchObject({ state: 'failed', again: false });
    expect(received).toEqual([]);
  });

  it('K7 a subject with line breaks stays one line', async () => {
    const { account, received } = await mailServer();
    await send(account, { subject: 'Hello\r\nBcc: evil@example.com' });
    expect(received[0]!.text).toContain('Subject: Hello Bcc: evil@example.com');
    expect(received[0]!.to).toEqual(['jane@mail.example']);
  });
});
