import { describe, expect, test } from 'vitest';
import { TIMELINE_TEXTS } from '#engine/store/contact-timeline.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from '#shared/contract/timeline.ts';
import { newMessage, progressOf, startingFlow } from './made-up-flows.ts';
import { accept, itemsWork, NOON, newDelivery, personWrite, upsertByEmail, webhookOf, work } from './made-up-rows.ts';
import { changeDatabase, temporaryStore } from './temporary-store.ts';

const value = (text: string) => ({ text, original: null });
const NONE = { identifiers: {}, profile: {}, fields: {} };

/** Jane, with a bit of everything that can happen. */
async function withJane() {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
  await store.fields.create({ name: 'Start', type: 'text', at: NOON });
  await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({}), at: NOON });
  const email = 'jane@example.com';
  const received = (id: string, receivedAt: number) => newDelivery(id, { receivedAt });
  await accept(store, received('dlv_1', NOON), received('dlv_2', NOON + 10), received('dlv_3', NOON + 20));
  await store.deliveries.settle([work(1, upsertByEmail(email, { start: value('9') }))], NOON + 1);
  const { userNs } = store.contacts.find('email', email)!;
  const plan = () =>
    progressOf({
      fields: { start: value('10') },
      tags: [{ tag: 'regular', action: 'add' }],
      messages: [newMessage('aaaa')],
    });
  await store.deliveries.settle([work(2, startingFlow(email, plan))], NOON + 11);
  const others = [upsertByEmail('bob@example.com', {}), upsertByEmail(email, {})];
  await store.deliveries.settle([itemsWork(3, others)], NOON + 21);
  const edited = { ...NONE, profile: { name: 'Jane Doe' }, fields: { start: null }, tags: { add: ['vip'] } };
  await store.contacts.update(userNs, edited, NOON + 30);
  const bob = store.contacts.find('email', 'bob@example.com')!.userNs;
  const how = { take: { slots: [], fields: [] }, at: NOON + 40, dryRun: false };
  const merged = await store.contacts.merge(userNs, bob, how);
  if (merged === 'not-found' || merged.merge === null) throw new Error('not merged');
  await store.contacts.undoMerge(merged.merge.id, NOON + 50);
  return { ...opened, store, userNs, bob };
}

async function walk(store: LocalStore, userNs: string, limit: number, only?: TimelineKind): Promise<TimelineEntry[]> {
  const all: TimelineEntry[] = [];
  for (let before: string | undefined; ; ) {
    const page = await store.contacts.timeline(userNs, { limit, before, only });
    all.push(...page!.items);
    if (page!.nextCursor === null) return all;
    expect(page!.items).toHaveLength(limit);
    before = page!.nextCursor;
  }
}

function say(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'request':
      return `request ${entry.delivery.id}`;
    case 'message':
      return `message ${entry.message.text}`;
    case 'run':
      return `run ${entry.run.flowName}`;
    case 'conflict':
      return `conflict ${entry.deliveryId} ${entry.choice} ${entry.isTheirs}`;
    case 'change': {
      const what = entry.changes.map(
        (one) => `${one.of === 'field' ? one.field : one.what} ${one.before}→${one.after}`,
      );
      return `${entry.by} ${what.join(', ')}`;
    }
    case 'merge':
      return entry.isUndoing ? 'unmerged' : 'merged';
    case 'added':
      return `added by ${entry.addedBy}`;
  }
}

describe('a person’s timeline', () => {
  test('has everything in one list, newest first, each with when', async () => {
    const { store, userNs } = await withJane();
    const all = await walk(store, userNs, 50);
    expect(all.map(say)).toEqual([
      'unmerged',
      'merged',
      'hand name null→Jane Doe, tag null→vip, start 10→null',
      'request dlv_3',
      `message ${newMessage('aaaa').text}`,
      'run Reminder',
      'flow tag null→regular, start 9→10',
      'request dlv_2',
      'added by request',
      'request dlv_1',
    ]);
    const times = all.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
  });

  test.each([1, 2, 3, 7])('in pages of %i it is the same', async (limit) => {
    const { store, userNs } = await withJane();
    const whole = (await walk(store, userNs, 50)).map(say);
    expect((await walk(store, userNs, limit)).map(say)).toEqual(whole);
    for (const only of TIMELINE_KINDS) {
      expect(await walk(store, userNs, limit, only)).toEqual(await walk(store, userNs, 50, only));
    }
  });

  test('narrowed to kinds, these together are all of it', async () => {
    const { store, userNs } = await withJane();
    const parts = await Promise.all(TIMELINE_KINDS.map((only) => walk(store, userNs, 50, only)));
    expect(parts.map((part) => part.length)).toEqual([3, 1, 1, 5]);
    const whole = await walk(store, userNs, 50);
    expect(new Set(parts.flat().map(say))).toEqual(new Set(whole.map(say)));
  });

  test('of a contact made by hand begins with that; nobody has none, and a strange cursor is refused', async () => {
    const { store } = await temporaryStore();
    const made = await store.contacts.create(personWrite('ann@example.com', {}), NOON);
    const { userNs } = made as { userNs: string };
    expect((await walk(store, userNs, 5)).map(say)).toEqual(['added by hand']);
    expect(await store.contacts.timeline('f1unobody', { limit: 5 })).toBeNull();
    await expect(store.contacts.timeline(userNs, { limit: 5, before: '17' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  test('every part of it is read by an index of the contact, however much there is of others', async () => {
    const { dir } = await withJane();
    const values = { contact: 1, userNs: 'f1ux', below: 5, first: 0, last: 5, limit: 3 };
    const { requests, ...others } = TIMELINE_TEXTS;
    changeDatabase(dir, (database) => {
      for (const text of [...Object.values(others), ...requests]) {
        const steps = database.prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(values);
        // What is gathered in a subquery is as much as the page holds, or bounded by the fields there are.
        const walked = steps.map(({ detail }) => detail).filter((detail) => /^SCAN (?!v$)/.test(detail));
        expect(walked, text).toEqual([]);
      }
    });
  });
});
