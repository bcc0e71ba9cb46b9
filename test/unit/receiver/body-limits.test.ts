import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#engine/receiver/limits.ts';
import { allFrom, openSocket, post, startReceiver, statusOf, TOKEN, until } from './start-receiver.ts';

const CHUNK = Buffer.alloc(1024 * 1024, 'a');

describe('body limits', () => {
  it.each([
    ['one byte under', -1, 200],
    ['at', 0, 200],
    ['one byte over', 1, 413],
  ])('B2 %s the limit', async (_name, offset, status) => {
    const { url, store } = await startReceiver();
    const body = Buffer.alloc(LIMITS.bodyBytes + offset, 'x');
    expect((await post(`${url}/h/${TOKEN}`, body)).status).toBe(status);
    const [row] = store.rows;
    expect(row).toMatchObject({ answered: status, sizeBytes: body.length });
    if (status === 200) expect(Buffer.from(row?.body ?? []).equals(body)).toBe(true);
    else expect(row).toMatchObject({ body: null, settled: { outcome: 'refused', reason: 'too-large' } });
  });

  it('H14 an announced size beyond the limit is refused before anything of it is read', async () => {
    const { port, store } = await startReceiver();
    const socket = openSocket(port);
    socket.write(`POST /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Length: 70000000\r\n\r\n`);
    expect(await until(socket, 'too-large')).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close/i);
    expect(store.rows).toMatchObject([{ answered: 413, body: null, sizeBytes: 70_000_000 }]);
  });

  it('H15 a chunked body beyond the limit is refused when it passes it, and the rest is thrown away', async () => {
    const { port, store } = await startReceiver();
    const socket = openSocket(port);
    const everything = allFrom(socket);
    socket.write(`POST /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (let count = 0; count < 8; count += 1) {
      socket.write(`${CHUNK.length.toString(16)}\r\n`);
      socket.write(CHUNK);
      socket.write('\r\n');
    }
    socket.write('0\r\n\r\n');
    const answer = await everything;
    expect(statusOf(answer)).toBe(413);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(store.rows).toHaveLength(1);
    expect(store.rows[0]?.sizeBytes).toBeGreaterThan(LIMITS.bodyBytes);
    expect(store.rows[0]?.sizeBytes).toBeLessThanOrEqual(LIMITS.bodyBytes + CHUNK.length);
  });

  it('more bodies at once than there is memory for: the one too many is asked to come again, the others are taken', async () => {
    const { port, url, store } = await startReceiver();
    const fits = Math.floor(LIMITS.bodyBytesInFlight / LIMITS.bodyBytes);
    const held = Array.from({ length: fits }, () => openSocket(port));
    // Each sends all but its last byte, after which the receiver holds it in memory; an interim answer tells that it has begun.
    for (const socket of held) {
      socket.write(
        `POST /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${LIMITS.bodyBytes}\r\n\r\n`,
      );
    }
    const answers = held.map((socket) => allFrom(socket));
    await Promise.all(held.map((socket) => until(socket, '100 Continue')));
    await Promise.all(held.map((socket) => written(socket, Buffer.alloc(LIMITS.bodyBytes - 1, 'x'))));
    const rest = LIMITS.bodyBytesInFlight - fits * LIMITS.bodyBytes;
    const tooMany = await untilStatus(503, () => post(`${url}/h/${TOKEN}`, Buffer.alloc(rest + fits + 1, 'x')));
    expect(tooMany.headers.get('retry-after')).toBe('30');
    for (const socket of held) socket.write('x');
    expect((await Promise.all(answers)).map((answer) => /HTTP\/1\.1 200/.test(answer))).toEqual(held.map(() => true));
    expect((await post(`${url}/h/${TOKEN}`, Buffer.alloc(rest + fits + 1, 'x'))).status).toBe(200);
    expect(store.rows.filter(({ sizeBytes }) => sizeBytes === LIMITS.bodyBytes)).toHaveLength(fits);
  });

  it.each(['gzip', 'br', 'zstd', 'gzip, gzip', 'GZIP'])('B28 a body in %s is stored as it came', async (encoding) => {
    const { url, store } = await startReceiver();
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(50 * 1024 * 1024)));
    const answer = await post(`${url}/h/${TOKEN}`, bomb, { 'content-encoding': encoding });
    expect(answer.status).toBe(200);
    expect(store.rows).toMatchObject([{ answered: 200, sizeBytes: bomb.length, settled: null }]);
    expect(Buffer.from(store.rows[0]!.body!).equals(bomb)).toBe(true);
    expect(store.rows[0]!.headers).toContainEqual(['content-encoding', encoding]);
  });

  it('takes a body that says it is not compressed', async () => {
    const { url, store } = await startReceiver();
    expect((await post(`${url}/h/${TOKEN}`, '{}', { 'content-encoding': 'identity' })).status).toBe(200);
    expect(store.rows).toHaveLength(1);
  });
});

async function written(socket: ReturnType<typeof openSocket>, bytes: Uint8Array): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain');
}

/** The receiver reads what was written in its own time; until then there is still room. */
async function untilStatus(status: number, ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await ask();
    if (answer.status === status) return answer;
  }
}
