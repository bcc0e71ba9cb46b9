import { describe, expect, it, onTestFinished } from 'vitest';
import { FIELD_TYPES } from '#shared/contract/field.ts';
import { OUTCOMES, REASONS } from '#shared/contract/outcome.ts';
import type { Target } from '#test/fixtures/corpus/case.ts';
import { type CorpusTarget, startTarget } from '../corpus/start-target.ts';
import { rounds, SEED, timeout } from '../support/form.ts';
import { Barrage, digestOf } from './barrage.ts';
import { SIGNED_HOOKS } from './headers.ts';
import { type FuzzHook, Planner, shrink } from './plan.ts';

const REQUESTS = rounds(20_000, 100_000);
/** Sent at once; after them the standing rule is checked. */
const ROUND = 400;
const MEGABYTE = 1024 * 1024;
/** Of each thread; what is held for good by every request would not fit. */
const HEAP_MEGABYTES = 160;

describe('mutated requests', () => {
  const title = `${REQUESTS.toLocaleString('en-GB')} of them: what is promised is stored and worked on, nothing falls over or comes back`;
  it(title, { timeout: timeout(300_000) }, async () => {
    const target = await startTarget({ heapMegabytes: HEAP_MEGABYTES });
    onTestFinished(target.end);
    const { engine, rows } = target;
    const planner = new Planner(SEED, await hooksOf(target), target.at);
    const barrage = new Barrage(engine.receiver, target.open);
    const half = await attack(target, planner, barrage, { from: 0, to: REQUESTS / 2 });
    const whole = await attack(target, planner, barrage, { from: REQUESTS / 2, to: REQUESTS });
    expect(whole - half).toBeLessThan(half * 0.25 + 32 * MEGABYTE);

    const outcomes = new Map<string | null, number>();
    for (const { id, outcome, reason, body } of rows.all()) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (reason !== null) expect(REASONS).toContain(reason);
      const promise = barrage.promises.get(id);
      if (promise && (body === null || digestOf(body) !== promise.digest)) {
        throw new Error(`${await told(planner, promise.index)} was stored with other bytes.`);
      }
      barrage.promises.delete(id);
    }
    for (const { index } of barrage.promises.values()) throw new Error(`${await told(planner, index)} is not stored.`);
    // `failed` would be a fault of ours, caught in time.
    const ends = OUTCOMES.filter((outcome) => !['failed', 'sample', 'conflict', 'stopped'].includes(outcome));
    expect(new Set(outcomes.keys())).toEqual(new Set(ends));
    expect(barrage.statuses.get(200), JSON.stringify([...barrage.statuses])).toBeGreaterThan(REQUESTS * 0.6);
    // A commit that failed, a fault in the work. That senders were asked to wait while the disk was slow is none.
    const faults = engine.lines.filter(
      (line) => line.includes('"level":"error"') && !line.includes('"intake-holding"'),
    );
    expect(faults).toEqual([]);
    await target.engine.stop();
  });
});

/** Sends the requests of these numbers and lets them be worked on. Resolves to the memory that the engine then has, in bytes. */
async function attack(
  target: CorpusTarget,
  planner: Planner,
  barrage: Barrage,
  { from, to }: { from: number; to: number },
): Promise<number> {
  for (let index = from; index < to; index += ROUND) {
    const plans = Array.from({ length: ROUND }, (_, place) => planner.plan(index + place));
    await barrage.send(plans);
    const about = `FIELDHOOK_FAULT_SEED=${SEED}, requests ${index} to ${index + ROUND - 1}`;
    if (target.engine.died() !== null) throw new Error(`${about}\n${target.engine.died()}`);
    const [fault] = barrage.faults;
    if (fault) throw new Error(`${await told(planner, fault.index, barrage)} ${fault.what}`);
    await target.standingRule(about);
  }
  await target.idle();
  return (await target.engine.watch()).rss;
}

/** A request for whoever has to find out what is wrong with it; as little of it as is needed where its answer was at fault. */
async function told(planner: Planner, index: number, barrage?: Barrage): Promise<string> {
  const isFaulty = async (plan: ReturnType<Planner['plan']>) => (await barrage?.isFaulty(plan)) ?? false;
  const { bytes, mutations } = await shrink(planner, index, isFaulty);
  return `Request ${index} of FIELDHOOK_FAULT_SEED=${SEED}, ${mutations.join(' + ') || 'not mutated'},\n${bytes.toString('hex')}\n`;
}

/** Mostly webhooks that take whatever comes: two thirds of the requests shall reach the work behind the door. */
async function hooksOf(target: CorpusTarget): Promise<FuzzHook[]> {
  const signed = SIGNED_HOOKS.map((name): FuzzHook => ({ name, target: () => target.at(name) }));
  const wide: FuzzHook = { name: 'plain', target: await wideWebhook(target) };
  const plain: FuzzHook = { name: 'plain', target: () => target.at('plain') };
  return [...signed, ...Array.from({ length: 8 }, () => [plain, wide]).flat()];
}

/** A webhook that maps whatever it finds to fields of every type. */
async function wideWebhook({ engine, at }: CorpusTarget): Promise<() => Target> {
  const fields: { field: string; path: string }[] = [];
  for (const type of FIELD_TYPES) {
    const { body } = await engine.api('POST', '/api/fields', { name: `Any ${type}`, type });
    fields.push({ field: (body as { key: string }).key, path: type === 'json' ? '$' : `$..*` });
  }
  const config = {
    identity: { email: '$..email', phone: '$..phone', crmContactId: '$..id' },
    profile: { firstName: '$..[?@.name].name', lastName: '$..a', name: '$..name' },
    fields,
    onMatch: 'overwrite',
    limit: null,
  };
  const made = await engine.api('POST', '/api/webhooks', { name: 'Wide', config });
  expect(made).toMatchObject({ status: 201 });
  const { id, token } = made.body as { id: string; token: string };
  await engine.api('PATCH', `/api/webhooks/${id}`, { active: true });
  return () => ({ ...at('plain'), token });
}
