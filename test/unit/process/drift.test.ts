import { describe, expect, it } from 'vitest';
import { createNewId } from '#engine/new-id.ts';
import { FlowLoop } from '#engine/process/flow-loop.ts';
import { letMessageGo } from '#engine/process/let-messages-go.ts';
import { FlowConfigSchema, type StepInput } from '#shared/contract/flow.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { config, startStore } from './start-loop.ts';

const HOUR = 3_600_000;
const TEXT = 'See you on {{ field.start | date: "%d %b" }}';
const send = (id: string, text: string): StepInput => ({ id, kind: 'send', channel: 'email', subject: 'Hello', text });
const START = [{ field: 'start', path: '$.start', pattern: null }];

/** A webhook that files a booking's start and then starts a flow of these steps. */
async function startBookings(steps: readonly StepInput[] = [send('aaaa', TEXT)], change: Partial<WebhookConfig> = {}) {
  const all = await startStore();
  const at = all.clock.now();
  await all.store.fields.create({ name: 'Start', type: 'datetime', at });
  await all.store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({ steps }), at });
  const save = (next: Partial<WebhookConfig>) =>
    all.store.webhooks.update('whk_test', {
      config: config({ fields: START, flow: 'reminder', ...change, ...next }),
      at,
    });
  await save({});
  return {
    ...all,
    get store() {
      return all.store;
    },
    save,
    /** Works on requests of one and the same person; resolves to their ids. */
    async book(...starts: object[]): Promise<string[]> {
      const ids = await all.accept(...starts.map((start) => ({ email: 'jane@mail.example', ...start })));
      await all.startLoop().idle();
      return ids;
    },
    async drifts(id: string) {
      return (await all.store.deliveries.get(id))?.receipt?.drifts?.map(({ sentence }) => sentence) ?? [];
    },
    /** Oldest first, as `state reason`. */
    async messages() {
      const { items } = await all.store.outbox.page({ limit: 200 });
      return items.map(({ state, reason }) => `${state} ${reason ?? ''}`.trim()).toReversed();
    },
  };
}

const good = (count: number) => Array.from({ length: count }, (_, day) => ({ start: `2026-03-1${day}T09:00:00Z` }));
const moved = { starts_at: '2026-04-01T09:00:00Z' };

