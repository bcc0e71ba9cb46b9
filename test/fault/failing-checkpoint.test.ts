import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOG_KEPT_BYTES } from '#engine/store/connection.ts';
import type { Health } from '#shared/contract/health.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { findFaults } from './support/find-faults.ts';
import { rounds, SEED, seeded } from './support/form.ts';
import { call, Load, makeWebhook, untilDone } from './support/load.ts';
import { readStored } from './support/read-stored.ts';
import { canMount, smallDisk } from './support/small-disk.ts';
import { newDataFolder, startHost, withControl } from './support/start-host.ts';
import { endStrace, isTraceable, underStrace } from './support/strace.ts';

const MEGABYTE = 1024 * 1024;
const LARGE = Buffer.alloc(4.9 * MEGABYTE, 'x');
const FAULTS = ['EIO', 'ENOSPC'].slice(0, rounds(1, 2));
/** Faster, and what was begun so never ends: the filter stays when strace has gone. */
const FOR_GOOD = '--seccomp-bpf';
const PATIENCE = { interval: 20, timeout: 60_000 };

const fileOf = (dataDir: string) => join(dataDir, 'fieldhook.db');
const logBytes = (dataDir: string) => statSync(`${fileOf(dataDir)}-wal`).size;

/** A host whose requests are stored, and whose database file refuses what is written back into it, until `endStrace`. */
function failingHost(dataDir: string, error: string, ...more: string[]) {
  const options = [
    '-I',
    '2',
    '-P',
    fileOf(dataDir),
    '-e',
    'trace=pwrite64',
    '-e',
    `inject=pwrite64:error=${error}`,
    ...more,
  ];
  const under = underStrace(join(dataDir, '..', `trace-${error}`), ...options);
  return startHost({ dataDir, under, nodeArgs: withControl('hurried-looks') });
}

/** Senders, and a webhook that takes large bodies. */
async function prepare(dataDir: string): Promise<{ load: Load; large: (host: Fieldhook) => Promise<number> }> {
  const first = await startHost({ dataDir });
  const load = await Load.prepare(first, seeded(SEED));
  const token = await makeWebhook(first, 'large', {});
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  const large = async (host: Fieldhook) =>
    (await fetch(`${host.receiver}/h/${token}`, { method: 'POST', body: LARGE })).status;
  return { load, large };
}

async function someAcks(load: Load, host: Fieldhook): Promise<void> {
  const enough = new AbortController();
  await load.run(host, enough.signal, (acks) => acks >= 100 && enough.abort());
}

/** Sends large bodies until the log is beyond what it may have; resolves to how many were taken. */
async function growLog(dataDir: string, send: () => Promise<number>): Promise<number> {
  let taken = 0;
  while (logBytes(dataDir) <= 70 * MEGABYTE) if ((await send()) === 200) taken += 1;
  return taken;
}

const health = (host: Fieldhook) => call<Health>(host, 'GET', '/api/health');
const notices = async (host: Fieldhook) => (await health(host)).notices.join('\n');

function faultsOf(load: Load, dataDir: string, large: number): string[] {
  const stored = readStored(dataDir);
  const isLarge = ({ body }: { body: string }) => body.length === LARGE.length;
  expect(stored.deliveries.filter(isLarge)).toHaveLength(large);
  const deliveries = stored.deliveries.filter((row) => !isLarge(row));
  return [...load.surprises(), ...findFaults(load.ledger(), { ...stored, deliveries })];
}

describe.skipIf(!isTraceable)('a disk that takes the log of the database and does not take its file', () => {
  it.each(FAULTS)(
    'RC1 PR1 %s: what is stored is in the log, the owner is told, and it is written back when the disk takes it again',
    async (error) => {
      const dataDir = newDataFolder();
      const { load, large } = await prepare(dataDir);
      const before = readFileSync(fileOf(dataDir));
      const host = await failingHost(dataDir, error);
      await someAcks(load, host);
      const taken = await growLog(dataDir, () => large(host));
      await someAcks(load, host);
      await expect.poll(() => notices(host), PATIENCE).toMatch(/cannot be written into its file/);
      await untilDone(host);
      expect(readFileSync(fileOf(dataDir)).equals(before)).toBe(true);

      endStrace(host.pid);
      await expect.poll(() => notices(host), PATIENCE).toBe('');
      // A request that comes just then leaves what the log keeps of its size anyway; the look that tells leaves nothing.
      expect(logBytes(dataDir)).toBeLessThanOrEqual(LOG_KEPT_BYTES);
      await someAcks(load, host);
      await untilDone(host);
      expect(await host.stop()).toEqual({ code: 0, signal: null });
      expect(faultsOf(load, dataDir, taken)).toEqual([]);
    },
  );

  it.each(FAULTS)('RC1 PR1 %s: a stop and a kill while it lasts lose nothing', async (error) => {
    const dataDir = newDataFolder();
    const { load, large } = await prepare(dataDir);
    const stopped = await failingHost(dataDir, error, FOR_GOOD);
    await someAcks(load, stopped);
    const taken = await growLog(dataDir, () => large(stopped));
    expect(await stopped.stop()).toEqual({ code: 0, signal: null });
    const killed = await failingHost(dataDir, error, FOR_GOOD);
    await someAcks(load, killed);
    await killed.kill();

    const last = await startHost({ dataDir });
    await untilDone(last);
    expect(await notices(last)).toBe('');
    expect(await last.stop()).toEqual({ code: 0, signal: null });
    expect(faultsOf(load, dataDir, taken)).toEqual([]);
  });

  it.skipIf(!canMount)(
    'RC1 turns senders away while there is room left to write the log back, and goes on when that is done',
    async () => {
      const dataDir = join(smallDisk('420m'), 'data');
      const { load, large } = await prepare(dataDir);
      const host = await failingHost(dataDir, 'EIO');
      const intake = async () => (await health(host)).intake.reason;
      let taken = 0;
      while ((await intake()) !== 'disk-nearly-full') if ((await large(host)) === 200) taken += 1;
      expect(await large(host)).toBe(503);
      await expect.poll(() => notices(host), PATIENCE).toMatch(/cannot be written into its file/);

      endStrace(host.pid);
      await expect.poll(intake, PATIENCE).toBe(null);
      expect(await notices(host)).toBe('');
      await someAcks(load, host);
      await untilDone(host);
      expect(await host.stop()).toEqual({ code: 0, signal: null });
      expect(faultsOf(load, dataDir, taken)).toEqual([]);
    },
  );
});
