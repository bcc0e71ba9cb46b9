import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answeredUnsynced } from './support/answered-unsynced.ts';
import { SEED, seeded } from './support/form.ts';
import { Load } from './support/load.ts';
import { newDataFolder, startHost, withControl } from './support/start-host.ts';
import { isTraceable, readTrace, underStrace } from './support/strace.ts';

// A kill leaves what the system was told to write, synced or not; only the order of the system calls shows what a power cut would leave.

const ENOUGH = 60;
/** Long enough for a whole page of the database, or the id of a request could be cut off. */
const WHOLE_PAGES = '4200';
const CALLS = 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg';

async function traceLoad(control: string | null) {
  const dataDir = newDataFolder();
  const logFile = join(dataDir, '..', 'trace');
  const under = underStrace(logFile, '-y', '--seccomp-bpf', '-s', WHOLE_PAGES, '-e', CALLS);
  const host = await startHost({ dataDir, under, nodeArgs: control === null ? [] : withControl(control) });
  const load = await Load.prepare(host, seeded(SEED));
  const enough = new AbortController();
  await load.run(host, enough.signal, (acks) => acks >= ENOUGH && enough.abort());
  expect(await host.stop()).toEqual({ code: 0, signal: null });
  return answeredUnsynced(await readTrace(logFile, host.pid));
}

describe.skipIf(!isTraceable)('the order in which the disk and the sender are told', () => {
  it('RC1 each answer with 200 comes after an fsync of the log that holds its request', async () => {
    const { answered, tooSoon } = await traceLoad(null);
    expect(tooSoon).toEqual([]);
    expect(answered).toBeGreaterThanOrEqual(ENOUGH);
  });

  it('negative control: a database that syncs at checkpoints only is caught', async () => {
    const { answered, tooSoon } = await traceLoad('syncs-less');
    expect(tooSoon.length).toBe(answered);
    expect(answered).toBeGreaterThanOrEqual(ENOUGH);
  });
});
