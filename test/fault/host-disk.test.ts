import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '#host/exit-codes.ts';
import { runHost } from '#test/e2e/support/run-host.ts';
import { findFaults } from './support/find-faults.ts';
import { SEED, SLACK_MS, seeded } from './support/form.ts';
import { call, Load, untilDone } from './support/load.ts';
import { ownTime } from './support/own-time.ts';
import { readStored } from './support/read-stored.ts';
import { canMount, fill, makeRoom, smallDisk } from './support/small-disk.ts';
import { startHost } from './support/start-host.ts';

describe.skipIf(!canMount)('a host on a small disk (needs root on Linux)', () => {
  it('that is full ends with 6 and says what to do', async () => {
    const disk = smallDisk();
    fill(disk);
    const dataDir = join(disk, 'data');
    const host = await runHost([
      '--json',
      '--no-tunnel',
      '--no-open',
      '--data',
      dataDir,
      '--port',
      '0',
      '--ui-port',
      '0',
    ]);
    expect(host).toEqual({
      code: EXIT.diskFull,
      signal: null,
      stdout: '',
      stderr: expect.stringMatching(/^The disk .* is full\. Make some room.*\n$/),
    });
  });

  it('RC1 that fills up turns senders away within a second, shows what it has, and goes on within five when there is room', async () => {
    const disk = smallDisk('260m');
    const dataDir = join(disk, 'data');
    const host = await startHost({ dataDir });
    const load = await Load.prepare(host, seeded(SEED));
    const enough = new AbortController();
    let acked = Promise.withResolvers<void>();
    const sending = load.run(host, enough.signal, () => acked.resolve());
    await acked.promise;
    fill(disk);
    const sinceFull = ownTime();
    const refusedBefore = load.refused();
    while (load.refused() === refusedBefore) await new Promise(setImmediate);
    expect(sinceFull()).toBeLessThan(1000 + SLACK_MS);
    expect((await call<{ items: unknown[] }>(host, 'GET', '/api/deliveries')).items.length).toBeGreaterThan(0);

    acked = Promise.withResolvers();
    makeRoom(disk);
    const sinceFree = ownTime();
    await acked.promise;
    expect(sinceFree()).toBeLessThan(5000 + SLACK_MS);
    enough.abort();
    await sending;
    await untilDone(host);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
    expect([...load.surprises(), ...findFaults(load.ledger(), readStored(dataDir))]).toEqual([]);
  });
});
