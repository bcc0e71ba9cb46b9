import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type GuardedRequest, type GuardOptions, guardedRequest } from '#engine/http-steps/guarded-request.ts';
import { isPublicAddress } from '#engine/http-steps/public-address.ts';

const LOOPBACK = { address: '127.0.0.1', family: 4 };
const PUBLIC = { address: '93.184.215.14', family: 4 };

/** A server on this computer; resolves to its port and to what it was asked. */
async function serve(answer: RequestListener) {
  const asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, headers, body: Buffer.concat(parts).toString() });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

function ask(url: string, change: Partial<GuardedRequest> = {}, options: Partial<GuardOptions> = {}) {
  const request = { method: 'POST', url, headers: [{ name: 'content-type', value: 'application/json' }], body: '{}' };
  return guardedRequest({ ...request, ...change }, { allowedHosts: [], resolve: async () => [LOOPBACK], ...options });
}

describe('K8 what is inside is not reached from a flow', () => {
  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://127.0.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0x7f.1',
    'http://017700000001',
    'http://127.255.255.254',
    'http://①②⑦.0.0.1',
    'http://0.0.0.0',
    'http://0',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[64:ff9b::7f00:1]',
    'http://[2002:7f00:1::]',
    'http://[fe80::1]',
    'http://[fd00::1]',
    'http://[ff02::1]',
    'http://10.0.0.1',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://100.64.0.1',
    'http://169.254.169.254/latest/meta-data',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://localhost',
    'http://localhost.',
    'http://LOCALHOST',
    'http://127.0.0.1.nip.io',
    'https://127.0.0.1',
    'file:///etc/passwd',
    'gopher://example.com',
    'ftp://example.com',
    'data:text/plain,x',
    'http://user:word@example.com',
    'nonsense',
  ])('%s is blocked before anything connects', async (url) => {
    const { port, asked } = await serve((_, response) => response.end());
    const withPort = /^https?:\/\/[^/]*$/.test(url) ? `${url}:${port}/` : url;
    expect(await ask(withPort)).toMatchObject({ kind: 'blocked', sentence: expect.stringMatching(/\.$|\w:$/) });
    expect(asked).toEqual([]);
  });

  it('a name that leads inside among other places is not asked at all', async () => {
    const { port, asked } = await serve((_, response) => response.end());
    const answer = await ask(`http://mixed.example:${port}/`, {}, { resolve: async () => [PUBLIC, LOOPBACK] });
    expect(answer).toMatchObject({ kind: 'blocked' });
    expect(asked).toEqual([]);
  });

  it('the connection goes to the address that was looked at: a name is looked up once for each', async () => {
    const { port } = await serve((_, response) => response.end());
    let lookups = 0;
    const resolve = async () => {
      lookups += 1;
      return [LOOPBACK];
    };
    expect(await ask(`http://hook.lan:${port}/`, {}, { resolve, allowedHosts: ['hook.lan'] })).toMatchObject({
      status: 200,
    });
    expect(lookups).toBe(1);
  });

  it.each(['http://169.254.169.254/', 'http://[::1]/', 'http://inside.example/', 'http://127.0.0.1:1/'])(
    'a redirect to %s is looked at like the first address',
    async (location) => {
      const { port, asked } = await serve((_, response) => {
        response.writeHead(302, { location }).end();
      });
      const answer = await ask(`http://hook.lan:${port}/`, {}, { allowedHosts: ['hook.lan'] });
      expect(answer).toMatchObject({ kind: 'blocked' });
      expect(asked).toHaveLength(1);
    },
  );

  it.each([
    ['93.184.215.14', true],
    ['1.1.1.1', true],
    ['172.15.255.255', true],
    ['172.32.0.1', true],
    ['192.169.0.1', true],
    ['100.128.0.1', true],
    ['2606:4700:4700::1111', true],
    ['172.31.255.255', false],
    ['198.19.0.1', false],
    ['2001:db8::1', false],
    ['2001::1', false],
    ['::ffff:1.1.1.1', false],
    ['not an address', false],
    ['', false],
  ])('%s is on the internet: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});

describe('a request that may go', () => {
  const allowed = { allowedHosts: ['hook.lan'] };

  it('arrives as it was written, and its status is the answer', async () => {
    const { port, asked } = await serve((_, response) => {
      response.writeHead(201).end('ok');
    });
    const headers = [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'X-Key', value: 'abc' },
      { name: 'Host', value: 'evil.example' },
      { name: 'Content-Length', value: '1' },
      { name: 'bad name', value: 'x' },
    ];
    const answer = await ask(`http://hook.lan:${port}/a?b=c`, { method: 'PUT', headers, body: '{"n":"ü"}' }, allowed);
    expect(answer).toEqual({ kind: 'answered', status: 201, retryAfter: null });
    expect(asked).toMatchObject([
      {
        method: 'PUT',
        url: '/a?b=c',
        body: '{"n":"ü"}',
        headers: {
          host: `hook.lan:${port}`,
          'x-key': 'abc',
          'content-type': 'application/json',
          'content-length': '10',
        },
      },
    ]);
    expect(asked[0]?.headers).not.toHaveProperty('bad name');
  });

  it('the allowed name must be the very name', async () => {
    const { port, asked } = await serve((_, response) => response.end());
    for (const host of ['a.hook.lan', 'hook.lan.example', 'hooklan']) {
      expect(await ask(`http://${host}:${port}/`, {}, allowed)).toMatchObject({ kind: 'blocked' });
    }
    expect(asked).toEqual([]);
  });

  it('an address may be allowed too', async () => {
    const { port } = await serve((_, response) => response.end());
    expect(await ask(`http://127.0.0.1:${port}/`, {}, { allowedHosts: ['127.0.0.1'] })).toMatchObject({ status: 200 });
  });

  it('follows three redirects and no more', async () => {
    const { port, asked } = await serve((request, response) => {
      response.writeHead(308, { location: `${request.url}x` }).end();
    });
    expect(await ask(`http://hook.lan:${port}/`, {}, allowed)).toEqual({
      kind: 'answered',
      status: 308,
      retryAfter: null,
    });
    expect(asked.map(({ url, method }) => [url, method])).toEqual([
      ['/', 'POST'],
      ['/x', 'POST'],
      ['/xx', 'POST'],
      ['/xxx', 'POST'],
    ]);
  });

  it.each([
    [303, 'GET', ''],
    [302, 'GET', ''],
    [307, 'POST', '{}'],
  ])('after %d it goes on as %s, without what was for the first host', async (status, method, body) => {
    const second = await serve((_, response) => response.end());
    const first = await serve((_, response) => {
      response.writeHead(status, { location: `http://other.lan:${second.port}/` }).end();
    });
    const headers = [
      { name: 'authorization', value: 'Bearer x' },
      { name: 'content-type', value: 'application/json' },
    ];
    await ask(`http://hook.lan:${first.port}/`, { headers }, { allowedHosts: ['hook.lan', 'other.lan'] });
    expect(second.asked).toMatchObject([{ method, body }]);
    expect(second.asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('does not follow to another scheme', async () => {
    const { port } = await serve((_, response) => {
      response.writeHead(302, { location: 'https://hook.lan/' }).end();
    });
    expect(await ask(`http://hook.lan:${port}/`, {}, allowed)).toMatchObject({ kind: 'answered', status: 302 });
  });

  it('reads no more of an answer than it takes to know', async () => {
    const { port } = await serve((_, response) => {
      response.on('error', () => undefined);
      const write = (): void => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', write);
      };
      write();
    });
    expect(await ask(`http://hook.lan:${port}/`, {}, allowed)).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('tells when it is asked to come again', async () => {
    const { port } = await serve((_, response) => {
      response.writeHead(429, { 'retry-after': '7' }).end();
    });
    expect(await ask(`http://hook.lan:${port}/`, {}, allowed)).toEqual({
      kind: 'answered',
      status: 429,
      retryAfter: '7',
    });
  });
});

describe('SN4 whether it may have arrived', () => {
  const allowed = { allowedHosts: ['hook.lan'] };

  it('a host that is not there, or takes nothing, got nothing', async () => {
    const gone = async () => {
      throw Object.assign(new Error('gone'), { code: 'ENOTFOUND' });
    };
    expect(await ask('http://hook.lan/', {}, { ...allowed, resolve: gone })).toEqual({
      kind: 'not-sent',
      sentence: 'hook.lan was not reached: there is no such host.',
    });
    const { port } = await closedPort();
    expect(await ask(`http://hook.lan:${port}/`, {}, allowed)).toMatchObject({ kind: 'not-sent' });
  });

  it('a connection that is cut after the request is unclear', async () => {
    const { port } = await serve((request) => request.socket.destroy());
    expect(await ask(`http://hook.lan:${port}/`, {}, allowed)).toMatchObject({ kind: 'unclear' });
  });

  it('no answer in time is unclear', async () => {
    const { port } = await serve(() => undefined);
    expect(await ask(`http://hook.lan:${port}/`, {}, { ...allowed, timeoutMs: 50 })).toMatchObject({ kind: 'unclear' });
  });

  it('a secure connection that cannot be made sent nothing', async () => {
    const { port } = await serve((_, response) => response.end());
    expect(await ask(`https://hook.lan:${port}/`, {}, allowed)).toMatchObject({ kind: 'not-sent' });
  });

  it('behind a redirect nothing is sure any more', async () => {
    const { port: closed } = await closedPort();
    const { port } = await serve((_, response) => {
      response.writeHead(307, { location: `http://hook.lan:${closed}/` }).end();
    });
    expect(await ask(`http://hook.lan:${port}/`, {}, allowed)).toMatchObject({ kind: 'unclear' });
  });
});

/** A port that nobody listens on any more. */
async function closedPort(): Promise<{ port: number }> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return { port };
}
