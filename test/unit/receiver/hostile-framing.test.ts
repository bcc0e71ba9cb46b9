import { describe, expect, it } from 'vitest';
import { allFrom, openSocket, startReceiver, statusOf, TOKEN, talk, until } from './start-receiver.ts';

const LINE = `POST /h/${TOKEN} HTTP/1.1`;
const many = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: 1\r\n`).join('');

// What is refused for its framing, and what is only a request and an answer, are rows of test/fixtures/corpus/framing.ts.

describe('hostile framing', () => {
  it('H13 100 headers are taken, all of them', async () => {
    const { port, store } = await startReceiver();
    const answer = await talk(port, `${LINE}\r\nHost: x\r\n${many(98)}Connection: close\r\n\r\n`);
    expect(statusOf(answer)).toBe(200);
    expect(store.rows[0]?.headers).toHaveLength(100);
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
