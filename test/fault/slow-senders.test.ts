import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { allFrom, openSocket, startReceiver, statusOf, TOKEN, until } from '../unit/receiver/start-receiver.ts';

// These wait for Node's own timers, so they take as long as the limits say: 5 s for the head, 10 s for the whole.

const HEAD = `POST /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n`;

describe('slow senders', () => {
  it('H21 H22 are told so and closed, while a connection that never spoke waits for its sender', async () => {
    const { port, store } = await startReceiver();
    const silent = openSocket(port);
    const slowHead = drip(openSocket(port), HEAD);
    const slowBody = drip(openSocket(port), 'body', `${HEAD}\r\n`);

    expect(statusOf(await slowHead)).toBe(408);
    expect(statusOf(await slowBody)).toBe(408);
    expect(store.rows).toEqual([]);

    // Older than both, so Node has found it overdue by now; a tunnel's waiting connection must outlive that.
    silent.write(`${HEAD}Connection: close\r\n\r\n{"a":"bcd"}`.replace('Content-Length: 10', 'Content-Length: 11'));
    expect(statusOf(await allFrom(silent))).toBe(200);
    expect(store.rows).toHaveLength(1);
  });

  it('H21 also on a connection that has been used', async () => {
    const { port, store } = await startReceiver();
    const socket = openSocket(port);
    socket.write(`${HEAD}\r\n0123456789`);
    await until(socket, '"accepted"');
    // Silence would be closed without a word at about the same time, as a kept connection that nobody uses.
    expect(statusOf(await drip(socket, HEAD))).toBe(408);
    expect(store.rows).toHaveLength(1);
  });
});

/** Sends a byte a second, more slowly than anyone may, and resolves to the answer. */
function drip(socket: Socket, text: string, first = ''): Promise<string> {
  socket.write(first);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < text.length - 1) socket.write(text[sent]!);
    sent += 1;
  }, 1000);
  socket.once('close', () => clearInterval(timer));
  return allFrom(socket);
}
