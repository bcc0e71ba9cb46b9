import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { allFrom, openSocket, startReceiver, statusOf, TOKEN, until } from '../unit/receiver/start-receiver.ts';

// These wait for Node's own timers, so they take as long as the limits say: 5 s for the head, 10 s for the whole.

const HEAD = `POST /h/${TOKEN} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n`;

it('H21 H22 slow senders are told so and closed, also on a used connection; one that never spoke waits for its sender', async () => {
  const { port, store } = await startReceiver();
  const silent = openSocket(port);
  const used = openSocket(port);
  used.write(`${HEAD}\r\n0123456789`);
  await until(used, '"accepted"');
  // All at once, as each takes its time. Silence on the used connection would be closed without a word at about the same time.
  const slow = [drip(openSocket(port), HEAD), drip(openSocket(port), 'body', `${HEAD}\r\n`), drip(used, HEAD)];

  expect((await Promise.all(slow)).map(statusOf)).toEqual([408, 408, 408]);
  expect(store.rows).toHaveLength(1);

  // Older than all of them, so Node has found it overdue by now; a tunnel's waiting connection must outlive that.
  silent.write(`${HEAD}Connection: close\r\n\r\n{"a":"bcd"}`.replace('Content-Length: 10', 'Content-Length: 11'));
  expect(statusOf(await allFrom(silent))).toBe(200);
  expect(store.rows).toHaveLength(2);
});

/** Sends a byte a second, the first at once, more slowly than anyone may, and resolves to the answer. */
function drip(socket: Socket, text: string, first = ''): Promise<string> {
  socket.write(first);
  let sent = 0;
  const sendOne = () => {
    if (sent < text.length - 1) socket.write(text[sent]!);
    sent += 1;
  };
  sendOne();
  const timer = setInterval(sendOne, 1000);
  socket.once('close', () => clearInterval(timer));
  return allFrom(socket);
}
