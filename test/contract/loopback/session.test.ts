import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { SECRET, startLoopback } from './start-loopback.ts';

let clock: ManualClock;
let loopback: Awaited<ReturnType<typeof startLoopback>>;

beforeEach(async () => {
  clock = new ManualClock();
  loopback = await startLoopback({ clock });
});
afterEach(() => loopback.end());

const signIn = (token: unknown, headers: Record<string, string> = {}) =>
  loopback.send({
    method: 'POST',
    path: '/session',
    headers: { 'content-type': 'application/json', ...loopback.ownPage, ...headers },
    body: JSON.stringify({ token }),
  });
const isSignedIn = async (cookie: string) => {
  const { body } = await loopback.send({ path: '/session', headers: { cookie } });
  return (JSON.parse(body) as { signedIn: boolean }).signedIn;
};

describe('signing a browser in', () => {
  it('with the secret gives a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn(SECRET);
    expect(answer.status).toBe(204);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^fieldhook-[0-9a-f]{12}=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(SECRET);
    expect(await isSignedIn(cookie.split(';')[0] ?? '')).toBe(true);
  });

  it('leaves the page signed in after a restart, and another instance on this machine alone', async () => {
    const again = await startLoopback();
    const other = await startLoopback({ secret: 'o'.repeat(43) });
    expect(again.cookie).toBe(loopback.cookie);
    expect(other.cookie.split('=')[0]).not.toBe(loopback.cookie.split('=')[0]);
    await again.end();
    await other.end();
  });

  it('works among cookies of other programs, and a forged twin does not sign out', async () => {
    const name = loopback.cookie.split('=')[0];
    expect(await isSignedIn(`theme=dark; ${name}=forged; ${loopback.cookie}; x=y`)).toBe(true);
    expect(await isSignedIn(`${name}=forged`)).toBe(false);
    expect(await isSignedIn('')).toBe(false);
  });

  it.each(['', 'x', SECRET.slice(1), `${SECRET}s`, 'é', null, 1, { a: 1 }, 'x'.repeat(300)])(
    'with %j gives none',
    async (token) => {
      const answer = await signIn(token);
      expect([400, 401]).toContain(answer.status);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it.each([
    { name: 'another origin', headers: { origin: 'https://evil.test' } },
    { name: 'another site', headers: { 'sec-fetch-site': 'cross-site' } },
  ])('from $name is refused even with the secret', async ({ headers }) => {
    expect((await signIn(SECRET, headers)).status).toBe(403);
  });

  it('reads no endless body', async () => {
    const headers = { 'content-type': 'application/json', ...loopback.ownPage };
    const body = JSON.stringify({ token: SECRET, padding: 'x'.repeat(5000) });
    expect((await loopback.send({ method: 'POST', path: '/session', headers, body })).status).toBe(400);
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect((await loopback.send({ method: 'POST', path: '/session', headers: chunked, body })).status).toBe(400);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('%s is refused', async (method) => {
    expect((await loopback.send({ method, path: '/session', headers: loopback.ownPage })).status).toBe(405);
  });
});

describe('guessing', () => {
  it('is slowed down after ten wrong secrets of any kind, and a right one is answered at once', async () => {
    for (let guess = 0; guess < 4; guess += 1) expect((await signIn('wrong')).status).toBe(401);
    for (let guess = 0; guess < 3; guess += 1) {
      const headers = { authorization: 'Bearer wrong' };
      expect((await loopback.send({ path: '/api/health', headers })).status).toBe(401);
    }
    for (let guess = 0; guess < 3; guess += 1) {
      const headers = { cookie: `${loopback.cookie}x` };
      expect((await loopback.send({ path: '/api/health', headers })).status).toBe(401);
    }

    const waits = clock.waiting;
    const eleventh = signIn('wrong');
    await expect.poll(() => clock.waiting).toBe(waits + 1);
    expect((await signIn(SECRET)).status).toBe(204);
    expect((await loopback.send({ path: '/api/health' })).status).toBe(401);
    clock.advance(1000);
    expect((await eleventh).status).toBe(401);
  });
});
