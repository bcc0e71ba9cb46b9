import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { toApp } from './addresses.ts';

export type AnswerScheme = (request: Request) => Response | Promise<Response>;

/** Not for the app: between the browser and its proxy. */
const HOP_BY_HOP = ['host', 'connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'content-length'];

/**
 * Everything that a window asks for arrives here, since it is the window’s proxy: addresses of the app go to its protocol handler and come back
 * as a stream, all others go nowhere. Resolves to what a window is given as its proxy.
 */
export async function startPageServer(handlerOf: (scheme: string) => AnswerScheme | undefined): Promise<string> {
  const server = createServer((incoming, answer) => {
    const address = toApp(incoming.url ?? '');
    const handle = handlerOf(address.slice(0, address.indexOf(':')));
    if (handle === undefined) {
      answer.writeHead(502).end();
      return;
    }
    pass(incoming, address, answer, handle).catch((error) => {
      process.stderr.write(`The handler of ${address} failed: ${error?.stack ?? error}\n`);
      answer.destroy();
    });
  });
  // Chromium opens connections ahead of what it will be allowed to ask for.
  server.on('connect', (_request, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function pass(incoming: IncomingMessage, address: string, answer: ServerResponse, handle: AnswerScheme) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (HOP_BY_HOP.includes(name) || typeof value !== 'string') continue;
    headers.set(name, name === 'origin' || name === 'referer' ? toApp(value) : value);
  }
  const hasBody = !['GET', 'HEAD'].includes(incoming.method ?? 'GET');
  const request = new Request(address, {
    method: incoming.method ?? 'GET',
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  });
  const { status, headers: given, body } = await handle(request);
  answer.writeHead(status, Object.fromEntries(given));
  if (body === null) {
    answer.end();
    return;
  }
  const reader = body.getReader();
  answer.once('close', () => void reader.cancel().catch(() => undefined));
  answer.flushHeaders();
  for (let part = await reader.read(); !part.done; part = await reader.read()) answer.write(part.value);
  answer.end();
}
