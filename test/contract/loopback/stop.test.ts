import { connect, Server } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { listenOnLoopback } from '#host/loopback/listener.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { SECRET, startLoopback } from './start-loopback.ts';

it('stop: live streams end and the port closes without waiting for time to pass', async () => {
  const loopback = await startLoopback({ clock: new ManualClock() });
  const answer = await fetch(`${loopback.url}/api/events`, { headers: { authorization: `Bearer ${SECRET}` } });
  const reader = answer.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(': hello\n\n');
  const rest = reader.read().catch(() => ({ done: true }));
  await loopback.end();
  expect((await rest).done).toBe(true);
  await expect(fetch(loopback.url)).rejects.toThrow();
});

it('stop: a connection that never says anything is cut when the grace is over', async () => {
  const clock = new ManualClock();
  const loopback = await startLoopback({ clock });
  const socket = connect(loopback.port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.write('GET / HTTP/1.1\r\nHost:', resolve));
  await loopback.send({});
  const ended = loopback.end();
  await expect.poll(() => clock.waiting).toBe(1);
  clock.advance(1000);
  await Promise.all([ended, closed]);
  expect(clock.waiting).toBe(0);
});

it('start: a taken port is said in words', async () => {
  const first = await startLoopback();
  const files = async () => null;
  const engine = { fetch: async () => new Response() };
  const options = { port: first.port, secret: SECRET, engine, files, clock: new ManualClock(), log: () => {} };
  await expect(listenOnLoopback(options)).rejects.toMatchObject({
    kind: 'port-taken',
    message: expect.stringContaining(`Port ${first.port} is already used`),
  });
  await first.end();
});

it('a connection that cannot be accepted is logged and costs nothing else', async () => {
  const listen = vi.spyOn(Server.prototype, 'listen');
  onTestFinished(() => listen.mockRestore());
  const loopback = await startLoopback();
  const server = listen.mock.contexts[0] as unknown as Server;
  expect(server.emit('error', new Error('accept EMFILE'))).toBe(true);
  expect((await loopback.send({})).status).toBe(200);
  await loopback.end();
});
