import { describe, expect, it } from 'vitest';
import { allFrom, openSocket, startReceiver, statusOf, TOKEN, talk, until } from './start-receiver.ts';

const LINE = `POST /h/${TOKEN} HTTP/1.1`;
const CHUNKED = `${LINE}\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
const many = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: 1\r\n`).join('');

/** What is sent, and the only status it may be answered with. Nothing of it may reach the disk. */
const REFUSED: [rule: string, sent: string, status: number][] = [
  [
    'H1 length and chunked together',
    `${LINE}\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['H2 two lengths', `${LINE}\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
  ['H3 length -1', `${LINE}\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}`, 400],
  ['H3 length +5', `${LINE}\r\nHost: x\r\nContent-Length: +5\r\n\r\n{}`, 400],
  ['H3 length 0x5', `${LINE}\r\nHost: x\r\nContent-Length: 0x5\r\n\r\n{}`, 400],
  ['H3 length 5, 5', `${LINE}\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\n{}`, 400],
  ['H3 length of 20 digits', `${LINE}\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n{}`, 400],
  ['H3 empty length', `${LINE}\r\nHost: x\r\nContent-Length: \r\n\r\n{}`, 400],
  ['H4 xchunked', `${LINE}\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, 400],
  ['H4 chunked, identity', `${LINE}\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, 400],
  ['H4 chunked, chunked', `${LINE}\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`, 400],
  [
    'H4 chunked twice',
    `${LINE}\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['H4 gzip, chunked', `${LINE}\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 400],
  ['H4 identity, chunked', `${LINE}\r\nHost: x\r\nTransfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n`, 400],
  ['chunked on HTTP/1.0', `POST /h/${TOKEN} HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['H5 bare line feeds', `${LINE}\nHost: x\nContent-Length: 2\n\n{}`, 400],
  ['H6 a space before the colon', `${LINE}\r\nHost: x\r\nContent-Length : 2\r\n\r\n{}`, 400],
  ['H7 a folded header', `${LINE}\r\nHost: x\r\nX-A: 1\r\n 2\r\nContent-Length: 2\r\n\r\n{}`, 400],
  ['H8 NUL in a header', `${LINE}\r\nHost: x\r\nX-A: a\0b\r\nContent-Length: 2\r\n\r\n{}`, 400],
  ['H9 no Host', `${LINE}\r\nContent-Length: 2\r\n\r\n{}`, 400],
  ['H10 two Hosts', `${LINE}\r\nHost: x\r\nhOST: y\r\nContent-Length: 2\r\n\r\n{}`, 400],
  ['H11 a header of 20 KB', `${LINE}\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['H12 an address of 20 KB', `POST /h/${TOKEN}?${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['H13 101 headers', `${LINE}\r\nHost: x\r\n${many(100)}\r\n`, 431],
  ['H13 999 headers', `${LINE}\r\nHost: x\r\n${many(998)}\r\n`, 431],
  ['H13 1,200 headers', `${LINE}\r\nHost: x\r\n${many(1199)}\r\n`, 431],
  ['H16 a chunk extension of 17 KB', `${CHUNKED}2;${'x'.repeat(17_000)}\r\n{}\r\n0\r\n\r\n`, 400],
  ['H17 a chunk of 0x2', `${CHUNKED}0x2\r\n{}\r\n0\r\n\r\n`, 400],
  ['H17 a chunk of +2', `${CHUNKED}+2\r\n{}\r\n0\r\n\r\n`, 400],
  ['H17 a chunk of -1', `${CHUNKED}-1\r\n{}\r\n0\r\n\r\n`, 400],
  ['H17 a chunk size of 17 digits', `${CHUNKED}11111111111111111\r\n{}\r\n0\r\n\r\n`, 400],
  [
    'H25 another expectation',
    `${LINE}\r\nHost: x\r\nExpect: tea\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    417,
  ],
  ['H26 WebSocket', `GET /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 400],
  ['H27 TRACE', `TRACE /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 405],
  ['H27 the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['H27 a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ['H27 HTTP/0.9', `GET /h/${TOKEN}\r\n\r\n`, 400],
  ['H27 HTTP/1.2', `POST /h/${TOKEN} HTTP/1.2\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`, 400],
];

describe('hostile framing', () => {
  it.each(REFUSED)('%s', async (_rule, sent, status) => {
    const { port, store } = await startReceiver();
    const answer = await talk(port, Buffer.from(sent, 'latin1'));
    expect(statusOf(answer)).toBe(status);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(store.rows).toEqual([]);
  });

  it('H27 CONNECT is closed', async () => {
    const { port, store } = await startReceiver();
    const answer = await talk(port, 'CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n');
    expect([0, 400, 404, 405]).toContain(statusOf(answer));
    expect(store.rows).toEqual([]);
  });

  it('H13 100 headers are taken, all of them', async () => {
    const { port, store } = await startReceiver();
    const answer = await talk(port, `${LINE}\r\nHost: x\r\n${many(98)}Connection: close\r\n\r\n`);
    expect(statusOf(answer)).toBe(200);
    expect(store.rows[0]?.headers).toHaveLength(100);
  });

  it('H27 HTTP/1.0 is stored', async () => {
    const { port, store } = await startReceiver();
    expect(statusOf(await talk(port, `POST /h/${TOKEN} HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}`))).toBe(200);
    expect(Buffer.from(store.rows[0]?.body ?? []).toString()).toBe('{}');
  });

  it('an offer to switch to HTTP/2 is not taken up; the request is', async () => {
    const { port, store } = await startReceiver();
    const offer =
      'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n';
    expect(statusOf(await talk(port, `${LINE}\r\nHost: x\r\n${offer}Content-Length: 2\r\n\r\n{}`))).toBe(200);
    expect(Buffer.from(store.rows[0]?.body ?? []).toString()).toBe('{}');
  });

  it('H28 an absolute address is read for its path only', async () => {
    const { port, store } = await startReceiver();
    const head = `POST http://evil.test/h/${TOKEN} HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n`;
    expect(statusOf(await talk(port, head))).toBe(200);
    expect(store.rows).toHaveLength(1);
  });

  it('H18 trailers are not headers', async () => {
    const { port, store } = await startReceiver();
    const answer = await talk(
      port,
      `${LINE}\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Signature: forged\r\n\r\n`,
    );
    expect(statusOf(answer)).toBe(200);
    expect(store.rows[0]?.headers.map(([name]) => name)).toEqual(['Host', 'Connection', 'Transfer-Encoding']);
    expect(Buffer.from(store.rows[0]?.body ?? []).toString()).toBe('{}');
  });

  it('H19 a sender that goes away in the middle leaves nothing', async () => {
    const { port, url, store } = await startReceiver();
    const socket = openSocket(port);
    socket.write(`${LINE}\r\nHost: x\r\nContent-Length: 100\r\n\r\n${'a'.repeat(50)}`);
    socket.end();
    expect(statusOf(await allFrom(socket))).toBe(400);
    await fetch(`${url}/h/${TOKEN}`, { method: 'POST', body: 'whole' });
    expect(store.rows.map(({ sizeBytes }) => sizeBytes)).toEqual([5]);
  });

  it('H20 rubbish after a whole request does not take its answer away', async () => {
    const { port, store } = await startReceiver();
    const answer = await talk(port, `${LINE}\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}rubbish\r\n\r\n`);
    expect(statusOf(answer)).toBe(200);
    expect(answer).toContain(store.rows[0]?.id);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('H24 of 1,000 requests in one go, 100 are taken and answered in order, and the connection is closed', async () => {
    const { port, store } = await startReceiver();
    const answer = await talk(port, `${LINE}\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`.repeat(1000));
    expect(store.rows).toHaveLength(100);
    expect(answer.match(/"id":"[^"]+"/g)).toEqual(store.rows.map(({ id }) => `"id":"${id}"`));
  });

  it('H25 a sender that asks first is told to go on', async () => {
    const { port, store } = await startReceiver();
    const socket = openSocket(port);
    const everything = allFrom(socket);
    socket.write(`${LINE}\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n`);
    await until(socket, '100 Continue');
    socket.write('{}');
    expect(await everything).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
    expect(store.rows).toHaveLength(1);
  });

  it('H14 H25 a sender that asks first whether it may send too much is told no, and sends nothing', async () => {
    const { port, store } = await startReceiver();
    const head = `${LINE}\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 70000000\r\n\r\n`;
    const answer = await talk(port, head);
    expect(answer).toMatch(/^HTTP\/1\.1 413/);
    expect(store.rows).toMatchObject([{ answered: 413, body: null, sizeBytes: 70_000_000 }]);
  });
});
