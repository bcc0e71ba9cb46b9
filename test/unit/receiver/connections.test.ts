import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '#engine/clock.ts';
import { LIMITS } from '#engine/receiver/limits.ts';
import { allFrom, openSocket, post, startReceiver, statusOf, TOKEN, until } from './start-receiver.ts';

const REQUEST = `POST /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n`;

describe('connections', () => {
  it('H23 with 200 silent connections a sender still gets through, and the oldest have given way', async () => {
    const { port, url, store } = await startReceiver();
    const sockets = Array.from({ length: 200 }, () => openSocket(port));
    const closed = sockets.map((socket) => once(socket.resume(), 'close'));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    await Promise.all(closed.slice(0, 200 - LIMITS.connections));
    const youngest = sockets.at(-1)!;
    youngest.write(`${REQUEST}{}`);
    expect(statusOf(await until(youngest, '"accepted"'))).toBe(200);
    expect(store.rows).toHaveLength(2);
  });

  it('a connection with a request under way does not give way', async () => {
    const { port } = await startReceiver();
    const busy = openSocket(port);
    busy.write(`${REQUEST.replace('Host', 'Expect: 100-continue\r\nHost')}`);
    await until(busy, '100 Continue');
    const sockets = Array.from({ length: 150 }, () => openSocket(port));
    await once(sockets[0]!.resume(), 'close');
    busy.write('{}');
    expect(statusOf(await until(busy, '"accepted"'))).toBe(200);
  });

  it('where every connection is taken by a slow sender, the slowest gives way to another, and its body is given up', async () => {
    let now = 0;
    const clock: Clock = { ...systemClock, now: () => now };
    const { port, url, store } = await startReceiver({}, { clock });
    const asking = REQUEST.replace('Host', 'Expect: 100-continue\r\nHost');
    const begin = async () => {
      const socket = openSocket(port);
      socket.write(asking);
      await until(socket, '100 Continue');
      return socket;
    };
    const slowest = await begin();
    const closed = once(slowest.resume(), 'close');
    now += 1;
    const slow = await Promise.all(Array.from({ length: LIMITS.connections - 1 }, begin));
    now += LIMITS.patienceUnderPressure - 2;
    const tooEarly = openSocket(port);
    await once(tooEarly.resume(), 'close');
    now += 1;
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    await closed;
    const other = slow.at(-1)!;
    other.write('{}');
    expect(statusOf(await until(other, '"accepted"'))).toBe(200);
    expect(store.rows).toHaveLength(2);
  });

  it('stopping answers what was read, refuses what comes then, and closes silent connections', async () => {
    const { port, receiver, store } = await startReceiver();
    const silent = openSocket(port);
    await once(silent, 'connect');
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: committing, resolve: begun } = Promise.withResolvers<void>();
    store.duringCommit = () => {
      begun();
      return held;
    };
    const sender = openSocket(port);
    const answers = allFrom(sender);
    sender.write(`${REQUEST}{}`);
    await committing;
    const stopped = receiver.stop();
    expect(receiver.listening()).toBe(false);
    await once(silent.resume(), 'close');
    letGo();
    await stopped;
    expect(await answers).toContain(store.rows[0]?.id);
    await expect(fetch(`http://127.0.0.1:${port}/h/${TOKEN}`)).rejects.toThrow();
  });

  it('H29 a sender that resets before the answer leaves one row, and the receiver lives', async () => {
    const { port, url, store } = await startReceiver();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: committing, resolve: begun } = Promise.withResolvers<void>();
    store.duringCommit = () => {
      begun();
      return held;
    };
    const sender = openSocket(port);
    sender.write(`${REQUEST}{}`);
    await committing;
    sender.resetAndDestroy();
    letGo();
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    expect(store.rows).toHaveLength(2);
  });
});