describe('PR5 drift', () => {
  it('is told in the receipt of each request that shows it, and in its sentence', async () => {
    const all = await startBookings();
    const before = await all.book(...good(8));
    const [first, second] = await all.book(moved, moved);
    expect(await all.drifts(before.at(-1)!)).toEqual([]);
    expect(await all.drifts(first!)).toEqual(['Not found in this request, before in all.']);
    expect(await all.drifts(second!)).toEqual(['Found in none of the 2 requests up to this one, before in all.']);
    expect((await all.store.deliveries.get(first!))?.sentence).toContain('Not as in earlier requests: “Start”.');
  });

  it('holds the message that would speak of an earlier booking, with the reason, until the owner releases it', async () => {
    const all = await startBookings();
    await all.book(...good(8), moved);
    expect((await all.messages()).slice(-2)).toEqual(['queued', 'held drifted']);
    const [held] = (await all.store.outbox.page({ limit: 1 })).items;
    expect(held?.text).toBe('See you on 17 Mar');
    expect(held?.sentence).toBe(
      'The request that started it was not as the earlier ones: “Start” (not found in this request, before in all), used by this message.',
    );
    expect(held?.dueAt).toBeNull();
    expect(await letMessageGo(all.store, held!.id, { decision: 'release', seen: null }, all.clock.now())).toMatchObject(
      { state: 'queued' },
    );
  });

  it('holds what comes after a wait as well', async () => {
    const steps: StepInput[] = [{ id: 'wwww', kind: 'wait', wait: { kind: 'after', minutes: 60 } }, send('aaaa', TEXT)];
    const all = await startBookings(steps);
    await all.book(...good(8), moved);
    const { store, hub, clock } = all;
    const loop = new FlowLoop({ store, hub, clock, log: () => undefined, newId: createNewId(() => clock.now()) });
    const due = await store.runs.page({ limit: 1 });
    expect(await loop.goOn(due.items[0]!.id)).toBe('moved');
    await loop.stop();
    expect(await all.messages()).toEqual(['held drifted']);
  });

  it('lets messages go where the owner does not want them held', async () => {
    const all = await startBookings([send('aaaa', TEXT)], { holdOnDrift: false });
    const ids = await all.book(...good(8), moved);
    expect(await all.drifts(ids.at(-1)!)).toHaveLength(1);
    expect((await all.messages()).at(-1)).toBe('queued');
  });

  it('holds the messages that depend on the row, and lets the others of the same flow go', async () => {
    const steps: StepInput[] = [
      send('aaaa', 'Thank you'),
      send('bbbb', TEXT),
      { id: 'wwww', kind: 'wait', wait: { kind: 'after', minutes: 60 } },
      send('cccc', 'One hour later'),
      { id: 'dddd', kind: 'wait', wait: { kind: 'at-field', field: 'start', otherwise: 'go-on' } },
      send('eeee', 'Now'),
    ];
    const all = await startBookings(steps);
    await all.book(...good(8));
    const before = (await all.messages()).length;
    await all.book(moved);
    expect((await all.messages()).slice(before)).toEqual(['queued', 'held drifted']);
    await all.reopen();
    const { store, hub, clock } = all;
    const loop = new FlowLoop({ store, hub, clock, log: () => undefined, newId: createNewId(() => clock.now()) });
    const [run] = (await store.runs.page({ limit: 1 })).items;
    while ((await store.runs.get(run!.id))?.state === 'waiting') await loop.goOn(run!.id);
    await loop.stop();
    expect((await all.messages()).slice(before)).toEqual(['queued', 'held drifted', 'queued', 'held drifted']);
    const [last] = (await store.outbox.page({ limit: 1 })).items;
    expect(last?.sentence).toContain('used by the wait for “Start”.');
  });

  it('does not hold a flow that does not depend on the row', async () => {
    const all = await startBookings([send('aaaa', 'Thank you')]);
    await all.book(...good(8), moved);
    expect((await all.messages()).at(-1)).toBe('queued');
  });

  it('does not hold a flow whose value is the row’s own default', async () => {
    const fields = [{ ...START[0]!, transforms: [{ kind: 'default' as const, text: '2026-12-01T09:00:00Z' }] }];
    const all = await startBookings([send('aaaa', TEXT)], { fields });
    const ids = await all.book(...good(8), moved);
    expect(await all.drifts(ids.at(-1)!)).toHaveLength(1);
    expect((await all.messages()).at(-1)).toBe('queued');
  });

  describe('of a place that the flow reads itself', () => {
    const room = 'See you{% if payload.room == "Blue" %} upstairs{% endif %}';
    const rooms = (count: number, body: object = { room: 'Blue' }) => Array.from({ length: count }, () => body);
    const CONDITION = { operand: { of: 'payload' as const, path: '$.room' }, comparison: 'exists' as const };

    it('holds a text that would say something else', async () => {
      const all = await startBookings([send('aaaa', room)], { fields: [] });
      const ids = await all.book(...rooms(8), { place: 'Blue' });
      expect(await all.drifts(ids.at(-1)!)).toEqual(['Not found in this request, before in all.']);
      expect((await all.messages()).slice(-2)).toEqual(['queued', 'held drifted']);
      const [held] = (await all.store.outbox.page({ limit: 1 })).items;
      expect(held?.text).toBe('See you');
      expect(held?.sentence).toBe(
        'The request that started it was not as the earlier ones: “$.room” in the flow “Reminder” (not found in this request, before in all), used by this message.',
      );
      const { sentence } = (await all.store.deliveries.get(ids.at(-1)!))!;
      expect(sentence).toContain('Not as in earlier requests: “$.room” in the flow “Reminder”.');
    });

    it('holds what a condition on it leads to', async () => {
      const yes = [send('yyyy', 'With a room')];
      const no = [send('nnnn', 'Without a room')];
      const all = await startBookings([{ id: 'cccc', kind: 'condition', test: CONDITION, yes, no }], { fields: [] });
      await all.book(...rooms(8), { place: 'Blue' });
      expect((await all.messages()).slice(-2)).toEqual(['queued', 'held drifted']);
      const [held] = (await all.store.outbox.page({ limit: 1 })).items;
      expect(held?.text).toBe('Without a room');
      expect(held?.sentence).toContain('used by the condition on $.room of the request.');
    });

    it('does not hold a text that says it where it is there', async () => {
      const asks = '{% if payload.room %}Room {{ payload.room }}{% else %}See you{% endif %}';
      const all = await startBookings([send('aaaa', asks)], { fields: [] });
      const ids = await all.book(...rooms(8), { place: 'Blue' });
      expect(await all.drifts(ids.at(-1)!)).toHaveLength(1);
      const [last] = (await all.store.outbox.page({ limit: 1 })).items;
      expect(last).toMatchObject({ state: 'queued', text: 'See you' });
    });

    it('holds a text that goes by whether it is there', async () => {
      const goesBy = '{% unless payload.room %}Please choose a room{% else %}See you{% endunless %}';
      const all = await startBookings([send('aaaa', goesBy)], { fields: [] });
      await all.book(...rooms(8), { place: 'Blue' });
      expect((await all.messages()).slice(-2)).toEqual(['queued', 'held drifted']);
    });

    it('holds a text that asks for what is there still, and reads something in it that is not', async () => {
      const link = '{% if payload.at %}{% if payload.at.kind == "online" %}Link{% else %}Room{% endif %}{% endif %} .';
      const all = await startBookings([send('aaaa', link)], { fields: [] });
      await all.book(...rooms(8, { at: { kind: 'online' } }), { at: { type: 'online' } });
      expect((await all.messages()).at(-1)).toBe('held drifted');
      await all.book({ start: '2026-04-01T09:00:00Z' });
      expect((await all.messages()).at(-1)).toBe('queued');
    });

    it('holds a value of another kind', async () => {
      const all = await startBookings([send('aaaa', 'Room {{ payload.room }}')], { fields: [] });
      await all.book(...rooms(8), { room: ['Blue', 'Red'] });
      expect((await all.messages()).at(-1)).toBe('held drifted');
    });

    it('does not hold a text that has a default for it, unless it is of another kind', async () => {
      const all = await startBookings([send('aaaa', 'Room {{ payload.room | default: "B" }}')], { fields: [] });
      const ids = await all.book(...rooms(8), { place: 'Blue' });
      expect(await all.drifts(ids.at(-1)!)).toHaveLength(1);
      expect((await all.messages()).at(-1)).toBe('queued');
      await all.book(...rooms(1), { room: 12 });
      expect((await all.messages()).at(-1)).toBe('held drifted');
    });

    it('lets messages go where the owner does not want them held', async () => {
      const all = await startBookings([send('aaaa', room)], { fields: [], holdOnDrift: false });
      await all.book(...rooms(8), { place: 'Blue' });
      expect((await all.messages()).at(-1)).toBe('queued');
    });

    it('is known after a restart, and ends with the text that the owner mends', async () => {
      const all = await startBookings([send('aaaa', room)], { fields: [] });
      await all.book(...rooms(8), { place: 'Blue' });
      await all.reopen();
      const [second] = await all.book({ place: 'Blue' });
      expect(await all.drifts(second!)).toEqual(['Found in none of the 2 requests up to this one, before in all.']);
      const steps = [send('aaaa', room.replaceAll('payload.room', 'payload.place'))];
      await all.store.flows.update('reminder', { config: FlowConfigSchema.parse({ steps }), at: all.clock.now() });
      all.hub.publish({ type: 'flow', key: 'reminder' });
      const [mended] = await all.book({ place: 'Blue' });
      expect(await all.drifts(mended!)).toEqual([]);
      expect((await all.messages()).at(-1)).toBe('queued');
    });
  });

  it('is known after a restart', async () => {
    const all = await startBookings();
    await all.book(...good(8), moved);
    await all.reopen();
    const [id] = await all.book(moved);
    expect(await all.drifts(id!)).toEqual(['Found in none of the 2 requests up to this one, before in all.']);
  });

  it('ends with the row that the owner mends', async () => {
    const all = await startBookings();
    await all.book(...good(8), moved);
    await all.save({ fields: [{ field: 'start', path: '$.starts_at', pattern: null }] });
    all.hub.publish({ type: 'webhook', id: 'whk_test' });
    const [id] = await all.book(moved);
    expect(await all.drifts(id!)).toEqual([]);
    expect((await all.messages()).at(-1)).toBe('queued');
  });

  it('is not asked of a replay, which says nothing of what the sender sends now', async () => {
    const all = await startBookings();
    const [, , first] = await all.book(...good(8));
    await all.book(moved);
    const replayed = await all.store.deliveries.replay([first!], 'wish');
    await all.startLoop().idle();
    expect(replayed[0]).toMatchObject({ kind: 'made' });
    const [id] = await all.book(moved);
    expect(await all.drifts(id!)).toEqual(['Found in none of the 2 requests up to this one, before in all.']);
  });

  it('counts a request once that was worked on again after the disk had failed', async () => {
    const all = await startBookings();
    const { deliveries } = all.store;
    let isFailing = true;
    const settle: typeof deliveries.settle = (work, at) => {
      for (const { decide } of isFailing ? work : [])
        decide(
          () => null,
          () => null,
        );
      if (!isFailing) return deliveries.settle(work, at);
      isFailing = false;
      throw new Error('The disk is full.');
    };
    await all.accept(...good(7).map((start) => ({ email: 'jane@mail.example', ...start })));
    const loop = all.startLoop({ ...all.store, deliveries: { ...deliveries, settle } });
    const idle = loop.idle();
    await expect.poll(() => all.logged.length).toBe(1);
    all.clock.advance(HOUR);
    await idle;
    // Seven are too few to prove a custom; counted twice they would be enough.
    const [id] = await all.accept({ email: 'jane@mail.example', ...moved });
    await loop.idle();
    expect(await all.drifts(id!)).toEqual([]);
  });
});
