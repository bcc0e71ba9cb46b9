import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { findDoubleSends } from './support/find-double-sends.ts';
import { findFaults } from './support/find-faults.ts';
import { rounds, SEED, seeded, timeout } from './support/form.ts';
import { Load, untilDone } from './support/load.ts';
import { readStored } from './support/read-stored.ts';
import { makeSendingFlow, type SmsProvider, startSmsProvider, untilSent } from './support/sms-provider.ts';
import { newDataFolder, startFromSources, startHost } from './support/start-host.ts';

/** What a kill -9 may meet: a host that just came up, one that stores and works, one that works off what it stored. */
const MOMENTS = ['at once', 'under load', 'after the load'] as const;
const LONGEST_LOAD_MS = 250;
const MOST_ACKS = 120;
/** More than enough to catch an engine that is wrong. */
const CONTROL_ROUNDS = 10;

interface Trial {
  dataDir: string;
  load: Load;
  provider: SmsProvider;
  random: () => number;
  start(): Promise<Fieldhook>;
}

/** Kills from outside are no crashes of ours: so many in a row would be taken for a loop, and nothing worked on. */
function forgetKills(dataDir: string): void {
  rmSync(join(dataDir, 'starts.json'), { force: true });
}

/** Fresh webhooks and senders; `sabotage` changes the database before the first load. */
async function prepare(
  start: (dataDir: string) => Promise<Fieldhook>,
  { sabotage, isForgetful = false }: { sabotage?: string; isForgetful?: boolean } = {},
): Promise<Trial> {
  const dataDir = newDataFolder();
  const random = seeded(SEED);
  const first = await start(dataDir);
  const provider = await startSmsProvider({ isForgetful });
  const flow = await makeSendingFlow(first, provider, '{{ payload.event }}');
  const load = await Load.prepare(first, random, flow);
  await first.stop();
  if (sabotage !== undefined) change(dataDir, sabotage);
  const restart = () => {
    forgetKills(dataDir);
    return start(dataDir);
  };
  return { dataDir, load, provider, random, start: restart };
}

/** One round: a kill at a random moment. */
async function killOnce({ load, random, start }: Trial): Promise<void> {
  const host = await start();
  const moment = MOMENTS[Math.floor(random() * MOMENTS.length)]!;
  const [ms, acks] = [random() * LONGEST_LOAD_MS, 1 + Math.floor(random() * MOST_ACKS)];
  if (moment === 'at once') {
    await wait(ms / 10);
    await host.kill();
    return;
  }
  const enough = new AbortController();
  const reached = Promise.withResolvers<void>();
  const sending = load.run(host, enough.signal, (count) => count >= acks && reached.resolve());
  await Promise.race([wait(ms).then(() => reached.promise), sending]);
  if (moment === 'after the load') {
    enough.abort();
    await sending;
    await wait(ms / 10);
  }
  await host.kill();
  await sending;
}

/** A kill while a message is on its way: the provider has taken it, and its answer has not come. */
async function killWhileSending({ load, provider, start }: Trial): Promise<void> {
  const host = await start();
  const taken = provider.takeInSilence();
  const sending = load.run(host, new AbortController().signal);
  await taken;
  await host.kill();
  await sending;
}

/** Lets a last start work off what is left; resolves to what was promised and not kept. */
async function faultsOf({ dataDir, load, provider, start }: Trial): Promise<string[]> {
  const last = await start();
  await untilDone(last);
  await untilSent(last);
  await last.stop();
  const stored = readStored(dataDir);
  return [
    ...load.surprises(),
    ...findFaults(load.ledger(), stored),
    ...findDoubleSends(provider.taken, stored.messages, stored.deliveries),
  ];
}

/** The faults that the comparison finds in an engine that is wrong, as soon as there are some. */
async function faultsOfControl(trial: Trial): Promise<string[]> {
  for (let round = 1; round <= CONTROL_ROUNDS; round += 1) {
    await killOnce(trial);
    const faults = await faultsOf(trial);
    if (faults.length > 0) return faults;
  }
  return [];
}

describe('kill -9', () => {
  it(
    'RC1 PR1 SN4 loses nothing that was acknowledged, stores it once, does its work once and in order, sends nothing twice, and asks about what was on its way',
    async () => {
      const trial = await prepare((dataDir) => startHost({ dataDir }));
      await killWhileSending(trial);
      const acked = () => trial.load.ledger().acks.length;
      // On a slow machine there is less of a load in each.
      for (let round = 1; round <= rounds(20, 500) || acked() < rounds(750, 15_000); round += 1) await killOnce(trial);
      expect((await faultsOf(trial)).slice(0, 20), `seed ${SEED}`).toEqual([]);
      // It was a trial: the load went on to the provider, and there were repeats among it.
      expect(trial.provider.taken.length).toBeGreaterThan(rounds(500, 10_000));
      const { deliveries, messages } = readStored(trial.dataDir);
      // The one that was taken in silence, at least.
      expect(messages.filter(({ sentence }) => sentence.startsWith('Asked later, Twilio says'))).not.toEqual([]);
      const duplicates = deliveries.filter(({ outcome }) => outcome === 'duplicate');
      expect(duplicates.length).toBeGreaterThan(50);
    },
    timeout(240_000),
  );

  it('negative control: an engine that acknowledges before the commit is caught', async () => {
    const trial = await prepare((dataDir) => startFromSources({ dataDir }, 'acknowledges-first'));
    expect(await faultsOfControl(trial)).toContainEqual(expect.stringMatching(/^lost: /));
  });

  it('negative control: a store without the unique key of signed requests is caught', async () => {
    const trial = await prepare((dataDir) => startHost({ dataDir }), { sabotage: FORGETS_KEYS });
    expect(await faultsOfControl(trial)).toContainEqual(expect.stringMatching(/^twice: /));
  });

  it('negative control: a start that sends again what was on its way is caught', async () => {
    const trial = await prepare((dataDir) => startHost({ dataDir }), { sabotage: SENDS_AGAIN });
    await killWhileSending(trial);
    expect(await faultsOf(trial)).toContainEqual(expect.stringMatching(/^sent twice: /));
  });

  it('negative control: what is not told by a provider that is asked is caught', async () => {
    const trial = await prepare((dataDir) => startHost({ dataDir }), { isForgetful: true });
    await killWhileSending(trial);
    expect(await faultsOf(trial)).toContainEqual(expect.stringMatching(/^nobody asked: /));
  });
});

/** What was on its way when the host died is taken for unsent. */
const SENDS_AGAIN = `CREATE TRIGGER sends_again AFTER UPDATE OF state ON message WHEN new.reason = 'interrupted'
  BEGIN UPDATE message SET state = 'queued', reason = NULL WHERE pk = new.pk; END`;

/** A repeat is looked up by the unique key before the key itself would refuse it, so the rows have to go as well. */
const FORGETS_KEYS = `CREATE TRIGGER forgets AFTER INSERT ON delivery_key
  BEGIN DELETE FROM delivery_key WHERE webhook = new.webhook AND key = new.key; END`;

function change(dataDir: string, sql: string): void {
  const database = new Database(join(dataDir, 'fieldhook.db'));
  database.exec(sql);
  database.close();
}
