import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { RunWork } from '#engine/store/port/run-store.ts';
import type { FlowStart } from '#engine/store/port/work-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { newMessage, progressOf } from './made-up-flows.ts';
import { accept, NOON, newDelivery, pendingSeqs, personWrite, settlementOf, webhookOf, work } from './made-up-rows.ts';
import { changeDatabase, temporaryStore } from './temporary-store.ts';

const HOUR = 3_600_000;

const sent = (step: string) => ({
  step,
  kind: 'send' as const,
  state: 'done' as const,
  sentence: 'The message was made.',
});

const startOf = (plan: FlowStart['plan'], item = 0): FlowStart => ({ key: 'reminder', item, plan });

async function storeWith(count: number, coolDownHours: number | null = null) {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
  await store.fields.create({ name: 'Start', type: 'text', at: NOON });
  await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({ coolDownHours }), at: NOON });
  await accept(store, ...Array.from({ length: count }, (_, index) => newDelivery(`dlv_${index + 1}`)));
  return opened;
}

/** Settles a request about Ann, which starts the flow with this plan. */
function settle(store: LocalStore, seq: number, flow: FlowStart | null, at = NOON) {
  const decide = work(seq, (people) => {
    const known = people('email', 'ann@example.com');
    const write =
      known === null
        ? personWrite('ann@example.com', { fields: { start: { text: '10:00', original: null } } })
        : { kind: 'update' as const, userNs: known.userNs, identifiers: {}, profile: {}, fields: {} };
    return { ...settlementOf('processed', write), flow };
  });
  return store.deliveries.settle([decide], at);
}

/** Every row that a start of a flow leaves, straight from the tables. */
function rowsIn(dir: string) {
  let rows: Record<string, number> = {};
  changeDatabase(dir, (database: Database.Database) => {
    const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    rows = Object.fromEntries(
      ['contact', 'flow_run', 'run_step', 'message', 'contact_tag', 'http_request'].map((table) => [
        table,
        count(table),
      ]),
    );
  });
  return rows;
}

const EVERYTHING = progressOf({
  state: 'waiting',
  step: 'hhhh',
  steps: [sent('aaaa'), { step: 'hhhh', kind: 'http', state: 'waiting', sentence: 'Waits.' }],
  messages: [newMessage('aaaa')],
  fields: { start: { text: '11:00', original: null } },
  tags: [{ tag: 'new', action: 'add' }],
  request: { step: 'hhhh', method: 'POST', url: 'https://example.com/', headers: [], body: '{}', canRepeat: false },
});

