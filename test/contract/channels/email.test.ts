import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChannelPorts, OutgoingMessage } from '#engine/channels/channel.ts';
import { EMAIL } from '#engine/channels/email.ts';

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

type Received = { to: string[]; text: string };

/** A real SMTP server on loopback; `received` is what it took whole. */
async function mailServer(options: Partial<SMTPServerOptions> = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    logger: false,
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          // Lines that were folded to fit into an e-mail are put together again.
          text: Buffer.concat(pieces).toString().replace(/=\r\n/g, ''),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(async () => {
    cut();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.server.address() as AddressInfo;
  return { account: { ...SENDER, host: '127.0.0.1', port: String(port) }, received, cut };
}

const send = (
  account: Record<string, string>,
  change: Partial<OutgoingMessage> = {},
  signal = AbortSignal.timeout(20_000),
) => EMAIL.send({ ...MESSAGE, ...change }, account, PORTS, signal);

const refusing = (responseCode: number) => Object.assign(new Error('No.'), { responseCode });

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

  it('SN4 is unknown when the server takes it and gives no answer in time', async () => {
    const giveUp = new AbortController();
    const { account } = await mailServer({
      onData: (stream) => void stream.resume().on('end', () => giveUp.abort()),
    });
    expect(await send(account, {}, giveUp.signal)).toMatchObject({ state: 'unknown' });
  });

  it('SN4 is unknown when the server takes it and dies', async () => {
    const { account, cut } = await mailServer({
      onData: (stream) => void stream.resume().on('end', () => cut()),
    });
    expect(await send(account)).toMatchObject({ state: 'unknown' });
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
