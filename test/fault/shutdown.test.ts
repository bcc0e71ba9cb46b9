import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { findFaults } from './support/find-faults.ts';
import { rounds, SEED, seeded, timeout } from './support/form.ts';
import { Load, untilDone } from './support/load.ts';
import { readStored } from './support/read-stored.ts';
import { newDataFolder, startHost } from './support/start-host.ts';

const LONGEST_LOAD_MS = 200;
/** Before a stop, so that even on a slow machine there was a load. */
const LEAST_ACKS = 30;

it(
  'RC1 a stop under load ends in order within 5 s, and leaves nobody without the answer to what it stored',
  async () => {
    const dataDir = newDataFolder();
    const random = seeded(SEED);
    const first = await startHost({ dataDir });
    const load = await Load.prepare(first, random);
    await first.stop();
    for (let round = 1; round <= rounds(20, 100); round += 1) {
      const host = await startHost({ dataDir });
      const begun = Promise.withResolvers<void>();
      const sending = load.run(host, new AbortController().signal, (count) => count >= LEAST_ACKS && begun.resolve());
      await begun.promise;
      await wait(random() * LONGEST_LOAD_MS);
      // A stop that takes five seconds is ended by force, with another code.
      expect(await host.stop(), host.stderr()).toEqual({ code: 0, signal: null });
      await sending;
    }
    const last = await startHost({ dataDir });
    await untilDone(last);
    await last.stop();
    const [ledger, stored] = [load.ledger(), readStored(dataDir)];
    expect([...load.surprises(), ...findFaults(ledger, stored)].slice(0, 20), `seed ${SEED}`).toEqual([]);
    const acknowledged = new Set(ledger.acks.map(({ deliveryId }) => deliveryId));
    expect(stored.deliveries.filter(({ id }) => !acknowledged.has(id)).map(({ id }) => id)).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(rounds(500, 2500));
  },
  timeout(240_000),
);