describe('PR1 a flow starts in the transaction of its request', () => {
  test('contact, fields, outcome, run, messages, tags and requests are there together', async () => {
    const { store, dir } = await storeWith(1);
    const seen: unknown[] = [];
    const plan: FlowStart['plan'] = ({ contact, tags, step, at }) => {
      seen.push({ email: contact.identifiers.email, start: contact.fields.start?.text, tags, step, at });
      return EVERYTHING;
    };
    const [settled] = await settle(store, 1, startOf(plan));
    expect(seen).toEqual([{ email: 'ann@example.com', start: '10:00', tags: [], step: null, at: NOON }]);
    expect(settled?.run).toMatchObject({
      flow: 'reminder',
      deliveryId: 'dlv_1',
      state: 'waiting',
      messages: [{ state: 'queued' }],
    });
    expect(settled?.delivery.sentence).toBe('It ended as processed. The flow “Reminder” starts, 1 message.');
    expect(rowsIn(dir)).toEqual({ contact: 1, flow_run: 1, run_step: 2, message: 1, contact_tag: 1, http_request: 1 });
    const { items } = await store.runs.page({ limit: 10, deliveryId: 'dlv_1' });
    expect(items).toMatchObject([
      { flow: 'reminder', version: 1, state: 'waiting', steps: [{ step: 'aaaa' }, { step: 'hhhh' }] },
    ]);
    expect(items[0]?.steps[0]?.messageId).toBe(settled?.run?.messages[0]?.id);
    const contact = await store.contacts.get(settled!.contactUserNs!);
    expect(contact).toMatchObject({ tags: ['new'], fields: { start: { text: '11:00', deliveryId: null } } });
    expect((await store.deliveries.get('dlv_1'))?.receipt?.messages).toMatchObject([
      { step: 'aaaa', segments: { count: 1 } },
    ]);
  });

  test('a plan that throws ends its run as failed, and the request is filed all the same', async () => {
    const { store, dir } = await storeWith(1);
    const [settled] = await settle(
      store,
      1,
      startOf(() => {
        throw new Error('boom');
      }),
    );
    expect(settled).toMatchObject({
      delivery: { outcome: 'processed' },
      run: { state: 'failed' },
      flowFault: new Error('boom'),
    });
    expect(rowsIn(dir)).toMatchObject({ contact: 1, flow_run: 1, run_step: 0, message: 0 });
  });

  test('writes that break half-way leave nothing of the run’s steps behind', async () => {
    const { store, dir } = await storeWith(1);
    const broken = newMessage('bbbb', { text: null as unknown as string });
    const [settled] = await settle(
      store,
      1,
      startOf(() => ({ ...EVERYTHING, messages: [newMessage('aaaa'), broken] })),
    );
    expect(settled).toMatchObject({ delivery: { outcome: 'processed' }, run: { state: 'failed', messages: [] } });
    expect(rowsIn(dir)).toEqual({ contact: 1, flow_run: 1, run_step: 0, message: 0, contact_tag: 0, http_request: 0 });
    expect(store.contacts.find('email', 'ann@example.com')?.fields.start?.text).toBe('10:00');
  });

  test('it is one transaction: what undoes the batch undoes the flow, and the request waits', async () => {
    const { store, dir } = await storeWith(2);
    const first = {
      ...work(1, () => ({
        ...settlementOf('processed', personWrite('ann@example.com')),
        flow: startOf(() => EVERYTHING),
      })),
    };
    const broken = {
      seq: 2,
      decide: () => {
        throw new Error('boom');
      },
      onFault: () => {
        throw new Error('and again');
      },
    };
    await expect(store.deliveries.settle([first, broken], NOON)).rejects.toThrow('and again');
    expect(await pendingSeqs(store)).toEqual([1, 2]);
    expect(rowsIn(dir)).toEqual({ contact: 0, flow_run: 0, run_step: 0, message: 0, contact_tag: 0, http_request: 0 });
  });

  test('SN5 one start for each request and item, however often it is asked for', async () => {
    const { store } = await storeWith(1);
    const plan = () => progressOf({ messages: [newMessage('aaaa')], steps: [sent('aaaa')] });
    await settle(store, 1, startOf(plan));
    expect(await settle(store, 1, startOf(plan))).toEqual([]);
    const { contact } = (await store.runs.page({ limit: 10 })).items[0]!;
    const again = { ...startOf(plan), contact: contact!.userNs, startKey: 'dlv_1', isTry: false };
    expect(await store.runs.start(again, NOON)).toEqual({
      kind: 'not-started',
      sentence: 'The flow “Reminder” did not start: this request has started it before.',
    });
    expect(await store.runs.start({ ...again, startKey: 'dlv_1#1' }, NOON)).toMatchObject({ kind: 'started' });
    expect((await store.runs.page({ limit: 10 })).items).toHaveLength(2);
  });

  test('SN5 the cool-down is of a contact and a flow, and ends', async () => {
    const { store } = await storeWith(3, 24);
    const plan = () => progressOf();
    const sentences: string[] = [];
    for (const [seq, at] of [
      [1, NOON],
      [2, NOON + 24 * HOUR - 1],
      [3, NOON + 24 * HOUR],
    ] as const) {
      sentences.push((await settle(store, seq, startOf(plan), at))[0]!.delivery.sentence);
    }
    expect(sentences.map((sentence) => sentence.includes('” starts'))).toEqual([true, false, true]);
  });

  test('SN5 a try takes nothing of a cool-down, nor does a cool-down stop one', async () => {
    const { store } = await storeWith(2, 24);
    const tried: boolean[] = [];
    const plan: FlowStart['plan'] = ({ isTry }) => {
      tried.push(isTry);
      return progressOf();
    };
    await settle(store, 1, null);
    const contact = (await store.contacts.find('email', 'ann@example.com'))!.userNs;
    const start = (startKey: string, isTry: boolean, at: number) =>
      store.runs.start({ ...startOf(plan), contact, startKey, isTry }, at);
    expect(await start('try_1', true, NOON)).toMatchObject({ kind: 'started' });
    expect(await start('hand_1', false, NOON + HOUR)).toMatchObject({ kind: 'started' });
    expect(await start('hand_2', false, NOON + 2 * HOUR)).toMatchObject({ kind: 'not-started' });
    expect(await start('try_2', true, NOON + 2 * HOUR)).toMatchObject({ kind: 'started' });
    expect(tried).toEqual([true, false, true]);
    const { items } = await store.runs.page({ limit: 10 });
    expect(items.map(({ isTry }) => isTry)).toEqual([true, false, true]);
  });

  test('SN1 a run keeps the version it started with, says that the flow was changed since, and is counted while the owner is asked', async () => {
    const { store } = await storeWith(1);
    await settle(
      store,
      1,
      startOf(() => progressOf({ state: 'held', step: 'w111', sentence: 'It is late.' })),
    );
    expect(await store.runs.page({ limit: 10 })).toMatchObject({ held: 1, items: [{ version: 1, isOlder: false }] });
    const config = FlowConfigSchema.parse({ steps: [{ id: 's111', kind: 'stop' }] });
    await store.flows.update('reminder', { config, at: NOON + HOUR });
    // Whatever is asked for.
    const page = await store.runs.page({ limit: 10, state: 'done' });
    expect(page).toMatchObject({ held: 1, items: [] });
    const { items } = await store.runs.page({ limit: 10 });
    expect(items).toMatchObject([{ version: 1, isOlder: true }]);
    await store.runs.stop(items[0]!.id, NOON + HOUR);
    expect(await store.runs.page({ limit: 10 })).toMatchObject({ held: 0 });
  });

  test('SN1 of the owner’s own test, and of a replay of it, a flow is only tried', async () => {
    const { store } = await storeWith(1);
    await accept(store, newDelivery('own', { origin: 'test' }));
    const tried: boolean[] = [];
    const plan: FlowStart['plan'] = ({ isTry }) => {
      tried.push(isTry);
      return progressOf();
    };
    const other = (await store.flows.create({ name: 'Other', config: FlowConfigSchema.parse({}), at: NOON })) as {
      key: string;
    };
    await settle(store, 1, startOf(plan));
    const [own] = await settle(store, 2, startOf(plan));
    expect(own?.delivery.sentence).toContain('The flow “Reminder” is only tried.');
    await store.deliveries.replay(['own'], 'wish');
    await settle(store, 3, { ...startOf(plan), key: other.key });
    expect(tried).toEqual([false, true, true]);
  });

  test('a flow that was deleted is not started, and the request says so', async () => {
    const { store } = await storeWith(1);
    await store.flows.delete('reminder', false, NOON);
    const [settled] = await settle(
      store,
      1,
      startOf(() => progressOf()),
    );
    expect(settled).toMatchObject({
      run: null,
      delivery: { outcome: 'processed', sentence: expect.stringContaining('not there any more') },
    });
  });

  test('a request without a flow asks nothing of it', async () => {
    const { store, dir } = await storeWith(1);
    const [settled] = await settle(store, 1, null);
    expect(settled).toMatchObject({ run: null, delivery: { sentence: 'It ended as processed.' } });
    expect(rowsIn(dir)).toMatchObject({ contact: 1, flow_run: 0 });
  });
});

