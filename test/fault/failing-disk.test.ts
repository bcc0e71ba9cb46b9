import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFaults } from './support/find-faults.ts';
import { SEED, seeded } from './support/form.ts';
import { call, Load, untilDone } from './support/load.ts';
import { readStored } from './support/read-stored.ts';
import { newDataFolder, startHost } from './support/start-host.ts';
import { isTraceable, readTrace, underStrace } from './support/strace.ts';

const REQUESTS = 40;

/**
 * A host whose writes to the log of its database fail as strace is told. It begins as after three crashes, so that nothing but requests that are
 * stored writes to the disk until `resume`.
 */
async function failingHost(...options: string[]) {
  const dataDir = newDataFolder();
  const logFile = join(dataDir, '..', 'trace');
  const first = await startHost({ dataDir });
  const load = await Load.prepare(first, seeded(SEED));
  await first.stop();
  const crashes = [3000, 2000, 1000].map((ago) => Date.now() - ago);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'starts.json'), JSON.stringify(crashes));
  const under = underStrace(logFile, '-P', join(dataDir, 'fieldhook.db-wal'), ...options);
  const host = await startHost({ dataDir, under });
  return { host, load, dataDir, injected: async () => (await readTrace(logFile, host.pid)).match(/INJECTED/g)?.length };
}

describe.skipIf(!isTraceable)('a disk that fails', () => {
  it('RC1 an fsync that fails turns away that batch alone; the next is stored, and nothing is lost', async () => {
    const { host, load, dataDir, injected } = await failingHost('-e', 'inject=fsync,fdatasync:error=EIO:when=20');
    const [sender] = load.senders;
    const statuses: number[] = [];
    for (let request = 0; request < REQUESTS; request += 1) statuses.push(await sender!.sendOnce(host.receiver));
    expect(statuses.filter((status) => status === 503)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(REQUESTS - 1);
    await untilDone(host);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
    expect(await injected()).toBe(1);
    expect(findFaults(load.ledger(), readStored(dataDir))).toEqual([]);
  });

  it.each([
    ['fsync', 'fsync,fdatasync:error=EIO:when=5..50+7'],
    ['a write for which there is no room', 'pwrite64:error=ENOSPC:when=50..500+97'],
    ['a write that fails', 'pwrite64:error=EIO:when=50..500+97'],
  ])('RC1 PR1 again and again, also while it works: %s', async (_, inject) => {
    const { host, load, dataDir, injected } = await failingHost('-e', `inject=${inject}`);
    await call(host, 'POST', '/api/processing/resume');
    const enough = new AbortController();
    await load.run(host, enough.signal, (acks) => acks >= 200 && enough.abort());
    await untilDone(host);
    expect((await host.stop()).signal).toBe(null);
    expect(await injected()).toBeGreaterThan(2);

    const last = await startHost({ dataDir });
    await untilDone(last);
    await last.stop();
    expect([...load.surprises(), ...findFaults(load.ledger(), readStored(dataDir))]).toEqual([]);
  });
});
