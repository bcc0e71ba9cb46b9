import { describe, expect, it } from 'vitest';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { MemoryReceiverStore, storedWebhook } from '#test/doubles/memory-receiver-store.ts';
import { post, startReceiver, statusOf, TOKEN, talk } from './start-receiver.ts';

const OTHER_TOKEN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_-0123';
const HOUR = 3_600_000;

describe('receiver', () => {
  it('RC1 answers 200 with the id of what is on disk', async () => {
    const { url, store, announced } = await startReceiver();
    const answer = await post(`${url}/h/${TOKEN}`, '{"a":1}');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'accepted', id: store.rows[0]?.id });
    expect(announced.map(({ id }) => id)).toEqual([store.rows[0]?.id]);
  });

  it('RC1 does not answer before the commit has ended', async () => {
    const { url, store } = await startReceiver();
    const order: string[] = [];
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: committing, resolve: begun } = Promise.withResolvers<void>();
    store.duringCommit = () => {
      begun();
      return held;
    };
    const answered = post(`${url}/h/${TOKEN}`).then(() => order.push('answered'));
    await committing;
    // Another request goes through all of Node meanwhile; had the first been answered, it would be in the list by then.
    await fetch(`${url}/h/${TOKEN}`);
    order.push('committed');
    letGo();
    await answered;
    expect(order).toEqual(['committed', 'answered']);
  });

  it('RC2 keeps the raw bytes, and the headers and the query as they were sent', async () => {
    const { port, store } = await startReceiver();
    const body = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0xc0, 0xaf, 0x0d, 0x0a, 0x7d]);
    const head = `POST /h/${TOKEN}?b=2&a=%zz&b=3 HTTP/1.1\r\nHost: x\r\nX-Twice: 1\r\nx-TWICE: 2\r\nContent-Type: ;;;\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    expect(statusOf(await talk(port, head, body))).toBe(200);
    const [row] = store.rows;
    expect(Buffer.from(row?.body ?? [])).toEqual(body);
    expect(row).toMatchObject({ method: 'POST', query: 'b=2&a=%zz&b=3', contentType: ';;;', sizeBytes: 9 });
    expect(row?.headers).toEqual([
      ['Host', 'x'],
      ['X-Twice', '1'],
      ['x-TWICE', '2'],
      ['Content-Type', ';;;'],
      ['Content-Length', '9'],
      ['Connection', 'close'],
    ]);
  });

  it('B1 B21 takes an empty request without a content type', async () => {
    const { url, store } = await startReceiver();
    const answer = await fetch(`${url}/h/${TOKEN}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(store.rows[0]).toMatchObject({ contentType: '', sizeBytes: 0, answered: 200, settled: null });
  });

  it('P9 answers GET and HEAD of a live address with nothing, and keeps nothing', async () => {
    const { url, store } = await startReceiver();
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${url}/h/${TOKEN}`, { method });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
    expect(store.rows).toEqual([]);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('answers 405 to %s', async (method) => {
    const { url, store } = await startReceiver();
    const answer = await fetch(`${url}/h/${TOKEN}`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST, GET, HEAD');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(store.rows).toEqual([]);
  });

  it('P1–P8 unknown, deleted and malformed addresses get the same bytes for every method, and are only counted', async () => {
    const { port, store, receiver } = await startReceiver();
    store.webhooksStored.push(storedWebhook({ id: 'whk_gone', token: OTHER_TOKEN }));
    await receiver.refresh();
    store.webhooksStored.pop();
    await receiver.refresh();
    const paths = [
      '/',
      '/h/',
      `/h/${OTHER_TOKEN}`,
      `/h/${TOKEN}x`,
      '/h/%zz',
      `/h/${'a'.repeat(200)}`,
      '/api/health',
      '*',
    ];
    const answers = new Set<string>();
    for (const path of paths) {
      answers.add(await talk(port, `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`));
      answers.add(await talk(port, `PUT ${path} HTTP/1.1\r\nHost: x\r\n\r\n`));
      answers.add(await talk(port, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`));
    }
    expect([...answers]).toEqual([
      'HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: 22\r\nconnection: close\r\n\r\n{"status":"not-found"}',
    ]);
    expect(receiver.unknownRequests()).toBe(paths.length * 3);
    expect(store.rows).toEqual([]);
  });

  it('P10 ignores override headers', async () => {
    const { url, store } = await startReceiver();
    const headers = {
      'x-http-method-override': 'POST',
      'x-original-url': `/h/${TOKEN}`,
      'x-forwarded-host': 'evil.test',
    };
    expect((await fetch(`${url}/h/${TOKEN}`, { headers })).status).toBe(200);
    expect((await post(`${url}/h/unknown`, '{}', headers)).status).toBe(404);
    expect(store.rows).toEqual([]);
  });

  it('RC9 a rotated token works until its time', async () => {
    const clock = new ManualClock();
    const formerTokens = [{ token: OTHER_TOKEN, until: clock.now() + HOUR }];
    const { url, store } = await startReceiver({ formerTokens }, { clock });
    expect((await post(`${url}/h/${OTHER_TOKEN}`)).status).toBe(200);
    clock.advance(HOUR);
    expect((await post(`${url}/h/${OTHER_TOKEN}`)).status).toBe(404);
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    expect(store.rows.map((row) => row.webhookId)).toEqual(['whk_test', 'whk_test']);
    expect(store.rows.map((row) => row.formerToken)).toEqual([OTHER_TOKEN.slice(0, 8), null]);
  });

  it('RC5 an inactive webhook answers 503 and keeps the request; after refresh it is taken', async () => {
    const { url, store, receiver } = await startReceiver({ active: false });
    const refused = await post(`${url}/h/${TOKEN}`, '{"a":1}');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '300']);
    expect(store.rows[0]).toMatchObject({
      answered: 503,
      settled: { outcome: 'refused', reason: 'inactive' },
      sizeBytes: 7,
    });
    expect(Buffer.from(store.rows[0]?.body ?? []).toString()).toBe('{"a":1}');
    store.webhooksStored[0]!.active = true;
    await receiver.refresh();
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
  });

  it('RC5 while the owner listens, an inactive webhook keeps samples; later it does not', async () => {
    const clock = new ManualClock();
    const listen = { since: clock.now(), until: clock.now() + 1000 };
    const { url, store } = await startReceiver({ active: false, listen }, { clock });
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    clock.advance(1000);
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(503);
    expect(store.rows.map(({ heard, settled }) => [heard, settled?.outcome])).toEqual([
      [true, 'sample'],
      [false, 'refused'],
    ]);
  });

  it('RC4 beyond the limit answers 429, says when to come back, and logs it without the body', async () => {
    const clock = new ManualClock();
    const webhook = storedWebhook({ token: TOKEN });
    webhook.config.limit = { requests: 2, hours: 24 };
    const { url, store, receiver } = await startReceiver(webhook, { clock });
    await post(`${url}/h/${TOKEN}`);
    clock.advance(HOUR);
    await post(`${url}/h/${TOKEN}`);
    clock.advance(HOUR);
    const refused = await post(`${url}/h/${TOKEN}`, '{"a":1}');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String((22 * HOUR) / 1000)]);
    expect(store.rows[2]).toMatchObject({
      answered: 429,
      body: null,
      sizeBytes: 7,
      settled: { reason: 'rate-limited' },
    });
    expect(receiver.used('whk_test')).toBe(2);
    clock.advance(22 * HOUR);
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
  });

  it('RC4 survives a restart', async () => {
    const clock = new ManualClock();
    const webhook = storedWebhook({ token: TOKEN });
    webhook.config.limit = { requests: 2, hours: 1 };
    const store = new MemoryReceiverStore();
    const first = await startReceiver(webhook, { clock, store });
    await post(`${first.url}/h/${TOKEN}`);
    await post(`${first.url}/h/${TOKEN}`);
    await first.receiver.stop();
    const second = await startReceiver(webhook, { clock, store });
    expect(second.receiver.used('whk_test')).toBe(2);
    expect((await post(`${second.url}/h/${TOKEN}`)).status).toBe(429);
  });

  it('RC4 a changed limit holds at once, and a longer window remembers what was before', async () => {
    const clock = new ManualClock();
    const webhook = storedWebhook({ token: TOKEN });
    webhook.config.limit = { requests: 1, hours: 1 };
    const { url, store, receiver } = await startReceiver(webhook, { clock });
    await post(`${url}/h/${TOKEN}`);
    clock.advance(2 * HOUR);
    store.webhooksStored[0]!.config.limit = { requests: 1, hours: 24 };
    await receiver.refresh();
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(429);
    store.webhooksStored[0]!.config.limit = null;
    await receiver.refresh();
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    expect(receiver.used('whk_test')).toBe(0);
  });

  it('marks a request with a nonce of ours as a test, once and only for a while', async () => {
    const clock = new ManualClock();
    const { url, store, receiver } = await startReceiver({}, { clock });
    const nonce = receiver.issueTestNonce();
    const late = receiver.issueTestNonce();
    await post(`${url}/h/${TOKEN}`, '{}', { [nonce.name]: nonce.value });
    await post(`${url}/h/${TOKEN}`, '{}', { [nonce.name]: nonce.value });
    await post(`${url}/h/${TOKEN}`, '{}', { [nonce.name]: 'true' });
    clock.advance(60_000);
    await post(`${url}/h/${TOKEN}`, '{}', { [late.name]: late.value });
    expect(store.rows.map(({ origin }) => origin)).toEqual(['test', 'sender', 'sender', 'sender']);
  });

  it('TN3 answers a probe with its secret until it is closed, and counts it nowhere', async () => {
    const { url, store, receiver } = await startReceiver();
    const probe = receiver.openProbe();
    expect(probe.path).toMatch(/^\/h\/[A-Za-z0-9_-]{32}$/);
    const answer = await fetch(`${url}${probe.path}`);
    expect([answer.status, await answer.text()]).toEqual([200, probe.expected]);
    expect(probe.expected).not.toContain(probe.path.slice(3));
    expect((await post(`${url}${probe.path}`)).status).toBe(404);
    probe.close();
    expect((await fetch(`${url}${probe.path}`)).status).toBe(404);
    expect(store.rows).toEqual([]);
  });

  it('a request whose webhook is deleted before the commit gets the 404 of an unknown address', async () => {
    const { url, store } = await startReceiver();
    store.duringCommit = () => {
      store.webhooksStored.length = 0;
    };
    const answer = await post(`${url}/h/${TOKEN}`);
    expect([answer.status, await answer.text()]).toEqual([404, '{"status":"not-found"}']);
  });

  it('a failed commit answers 503, takes no place in the window, and the next request is taken', async () => {
    const { url, store, receiver, announced, logged } = await startReceiver();
    store.fault = new Error('database or disk is full');
    const refused = await post(`${url}/h/${TOKEN}`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect([receiver.used('whk_test'), announced, logged]).toEqual([0, [], ['receiver-commit-failed']]);
    store.fault = null;
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    expect(receiver.used('whk_test')).toBe(1);
  });
});
