import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { send, startLoopback } from './start-loopback.ts';

/** Answers every wrong secret at once, so that 120 of them do not take two minutes. */
class HastyClock extends ManualClock {
  override after(_delayMs: number, task: () => void): () => void {
    queueMicrotask(task);
    return () => {};
  }
}

let loopback: Awaited<ReturnType<typeof startLoopback>>;

beforeAll(async () => {
  loopback = await startLoopback({ clock: new HastyClock() });
});
afterAll(() => loopback.end());

const HOSTS = [
  { name: '127.0.0.1', ours: true, value: (port: number) => `127.0.0.1:${port}` },
  { name: 'localhost', ours: true, value: (port: number) => `localhost:${port}` },
  { name: 'a name pointed at us', ours: false, value: (port: number) => `evil.test:${port}` },
  { name: 'our address as a prefix', ours: false, value: (port: number) => `127.0.0.1.evil.test:${port}` },
  { name: 'another port', ours: false, value: (port: number) => `localhost:${port + 1}` },
  { name: 'no port', ours: false, value: () => '127.0.0.1' },
  { name: 'nothing', ours: false, value: () => '' },
  { name: 'IPv6', ours: false, value: (port: number) => `[::1]:${port}` },
];
const ORIGINS = [
  { name: 'our own', kind: 'ours', value: (host: string) => `http://${host}` },
  { name: 'none', kind: 'none', value: () => null },
  { name: 'null', kind: 'foreign', value: () => 'null' },
  { name: 'another site', kind: 'foreign', value: () => 'https://evil.test' },
  { name: 'another port of this machine', kind: 'foreign', value: () => 'http://127.0.0.1:3000' },
  { name: 'ours with another scheme', kind: 'foreign', value: (host: string) => `https://${host}` },
] as const;
const COOKIES = ['right', 'wrong', 'none'] as const;
const METHODS = ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS'] as const;

type Case = {
  isOurHost: boolean;
  origin: 'ours' | 'none' | 'foreign';
  cookie: (typeof COOKIES)[number];
  method: string;
};

function expected({ isOurHost, origin, cookie, method }: Case): number {
  if (!isOurHost) return 421;
  if (method === 'OPTIONS') return 403;
  if (origin === 'foreign') return 403;
  if (origin === 'none' && method !== 'GET') return 403;
  return cookie === 'right' ? 200 : 401;
}

describe('I5 I6 host × origin × cookie × method', () => {
  it('is 720 cases', () => {
    expect(HOSTS.length * ORIGINS.length * COOKIES.length * METHODS.length).toBe(720);
  });

  it.each(HOSTS)('as $name: each of 90 answers as tabled, and only what passes reaches the engine', async (name) => {
    const host = name.value(loopback.port);
    const asked: string[] = [];
    const answered: string[] = [];
    const reachedBefore = loopback.asked.length;
    let passing = 0;
    for (const origin of ORIGINS) {
      for (const cookie of COOKIES) {
        for (const method of METHODS) {
          const own = origin.value(host);
          const { status, headers } = await send(loopback.port, {
            method,
            path: '/api/webhooks',
            headers: {
              host,
              'x-fieldhook-csrf': '1',
              ...(own === null ? {} : { origin: own }),
              ...(cookie === 'none' ? {} : { cookie: cookie === 'right' ? loopback.cookie : `${loopback.cookie}x` }),
            },
          });
          const should = expected({ isOurHost: name.ours, origin: origin.kind, cookie, method });
          if (should === 200) passing += 1;
          asked.push(`${origin.name} · ${cookie} cookie · ${method} · ${should}`);
          answered.push(`${origin.name} · ${cookie} cookie · ${method} · ${status}`);
          expect(Object.keys(headers).filter((header) => header.startsWith('access-control-'))).toEqual([]);
        }
      }
    }
    expect(answered).toEqual(asked);
    expect(loopback.asked.length - reachedBefore).toBe(passing);
  });
});
