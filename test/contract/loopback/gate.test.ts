import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#host/security-headers.ts';
import { SECRET, startLoopback } from './start-loopback.ts';

let loopback: Awaited<ReturnType<typeof startLoopback>>;

beforeAll(async () => {
  loopback = await startLoopback();
});
afterAll(() => loopback.end());

const json = { 'content-type': 'application/json' };
const bearer = { authorization: `Bearer ${SECRET}` };

/** The request as raw text, for what a client library would not send. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(loopback.port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('names and proxies', () => {
  it('I5 a second Host header is refused', async () => {
    const answer = await sendRaw(
      `GET / HTTP/1.1\r\nHost: ${loopback.host}\r\nHost: evil.test\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 4(21|00) /);
    expect(answer).not.toContain('<title>');
  });

  it.each(['http://evil.test/api/health', '//evil.test/api/health', '*', '/\\evil.test'])(
    'I5 the target %j is refused',
    async (target) => {
      const answer = await sendRaw(
        `GET ${target} HTTP/1.1\r\nHost: ${loopback.host}\r\nAuthorization: Bearer ${SECRET}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  it.each([
    'x-forwarded-for',
    'X-Forwarded-Host',
    'x-forwarded-proto',
    'forwarded',
    'via',
    'cf-connecting-ip',
    'x-real-ip',
  ])('what came through a proxy or tunnel is refused, even with the secret: %s', async (name) => {
    const { status } = await loopback.send({ path: '/api/health', headers: { ...bearer, [name]: '203.0.113.7' } });
    expect(status).toBe(403);
    expect((await loopback.send({ headers: { [name]: 'x' } })).status).toBe(403);
  });

  it('listens on 127.0.0.1 only', async () => {
    await expect(
      new Promise((resolve, reject) =>
        connect(loopback.port, '127.0.0.2').once('connect', resolve).once('error', reject),
      ),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('tools', () => {
  it('with the secret may do everything, without Origin, cookie or CSRF header', async () => {
    const answer = await loopback.send({
      method: 'POST',
      path: '/api/webhooks',
      headers: { ...bearer, ...json },
      body: '{"a":1}',
    });
    expect(answer).toMatchObject({ status: 200, body: '{"body":"{\\"a\\":1}"}' });
  });

  it.each(['Bearer', 'Bearer ', `Basic ${SECRET}`, `Bearer ${SECRET}x`, `Bearer ${SECRET.slice(1)}`, 'Bearer é'])(
    'with %j are not let in, and a right cookie does not help',
    async (authorization) => {
      const headers = { authorization, cookie: loopback.cookie, ...loopback.ownPage };
      expect((await loopback.send({ path: '/api/health', headers })).status).toBe(401);
    },
  );
});

describe('our own page', () => {
  const change = (headers: Record<string, string>) =>
    loopback.send({
      method: 'POST',
      path: '/api/webhooks',
      headers: { cookie: loopback.cookie, ...json, ...headers },
      body: '{}',
    });

  it('may change things', async () => {
    expect((await change(loopback.ownPage)).status).toBe(200);
  });

  it('I6 without the CSRF header it is not our page', async () => {
    const { 'x-fieldhook-csrf': _, ...rest } = loopback.ownPage;
    expect((await change(rest)).status).toBe(403);
  });

  it.each(['cross-site', 'same-site', 'none'])('I6 a change with Sec-Fetch-Site %s is refused', async (site) => {
    expect((await change({ ...loopback.ownPage, 'sec-fetch-site': site })).status).toBe(403);
  });

  it('I6 localhost and 127.0.0.1 are two origins', async () => {
    expect((await change({ ...loopback.ownPage, origin: `http://localhost:${loopback.port}` })).status).toBe(403);
  });

  it.each([
    { site: 'same-origin', status: 200 },
    { site: 'none', status: 200 },
    { site: 'same-site', status: 403 },
    { site: 'cross-site', status: 403 },
  ])('reading with Sec-Fetch-Site $site answers $status', async ({ site, status }) => {
    const headers = { cookie: loopback.cookie, 'sec-fetch-site': site };
    expect((await loopback.send({ path: '/api/health', headers })).status).toBe(status);
  });

  it('I8 live news ask for the same: another origin gets none', async () => {
    const headers = { cookie: loopback.cookie, origin: 'http://127.0.0.1:3000' };
    expect((await loopback.send({ path: '/api/events', headers })).status).toBe(403);
    const upgrade = { ...headers, connection: 'upgrade', upgrade: 'websocket' };
    expect((await loopback.send({ path: '/api/events', headers: upgrade })).status).toBe(403);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'I7 a body as %j, which any page could send, is refused',
    async (type) => {
      const headers = {
        cookie: loopback.cookie,
        ...loopback.ownPage,
        ...(type === '' ? {} : { 'content-type': type }),
      };
      expect((await loopback.send({ method: 'POST', path: '/api/webhooks', headers, body: '{}' })).status).toBe(415);
      expect((await loopback.send({ method: 'POST', path: '/session', headers, body: '{}' })).status).toBe(415);
    },
  );

  it('may delete without a body and its type', async () => {
    const headers = { cookie: loopback.cookie, ...loopback.ownPage };
    expect((await loopback.send({ method: 'DELETE', path: '/api/webhooks/x', headers })).status).toBe(200);
  });
});

describe('without the secret', () => {
  it.each(['/', '/index.html', '/assets/main-1.js'])('%s is there', async (path) => {
    expect((await loopback.send({ path })).status).toBe(200);
  });

  it.each(['/api', '/api/health', '/api/openapi.json', '/api/nothing', '/x/../api/health', '/x/%2e%2e/api/health'])(
    '%s is not, whether it exists or not',
    async (path) => {
      expect((await loopback.send({ path })).status).toBe(401);
    },
  );

  it.each(['/nothing', '/%61pi/health', '/apiary', '/session/x'])('%s does not exist', async (path) => {
    expect((await loopback.send({ path })).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s on the page is refused', async (method) => {
    expect((await loopback.send({ method, path: '/', headers: loopback.ownPage })).status).toBe(405);
  });

  it.each(['TRACE', 'PROPFIND'])('the method %s is refused', async (method) => {
    expect((await loopback.send({ method, path: '/api/health', headers: bearer })).status).toBe(405);
  });
});

describe('answers', () => {
  it.each([
    { path: '/', headers: {} },
    { path: '/api/health', headers: bearer },
    { path: '/api/health', headers: {} },
    { path: '/nothing', headers: {} },
    { path: '/api/fault', headers: bearer },
    { path: '/', headers: { host: 'evil.test' } },
  ])('$path with $headers carries every security header and is not kept', async ({ path, headers }) => {
    expect((await loopback.send({ path, headers })).headers).toMatchObject({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
  });

  it('keeps what carries a hash in its name', async () => {
    const { headers } = await loopback.send({ path: '/assets/main-1.js' });
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
  });

  it('says refusals in the form of the door', async () => {
    const { body } = await loopback.send({ path: '/api/health' });
    expect(JSON.parse(body)).toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.any(String),
      next: expect.any(String),
    });
  });

  it('says nothing of a fault inside', async () => {
    const answer = await loopback.send({ path: '/api/fault', headers: bearer });
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('inside"');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'INTERNAL' });
  });
});