describe('SN1 timers are rows', () => {
  const waiting = (dueAt: number) => progressOf({ state: 'waiting', step: 'wwww', dueAt });
  const go = (id: string, plan: RunWork['plan'], step: string | null = 'wwww'): RunWork => ({
    id,
    step,
    plan,
    onFault: () => 'It broke.',
  });

  test('a run is due at its moment, and survives a restart', async () => {
    const opened = await storeWith(1);
    await settle(
      opened.store,
      1,
      startOf(() => waiting(NOON + HOUR)),
    );
    const store = await opened.reopen();
    expect(await store.runs.nextDue()).toBe(NOON + HOUR);
    expect(await store.runs.due(NOON + HOUR - 1, 10)).toEqual([]);
    expect(await store.runs.due(NOON + HOUR, 10)).toMatchObject([{ step: 'wwww', deliveryId: 'dlv_1' }]);
  });

  test('it goes on once: a second wish for the same place is passed over', async () => {
    const { store } = await storeWith(1);
    const [settled] = await settle(
      store,
      1,
      startOf(() => waiting(NOON + HOUR)),
    );
    const { id } = settled!.run!;
    const next = go(id, ({ step, dueAt }) =>
      progressOf({ messages: [newMessage('aaaa')], sentence: `${step} ${dueAt}` }),
    );
    expect(await store.runs.advance([next, next], NOON + HOUR)).toHaveLength(1);
    expect(await store.runs.advance([next], NOON + HOUR)).toEqual([]);
    expect(await store.runs.get(id)).toMatchObject({ state: 'done', sentence: `wwww ${NOON + HOUR}`, dueAt: null });
  });

  test('a run that has gone on since it was decided about is passed over', async () => {
    const { store } = await storeWith(1);
    const [settled] = await settle(
      store,
      1,
      startOf(() => waiting(NOON + HOUR)),
    );
    const { id } = settled!.run!;
    await store.runs.advance(
      [go(id, () => progressOf({ state: 'waiting', step: 'vvvv', dueAt: NOON + 2 * HOUR }))],
      NOON,
    );
    expect(await store.runs.advance([go(id, () => progressOf())], NOON + HOUR)).toEqual([]);
    expect(await store.runs.get(id)).toMatchObject({ state: 'waiting' });
  });

  test('PR3 one that breaks ends as failed, and the others go on', async () => {
    const { store } = await storeWith(2);
    const ids: string[] = [];
    for (const seq of [1, 2])
      ids.push(
        (
          await settle(
            store,
            seq,
            startOf(() => waiting(NOON)),
          )
        )[0]!.run!.id,
      );
    const broken = go(ids[0]!, () =>
      progressOf({ messages: [newMessage('aaaa', { text: null as unknown as string })] }),
    );
    const moved = await store.runs.advance([broken, go(ids[1]!, () => progressOf())], NOON + HOUR);
    expect(moved.map(({ state }) => state)).toEqual(['failed', 'done']);
    expect(await store.runs.get(ids[0]!)).toMatchObject({ state: 'failed', sentence: 'It broke.', steps: [] });
  });

  test('SN1 a run keeps the version that it started with', async () => {
    const { store } = await storeWith(1);
    const [settled] = await settle(
      store,
      1,
      startOf(() => waiting(NOON)),
    );
    const config = FlowConfigSchema.parse({ steps: [{ id: 'e111', kind: 'stop' }] });
    await store.flows.update('reminder', { config, at: NOON });
    const [due] = await store.runs.due(NOON, 10);
    expect(due?.config.steps).toEqual([]);
    expect(await store.runs.get(settled!.run!.id)).toMatchObject({ version: 1 });
  });

  test('who is deleted is in no flow any more, and gets nothing', async () => {
    const { store, dir } = await storeWith(1);
    const [settled] = await settle(
      store,
      1,
      startOf(() => ({ ...EVERYTHING, dueAt: NOON })),
    );
    await store.contacts.delete(settled!.contactUserNs!, NOON);
    expect(rowsIn(dir)).toEqual({ contact: 0, flow_run: 0, run_step: 0, message: 0, contact_tag: 0, http_request: 0 });
    expect(await store.runs.due(NOON, 10)).toEqual([]);
  });
});

