import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EXIT } from '#host/exit-codes.ts';
import { runHost, spawnHost } from '#test/e2e/support/run-host.ts';
import { standStill } from '#test/e2e/support/stand-still.ts';
import { findFaults } from './support/find-faults.ts';
import { SEED, seeded } from './support/form.ts';
import { Load, untilDone } from './support/load.ts';
import { readStored } from './support/read-stored.ts';
import { newDataFolder, startHost } from './support/start-host.ts';

const args = (dataDir: string) => [
  '--json',
  '--no-tunnel',
  '--no-open',
  '--data',
  dataDir,
  '--port',
  '0',
  '--ui-port',
  '0',
];

it('ten hosts started at once on one folder: one runs, nine end with 3 and say why, and write nothing', async () => {
  const dataDir = newDataFolder();
  const hosts = Array.from({ length: 10 }, () => spawnHost(args(dataDir), { longestMs: 60_000 }));
  const turnedAway = hosts.map(async (host) => ({
    ...(await host.exited),
    stdout: host.stdout(),
    stderr: host.stderr(),
  }));
  const [winner] = await Promise.all([
    Promise.any(hosts.map(async (host) => ({ host, line: await host.firstLine() }))),
    countTo(9, turnedAway),
  ]);
  const others = await Promise.all(turnedAway.filter((_, index) => hosts[index] !== winner.host));
  for (const other of others) {
    expect(other).toEqual({
      code: EXIT.alreadyRunning,
      signal: null,
      stdout: '',
      stderr: expect.stringMatching(/^Fieldhook is already running.*\n$/),
    });
  }
  expect(JSON.parse(winner.line)).toMatchObject({ ready: true });
  winner.host.child.kill('SIGTERM');
  expect((await winner.host.exited).code).toBe(EXIT.clean);
});

it('a second host is turned away also while the first is stopped; the first goes on where it was, and loses nothing', async () => {
  const dataDir = newDataFolder();
  const host = await startHost({ dataDir });
  const load = await Load.prepare(host, seeded(SEED));
  const enough = new AbortController();
  let next = Promise.withResolvers<void>();
  const sending = load.run(host, enough.signal, () => next.resolve());
  await next.promise;

  await standStill(host.pid);
  const before = listing(dataDir);
  const second = await runHost(args(dataDir));
  expect(second).toMatchObject({ code: EXIT.alreadyRunning, stderr: expect.stringMatching(/already running/) });
  expect(listing(dataDir)).toEqual(before);

  next = Promise.withResolvers<void>();
  process.kill(host.pid, 'SIGCONT');
  await next.promise;
  enough.abort();
  await sending;
  await untilDone(host);
  expect(await host.stop()).toEqual({ code: 0, signal: null });
  expect([...load.surprises(), ...findFaults(load.ledger(), readStored(dataDir))]).toEqual([]);
});

/** Resolves when so many have. */
function countTo(count: number, promises: readonly Promise<unknown>[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let done = 0;
  for (const one of promises) {
    void one.then(() => {
      done += 1;
      if (done === count) resolve();
    });
  }
  return promise;
}

/** What is in a folder, byte by byte; its locks are the system's. */
function listing(dataDir: string): string[] {
  return readdirSync(dataDir, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `${name} ${readFileSync(join(dataDir, name)).toString('base64')}`);
}
