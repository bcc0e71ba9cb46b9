import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { findFaults } from './support/find-faults.ts';
import { rounds, SEED, seeded } from './support/form.ts';
import { call, Load, untilDone } from './support/load.ts';
import { readStored } from './support/read-stored.ts';
import { newDataFolder, startHost, withControl } from './support/start-host.ts';

const HOLDER = fileURLToPath(new URL('support/hold-database.mjs', import.meta.url));
const HELD_MS = rounds(2500, 10_000);
const LONGEST_MS = 250;

it('RC1 another program holds the database: senders are asked to come again, nothing is lost, nothing else stops', async () => {
  const dataDir = newDataFolder();
  const host = await startHost({ dataDir, nodeArgs: withControl('heartbeat') });
  const load = await Load.prepare(host, seeded(SEED));
  await pausesOf(host);
  const enough = new AbortController();
  const sending = load.run(host, enough.signal);

  const holder = spawn(process.execPath, [HOLDER, join(dataDir, 'fieldhook.db')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const acksBefore = load.ledger().acks.length;
  await wait(HELD_MS);
  // On a slow machine it takes longer until so many have been asked.
  while (load.refused() <= 10) await wait(5);
  // Reading needs nobody's leave.
  await call(host, 'GET', '/api/deliveries');
  const acksAfter = load.ledger().acks.length;
  const refused = load.refused();
  holder.stdin.end();
  await once(holder, 'exit');
  while (load.ledger().acks.length === acksAfter) await wait(5);
  enough.abort();
  await sending;
  const pauses = await pausesOf(host);
  await untilDone(host);
  await host.stop();
  // Of each sender, one answer may have been on its way.
  expect(acksAfter - acksBefore).toBeLessThanOrEqual(load.senders.length);
  expect(refused).toBeGreaterThan(10);
  expect([...load.surprises(), ...findFaults(load.ledger(), readStored(dataDir))]).toEqual([]);
  // A loaded machine may take the processor away once or twice; waiting for the database would be too long again and again.
  expect(pauses.filter((pause) => pause > LONGEST_MS).length, `pauses ${pauses}`).toBeLessThanOrEqual(2);
});

/** In ms, since the last call. */
async function pausesOf(host: Fieldhook): Promise<number[]> {
  const said = host.stderr().length;
  process.kill(host.pid, 'SIGUSR2');
  for (;;) {
    const [, pauses] = /pauses (.*)\n/.exec(host.stderr().slice(said)) ?? [];
    if (pauses !== undefined) return JSON.parse(pauses);
    await wait(5);
  }
}