describe('SN4 requests of HTTP steps', () => {
  const started = async () => {
    const opened = await storeWith(1);
    const [settled] = await settle(
      opened.store,
      1,
      startOf(() => EVERYTHING),
    );
    return { ...opened, id: settled!.run!.id };
  };
  const stepOf = async (store: LocalStore, id: string) => (await store.runs.get(id))?.steps.at(-1);

  test('are claimed once, and with their end the run is due', async () => {
    const { store, id } = await started();
    expect(await store.runs.nextRequestAt()).toBe(NOON);
    const [request] = await store.runs.claimRequests(NOON, 10);
    expect(request).toMatchObject({ method: 'POST', url: 'https://example.com/', headers: [], body: '{}', tries: 1 });
    expect(await store.runs.claimRequests(NOON, 10)).toEqual([]);
    expect(await store.runs.due(NOON, 10)).toEqual([]);
    expect(await store.runs.waiting(id)).toBe('not-waiting');
    await store.runs.finishRequest(request!.id, { state: 'done', sentence: 'Answered 200.' }, NOON + 5);
    expect(await stepOf(store, id)).toMatchObject({ state: 'done', sentence: 'Answered 200.' });
    expect(await store.runs.due(NOON + 5, 10)).toMatchObject([{ id, step: 'hhhh' }]);
  });

  test('to one host are under way eight at most, and leave room for another', async () => {
    const { store } = await storeWith(20);
    const to = (url: string) => progressOf({ ...EVERYTHING, request: { ...EVERYTHING.request!, url } });
    for (let seq = 1; seq <= 20; seq += 1) {
      const url = seq === 20 ? 'https://other.example/' : `https://example.com/${seq}`;
      await settle(
        store,
        seq,
        startOf(() => to(url)),
      );
    }
    const first = await store.runs.claimRequests(NOON, 16);
    expect(first).toHaveLength(9);
    expect(first.at(-1)?.url).toBe('https://other.example/');
    expect(await store.runs.claimRequests(NOON, 16)).toEqual([]);
    await store.runs.finishRequest(first[0]!.id, { state: 'done', sentence: 'Answered 200.' }, NOON);
    expect(await store.runs.claimRequests(NOON, 16)).toMatchObject([{ url: 'https://example.com/9' }]);
  });

  test('are tried again at their time', async () => {
    const { store, id } = await started();
    const [first] = await store.runs.claimRequests(NOON, 10);
    await store.runs.finishRequest(
      first!.id,
      { state: 'again', notBefore: NOON + HOUR, isUnclear: false, sentence: 'Not reached.' },
      NOON,
    );
    expect(await stepOf(store, id)).toMatchObject({ state: 'waiting', sentence: 'Not reached.' });
    expect(await store.runs.claimRequests(NOON + HOUR - 1, 10)).toEqual([]);
    expect(await store.runs.claimRequests(NOON + HOUR, 10)).toMatchObject([{ id: first!.id, tries: 2 }]);
  });

  test('to a host that rests wait untried until it may be asked again, and say why; others are sent', async () => {
    const { store } = await storeWith(2);
    const to = (url: string) => progressOf({ ...EVERYTHING, request: { ...EVERYTHING.request!, url } });
    const [one] = await settle(
      store,
      1,
      startOf(() => to('https://example.com:8443/a')),
    );
    await settle(
      store,
      2,
      startOf(() => to('https://other.example/')),
    );
    const rest = { until: NOON + HOUR, sentence: 'example.com:8443 asks to wait.' };
    const claimed = await store.runs.claimRequests(NOON, 16, new Map([['example.com:8443', rest]]));
    expect(claimed).toMatchObject([{ url: 'https://other.example/' }]);
    expect(await stepOf(store, one!.run!.id)).toMatchObject({ state: 'waiting', sentence: rest.sentence });
    expect(await store.runs.nextRequestAt()).toBe(NOON + HOUR);
    expect(await store.runs.claimRequests(NOON + HOUR - 1, 16)).toEqual([]);
    expect(await store.runs.claimRequests(NOON + HOUR, 16)).toMatchObject([{ tries: 1, wasUnclear: false }]);
  });

  test('one that may be asked again is, also after a crash, and is known to be unclear from then on', async () => {
    const opened = await storeWith(1);
    const request = { ...EVERYTHING.request!, canRepeat: true };
    const [settled] = await settle(
      opened.store,
      1,
      startOf(() => progressOf({ ...EVERYTHING, request })),
    );
    const [first] = await opened.store.runs.claimRequests(NOON, 10);
    expect(first).toMatchObject({ canRepeat: true, wasUnclear: false });
    const next = await opened.reopen();
    expect(await next.runs.abandonRequests(NOON + 1)).toBe(1);
    expect(await stepOf(next, settled!.run!.id)).toMatchObject({ state: 'waiting' });
    const [second] = await next.runs.claimRequests(NOON + 1, 10);
    expect(second).toMatchObject({ id: first!.id, tries: 2, wasUnclear: true });
    const again = { state: 'again', notBefore: NOON + 2, isUnclear: false, sentence: 'Not reached.' } as const;
    await next.runs.finishRequest(first!.id, again, NOON + 1);
    expect(await next.runs.claimRequests(NOON + 2, 10)).toMatchObject([{ tries: 3, wasUnclear: true }]);
  });

  test('one that was under way in a crash is unknown, never sent again, and its run goes on', async () => {
    const { reopen, store, id } = await started();
    await store.runs.claimRequests(NOON, 10);
    const next = await reopen();
    expect(await next.runs.abandonRequests(NOON + HOUR)).toBe(1);
    expect(await next.runs.claimRequests(NOON + HOUR, 10)).toEqual([]);
    expect(await stepOf(next, id)).toMatchObject({ state: 'unknown' });
    expect(await next.runs.due(NOON + HOUR, 10)).toMatchObject([{ id }]);
    expect(await next.runs.abandonRequests(NOON + HOUR)).toBe(0);
  });

  test('of a run that was ended are not sent', async () => {
    const { store, id } = await started();
    await store.runs.stop(id, NOON);
    expect(await store.runs.nextRequestAt()).toBeNull();
    expect(await store.runs.claimRequests(NOON, 10)).toEqual([]);
  });
});
