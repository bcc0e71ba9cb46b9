import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#engine/clock.ts';
import { systemClock } from '#engine/clock.ts';
import { createCredentials } from '#host/loopback/credentials.ts';
import { type Loopback, listenOnLoopback } from '#host/loopback/listener.ts';
import { createStaticFiles } from '#host/static-files.ts';

export const SECRET = 's'.repeat(43);

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: string;
}

/** The real listener on a free port, around an engine that says what it was asked. */
export async function startLoopback({ clock = systemClock, secret = SECRET }: { clock?: Clock; secret?: string } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'fieldhook-loopback-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Fieldhook</title>');
  await writeFile(join(folder, 'assets', 'main-1.js'), 'export {};');
  const asked: string[] = [];
  const engine = {
    async fetch(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      asked.push(`${request.method} ${pathname}`);
      if (pathname === '/api/fault') throw new Error('inside');
      if (pathname === '/api/events')
        return new Response(endless(), { headers: { 'content-type': 'text/event-stream' } });
      return Response.json({ body: request.body ? await request.text() : null });
    },
  };
  const loopback: Loopback = await listenOnLoopback({
    port: 0,
    secret,
    engine,
    files: await createStaticFiles(folder),
    clock,
    log: () => {},
  });
  const host = `127.0.0.1:${loopback.port}`;
  return {
    ...loopback,
    asked,
    host,
    cookie: createCredentials(secret).signInCookie.split(';')[0] ?? '',
    /** Headers that our own page sends with a change. */
    ownPage: { origin: `http://${host}`, 'sec-fetch-site': 'same-origin', 'x-fieldhook-csrf': '1' },
    send: (sent: Sent) => send(loopback.port, sent),
    async end() {
      await loopback.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** One request exactly as written: every header, also Host, Origin and several of the same name. */
export function send(port: number, { method = 'GET', path = '/', headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const setHost = !Object.keys(headers).some((name) => name.toLowerCase() === 'host');
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, setHost, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(': hello\n\n')) });
}
