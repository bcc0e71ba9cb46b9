import { describe, expect, it } from 'vitest';
import { ErrorBodySchema } from '#shared/contract/common.ts';
import { type DoorClient, unsent } from './door-client.ts';

/** What holds for every route alike: how requests are read and refused. */
export function requestsCases(client: () => DoorClient): void {
  const json = { 'content-type': 'application/json' };
  const send = (path: string, init?: RequestInit) => client().door.fetch(path, init);

  async function refusal(path: string, init?: RequestInit) {
    const answer = await send(path, init);
    const body: unknown = await answer.json();
    expect(ErrorBodySchema.strict().parse(body)).toEqual(body);
    return { status: answer.status, code: (body as { code: string }).code, answer };
  }

  it.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/webhooks/',
    '/api/webhooks/a/b/c',
    '/api/%2e%2e/health',
    '/api/Health',
    '/api/health/',
  ])('an address that is none, %s, is NOT_FOUND', async (path) => {
    expect(await refusal(path)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it.each([
    ['POST', '/api/health', 'GET'],
    ['DELETE', '/api/webhooks', 'GET, POST'],
    ['PUT', '/api/webhooks/whk_1', 'GET, PATCH, DELETE'],
    ['POST', '/api/events', 'GET'],
    ['DELETE', '/api/openapi.json', 'GET'],
  ])('%s %s is METHOD_NOT_ALLOWED and says what is', async (method, path, allowed) => {
    const { status, code, answer } = await refusal(path, { method });
    expect([status, code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(answer.headers.get('allow')).toBe(allowed);
  });

  it.each([65, 100_000])('a body nested %d deep is INVALID_INPUT', async (depth) => {
    const body = `{"name":"Deep","config":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    expect(await refusal('/api/flows', { method: 'POST', headers: json, body })).toMatchObject({
      status: 422,
      code: 'INVALID_INPUT',
    });
  });

  it('HEAD opens no stream of events', async () => {
    expect((await send('/api/events', { method: 'HEAD' })).status).toBe(405);
  });

  it.each(['/api/health', '/api/nothing', '/api/webhooks/whk_nobody', '/api/openapi.json'])(
    'no answer is kept or guessed at: %s',
    async (path) => {
      const { headers } = await send(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it.each([
    ['GET', '/api/health?verbose=1', '/verbose'],
    ['GET', '/api/contacts?query=jane', '/query'],
    ['GET', '/api/events?since=3', '/since'],
    ['GET', '/api/openapi.json?pretty', '/pretty'],
    ['GET', '/api/deliveries/dlv_1/body?as=text', '/as'],
    ['DELETE', '/api/webhooks/whk_1/listen?now=1', '/now'],
  ])('a query parameter that does not exist is INVALID_INPUT: %s %s', async (method, path, pointer) => {
    const { status, code, answer } = await refusal(path, { method });
    expect([status, code, answer.headers.get('cache-control')]).toEqual([422, 'INVALID_INPUT', 'no-store']);
    expect((await (await send(path, { method })).json()).details).toEqual([
      { pointer, message: 'Fieldhook does not know this key.' },
    ]);
  });

  describe('a body', () => {
    it.each([
      ['text/plain'],
      ['application/x-www-form-urlencoded'],
      ['multipart/form-data; boundary=x'],
      ['application/jsonp'],
      ['text/json'],
      ['application/json-patch+json'],
    ])('I7 as %s is UNSUPPORTED_MEDIA_TYPE', async (contentType) => {
      const init = { method: 'POST', headers: { 'content-type': contentType }, body: '{"name":"A","type":"text"}' };
      expect(await refusal('/api/fields', init)).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    });

    it('without a content type is UNSUPPORTED_MEDIA_TYPE', async () => {
      const body = new TextEncoder().encode('{"name":"A","type":"text"}');
      expect(await refusal('/api/fields', { method: 'POST', body })).toMatchObject({ status: 415 });
    });

    it('may state its charset', async () => {
      const headers = { 'content-type': 'Application/JSON; charset=UTF-8' };
      const answer = await send('/api/fields', { method: 'POST', headers, body: '{"name":"Stated","type":"text"}' });
      expect(answer.status).toBe(201);
    });

    it.each([
      ['nothing', ''],
      ['half an object', '{"name":'],
      ['two values', '{}{}'],
      ['a comment', '/* */{}'],
      ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)],
    ])('of %s is MALFORMED_REQUEST', async (_, body) => {
      expect(await refusal('/api/fields', { method: 'POST', headers: json, body })).toMatchObject({
        status: 400,
        code: 'MALFORMED_REQUEST',
      });
    });

    it.each([
      ['null', 'null'],
      ['a list', '[]'],
      ['a text', '"name"'],
      ['a list 10,000 deep', '['.repeat(10_000) + ']'.repeat(10_000)],
      ['a list 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000)],
      ['an object 10,000 deep', `${'{"name":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
      [
        '10,000 unknown keys',
        JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (__, at) => [`k${at}`, at]))),
      ],
    ])('of %s is INVALID_INPUT', async (_, body) => {
      expect(await refusal('/api/fields', { method: 'POST', headers: json, body })).toMatchObject({
        status: 422,
        code: 'INVALID_INPUT',
      });
    });

    it('of more than 6 MB is TOO_LARGE', async () => {
      expect(await refusal('/api/fields', { method: 'POST', ...unsent(6 * 1024 * 1024 + 1) })).toMatchObject({
        status: 413,
        code: 'TOO_LARGE',
      });
    });

    it('of exactly 6 MB is read', async () => {
      const body = JSON.stringify({ name: 'x'.repeat(6 * 1024 * 1024 - 11) });
      expect(body).toHaveLength(6 * 1024 * 1024);
      expect(await refusal('/api/fields', { method: 'POST', headers: json, body })).toMatchObject({ status: 422 });
    });

    it('that a route does not ask for is not looked at', async () => {
      const { id } = await client().call('createWebhook', { body: { name: 'A' } });
      const init = { method: 'POST', headers: json, body: '{' };
      expect((await send(`/api/webhooks/${id}/listen`, init)).status).toBe(200);
    });

    it('leaves no trace on objects, whatever its keys are', async () => {
      const body = '{"name":"A","type":"text","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
      expect(await refusal('/api/fields', { method: 'POST', headers: json, body })).toMatchObject({ status: 422 });
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });
  });

  it.each([
    'x'.repeat(8000),
    '%00',
    '%zz',
    '%F0%9F%92%A9',
    "'%20OR%201=1%20--",
    '..%2f..%2fetc%2fpasswd',
    '__proto__',
    'constructor',
    '%ff%fe',
  ])('an id like %.30s belongs to nobody', async (id) => {
    for (const path of [`/api/webhooks/${id}`, `/api/deliveries/${id}`, `/api/contacts/${id}`]) {
      expect(await refusal(path)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });
}
