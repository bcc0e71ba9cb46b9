import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** `text` is the whole e-mail; `plain` its text as a person reads it. */
type Received = { to: string[]; text: string; plain: string };

/** A real SMTP server on loopback; `received` is what it took whole. */
export async function mailServer(options: Partial<SMTPServerOptions> = {}) {
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
        const raw = Buffer.concat(pieces).toString();
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          // Lines that were folded to fit into an e-mail are put together again.
          text: raw.replace(/=\r\n/g, ''),
          plain: plainOf(raw),
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
  return { account: { host: '127.0.0.1', port: String(port) }, received, cut };
}

/** How a server refuses, with this answer. */
export const refusing = (responseCode: number, words = 'No.') => Object.assign(new Error(words), { responseCode });

/** The part that is text, decoded (RFC 2045, 6). */
function plainOf(raw: string): string {
  const [, header = '', body = ''] = /(Content-Type: text\/plain.*?)\r\n\r\n(.*?)\r\n--/s.exec(raw) ?? [];
  const bytes = /base64/.test(header)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        /quoted-printable/.test(header)
          ? body
              .replace(/=\r\n/g, '')
              .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
          : body,
        'latin1',
      );
  return bytes.toString().replace(/\r\n/g, '\n');
}
