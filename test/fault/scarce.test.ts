import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { findFaults } from './support/find-faults.ts';
import { SEED, seeded } from './support/form.ts';
import { call, Load, makeWebhook, untilDone } from './support/load.ts';
import { readStored } from './support/read-stored.ts';
import { newDataFolder, startHost } from './support/start-host.ts';

const MEGABYTE = 1024 * 1024;

describe.skipIf(process.platform === 'win32')('a host that may open 64 files', () => {
  it('outlives 100 connections that stay silent, and answers when they have gone', async () => {
    const dataDir = newDataFolder();
    const host = await startHost({ dataDir, under: ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'] });
    const load = await Load.prepare(host, seeded(SEED));
    const silent = await Promise.all(Array.from({ length: 100 }, () => silentConnection(host)));
    // There are more than it can have.
    await Promise.any(silent.map((socket) => socket.closed || new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of silent) socket.destroy();
    const enough = new AbortController();
    let acks = 0;
    const count = () => {
      acks += 1;
      if (acks === 50) enough.abort();
    };
    // Whoever is not answered comes again.
    while (acks < 50) await load.run(host, enough.signal, count);
    await untilDone(host);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
    expect([...load.surprises(), ...findFaults(load.ledger(), readStored(dataDir))]).toEqual([]);
  });
});

describe('a host with 128 MB of memory', () => {
  it('B12 B15 outlives many large bodies at once: each is stored, or its sender is asked to come again', async () => {
    const dataDir = newDataFolder();
    const host = await startHost({ dataDir, nodeArgs: ['--max-old-space-size=128'] });
    const token = await makeWebhook(host, 'large', {});
    const bodies = [...LARGE, ...LARGE, ...LARGE, ...LARGE];
    const statuses = await Promise.all(
      bodies.map(async (body) => (await fetch(`${host.receiver}/h/${token}`, { method: 'POST', body })).status),
    );
    expect(statuses.filter((status) => ![200, 413, 503].includes(status))).toEqual([]);
    const stored = statuses.filter((status) => status === 200).length;
    expect(stored).toBeGreaterThan(0);
    await untilDone(host);
    const { items } = await call<{ items: { outcome: string }[] }>(host, 'GET', '/api/deliveries?limit=200');
    const kept = items.filter(({ outcome }) => outcome !== 'refused');
    expect(kept).toHaveLength(stored);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
  });
});

/** Five megabytes of everything that takes more memory when it is read. */
const LARGE = [
  JSON.stringify({ email: 'ada@example.com', text: 'x'.repeat(4.9 * MEGABYTE) }),
  JSON.stringify(Object.fromEntries(Array.from({ length: 250_000 }, (_, index) => [`key${index}`, index]))),
  `[${'['.repeat(500_000)}${']'.repeat(500_000)}]`,
  `{"number":${'9'.repeat(4 * MEGABYTE)}}`,
  `{"list":[${'1e400,'.repeat(700_000)}1]}`,
  randomBytes(4.9 * MEGABYTE),
  Buffer.alloc(6 * MEGABYTE, 'x'),
];

async function silentConnection({ receiver }: Fieldhook): Promise<Socket> {
  const socket = connect(Number(new URL(receiver).port), '127.0.0.1').resume();
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve) => socket.once('connect', resolve).once('close', () => resolve()));
  return socket;
}
