import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNewId } from '#engine/new-id.ts';
import { FlowLoop } from '#engine/process/flow-loop.ts';
import { type FlowConfig, FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';
import { KEEP_ALL } from '#test/contract/store/made-up-rows.ts';
import { config, startStore } from './start-loop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const send = (id: string, text: string): StepInput => ({ id, kind: 'send', channel: 'email', subject: 'Hello', text });
const wait = (minutes: number): StepInput => ({ id: 'wwww', kind: 'wait', wait: { kind: 'after', minutes } });

/** A store whose webhook starts a flow of these steps, with loops that end with the test. */
async function startFlows(steps: readonly StepInput[], change: Partial<FlowConfig> = {}) {
  const all = await startStore();
  const flow = { ...FlowConfigSchema.parse({ steps }), ...change };
  await all.store.flows.create({ name: 'Reminder', config: flow, at: all.clock.now() });
  await all.store.webhooks.update('whk_test', { config: config({ flow: 'reminder' }), at: all.clock.now() });
  const open: FlowLoop[] = [];
  onTestFinished(async () => {
    for (const loop of open) await loop.stop();
  });
  return {
    ...all,
    get store() {
      return all.store;
    },
    startFlowLoop(isPaused = false) {
      const { clock, hub } = all;
      const log = (_: string, event: string, facts: object = {}) => all.logged.push({ event, facts });
      const loop = new FlowLoop({ store: all.store, hub, clock, log, newId: createNewId(() => clock.now()), isPaused });
      open.push(loop);
      return loop;
    },
    async stopFlowLoops() {
      for (const loop of open.splice(0)) await loop.stop();
    },
    /** Puts a request of each of these people on disk and works on it. */
    async book(...emails: string[]) {
      await all.accept(...emails.map((email) => ({ email, code: `of ${email}` })));
      await all.startLoop().idle();
    },
    async states() {
      const { items } = await all.store.runs.page({ limit: 200 });
      return items.map(({ state }) => state).toReversed();
    },
  };
}

/** Lets what is under way come to its next sleep. */
async function settled(turns = 50): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await nextTurn();
}

describe('SN1 runs that wait', () => {
  it('go on at their time, and not before', async () => {
    const all = await startFlows([wait(60), send('aaaa', 'Your code is {{ payload.code }}')]);
    await all.book('ann@example.com');
    all.startFlowLoop().poke();
    await settled();
    expect(await all.states()).toEqual(['waiting']);
    for (let minute = 0; minute < 59; minute += 1) {
      all.clock.advance(MINUTE);
      await settled(5);
    }
    expect(await all.states()).toEqual(['waiting']);
    all.clock.advance(MINUTE);
    await settled();
    expect(await all.states()).toEqual(['done']);
    const news = all.events.filter(({ type }) => type === 'run' || type === 'message');
    expect(news).toMatchObject([
      { type: 'run', flow: 'reminder', state: 'waiting' },
      { type: 'run', flow: 'reminder', state: 'done' },
      { type: 'message', state: 'queued' },
    ]);
  });

  it('RC3 each item of a request starts the flow for itself, and keeps to its own part of the payload', async () => {
    const text = '{{ payload.people[0].code }} of {{ payload.people.size }}, order {{ payload.order }}';
    const all = await startFlows([send('aaaa', text), wait(60), send('bbbb', text)]);
    const identity = { userNs: null, crmContactId: null, phone: null, email: '$.people[*].email' };
    const items = config({ flow: 'reminder', itemsPath: '$.people', identity });
    await all.store.webhooks.update('whk_test', { config: items, at: all.clock.now() });
    const people = ['ann', 'ben'].map((name) => ({ email: `${name}@example.com`, code: name.toUpperCase() }));
    await all.accept({ order: 'A-1', people: [...people, { code: 'nobody' }] });
    await all.startLoop().idle();
    const texts = async () => {
      const { items: messages } = await all.store.outbox.page({ limit: 10 });
      const details = await Promise.all(messages.map(({ id }) => all.store.outbox.get(id)));
      return details.map((message) => `${message?.contact?.label}: ${message?.text}`).toSorted();
    };
    const once = ['ann@example.com: ANN of 1, order A-1', 'ben@example.com: BEN of 1, order A-1'];
    expect(await texts()).toEqual(once);
    expect(all.events.filter(({ type }) => type === 'run')).toHaveLength(2);
    all.clock.advance(HOUR);
    all.startFlowLoop().poke();
    await settled();
    expect(await texts()).toEqual(once.flatMap((line) => [line, line]));

    // SN5: the same request again starts it for nobody a second time.
    const [first] = (await all.store.deliveries.page({ limit: 1 })).items;
    await all.store.deliveries.replay([first!.id], 'wish');
    await all.startLoop().idle();
    expect((await all.store.deliveries.page({ limit: 1 })).items).toMatchObject([{ origin: 'replay', items: 3 }]);
    expect(await texts()).toHaveLength(4);
  });

  it('SN1 survive a restart, and go on once', async () => {
    const all = await startFlows([wait(60), send('aaaa', 'Hi')]);
    await all.book('ann@example.com', 'bob@example.com');
    all.startFlowLoop().poke();
    await all.stopFlowLoops();
    await all.reopen();
    all.clock.advance(HOUR);
    const [one, other] = [all.startFlowLoop(), all.startFlowLoop()];
    one.poke();
    other.poke();
    await settled();
    expect(await all.states()).toEqual(['done', 'done']);
    const sent = all.events.filter(({ type }) => type === 'message');
    expect(sent).toHaveLength(2);
    await all.stopFlowLoops();
    await all.reopen();
    all.startFlowLoop().poke();
    await settled();
    expect(all.events.filter(({ type }) => type === 'message')).toHaveLength(2);
  });

  it('are found late after a pause, and follow the owner’s rule', async () => {
    const all = await startFlows([wait(60), send('aaaa', 'Hi')], { late: 'ask', lateMinutes: 30 });
    await all.book('ann@example.com');
    all.clock.advance(3 * HOUR);
    all.startFlowLoop().poke();
    await settled();
    expect(await all.states()).toEqual(['held']);
    const { items } = await all.store.runs.page({ limit: 1 });
    const loop = all.startFlowLoop();
    expect(await loop.goOn(items[0]!.id)).toBe('moved');
    expect(await loop.goOn(items[0]!.id)).toBe('not-waiting');
    expect(await all.states()).toEqual(['done']);
  });

  it('a clock that was set back runs none twice, one that was set on misses none', async () => {
    const all = await startFlows([wait(60), send('aaaa', 'Hi')]);
    await all.book('ann@example.com');
    all.startFlowLoop().poke();
    await settled();
    // The timer sleeps a few seconds at most: it sees the new time soon after the clock was set.
    all.clock.advance(HOUR + 5000);
    await settled();
    expect(await all.states()).toEqual(['done']);
    all.clock.advance(-2 * HOUR);
    await settled();
    expect(all.events.filter(({ type }) => type === 'message')).toHaveLength(1);
  });

  it('after a pause go on ten a second, however often it is poked', async () => {
    const all = await startFlows([wait(60), send('aaaa', 'Hi')]);
    await all.book(...Array.from({ length: 25 }, (_, index) => `person${index}@example.com`));
    all.clock.advance(HOUR);
    const loop = all.startFlowLoop();
    const done = async () => (await all.states()).filter((state) => state === 'done').length;
    const counts: number[] = [];
    for (let second = 0; second < 4; second += 1) {
      for (let poke = 0; poke < 3; poke += 1) {
        loop.poke();
        await settled(20);
      }
      counts.push(await done());
      all.clock.advance(1000);
    }
    expect(counts).toEqual([10, 20, 25, 25]);
  });

  it('go on without the request once its raw text is not kept: what asks for it is kept back', async () => {
    const all = await startFlows([wait(60), send('aaaa', 'Your code is {{ payload.code }}')]);
    await all.book('ann@example.com');
    await all.store.care.deleteOld({ ...KEEP_ALL, bodiesSince: all.clock.now() + 1, bodyBytes: 0 });
    all.clock.advance(HOUR);
    all.startFlowLoop().poke();
    await settled();
    const { items } = await all.store.runs.page({ limit: 1 });
    const kept = {
      step: 'aaaa',
      state: 'failed',
      sentence: expect.stringContaining('“code” of the request is not known'),
    };
    expect(items).toMatchObject([{ state: 'done', steps: [{ step: 'wwww' }, kept] }]);
  });

  it('nothing goes on while processing is paused, until it is resumed', async () => {
    const all = await startFlows([wait(60), send('aaaa', 'Hi')]);
    await all.book('ann@example.com');
    all.clock.advance(HOUR);
    const loop = all.startFlowLoop(true);
    loop.poke();
    await settled();
    expect(await all.states()).toEqual(['waiting']);
    loop.resume();
    await settled();
    expect(await all.states()).toEqual(['done']);
  });
});
