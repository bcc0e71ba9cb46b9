import { describe, expect, test } from 'vitest';
import type { ContactFinder, ContactWrite } from '#shared/contract/known-contact.ts';
import {
  accept,
  NOON,
  newDelivery,
  pendingSeqs,
  personWrite,
  receiptOf,
  settlementOf,
  upsertByEmail,
  webhookOf,
  wholeLog,
  work,
} from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

async function storeWith(count: number) {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
  await store.fields.create({ name: 'Start', type: 'text', at: NOON });
  await accept(store, ...Array.from({ length: count }, (_, index) => newDelivery(`dlv_${index + 1}`)));
  return opened;
}

const value = (text: string) => ({ text, original: null });

describe('PR1 effects exactly once', () => {
  test('contact, fields, outcome and receipt are there together', async () => {
    const { store } = await storeWith(1);
    const receipt = receiptOf('processed', {
      contact: { userNs: null, label: 'to be made', isNew: true, channel: 'sms' },
    });
    const write = personWrite('Ann@Example.com', { profile: { name: 'Ann' }, fields: { start: value('10:00') } });
    const [settled] = await store.deliveries.settle(
      [work(1, () => ({ receipt, configVersion: 7, write }))],
      NOON + 250,
    );
    const userNs = store.contacts.find('email', 'ann@example.com')!.userNs;
    expect(settled).toEqual({
      contactUserNs: userNs,
      run: null,
      conflictId: null,
      reported: [],
      delivery: expect.objectContaining({
        id: 'dlv_1',
        webhookName: 'Bookings',
        outcome: 'processed',
        sentence: 'It ended as processed.',
        tookMs: 250,
        contact: { userNs, label: 'Ann' },
      }),
    });
    expect(await store.deliveries.get('dlv_1')).toMatchObject({
      ...settled!.delivery,
      configVersion: 7,
      receipt: { contact: { userNs, label: 'Ann', isNew: true } },
    });
    expect(await store.contacts.get(userNs)).toMatchObject({
      email: 'Ann@Example.com',
      createdBy: { deliveryId: 'dlv_1', webhookId: 'whk_a', webhookName: 'Bookings' },
      requests: 1,
      lastRequestAt: '2026-03-02T12:00:00.000Z',
      fields: { start: { text: '10:00', original: null, deliveryId: 'dlv_1', at: '2026-03-02T12:00:00.250Z' } },
    });
    expect(await store.deliveries.pendingCount()).toBe(0);
  });

  test('a request is settled once, however often it is asked for', async () => {
    const { store } = await storeWith(1);
    let calls = 0;
    const once = work(1, (people) => {
      calls += 1;
      return upsertByEmail('ann@example.com', {})(people);
    });
    expect(await store.deliveries.settle([once, once], NOON)).toHaveLength(1);
    expect(await store.deliveries.settle([once], NOON)).toEqual([]);
    expect(calls).toBe(1);
    expect((await store.contacts.page({ limit: 10 })).items).toMatchObject([{ requests: 1 }]);
  });

  test('a request that was settled on arrival is never worked on', async () => {
    const { store } = await storeWith(0);
    const settled = { outcome: 'sample', reason: null, sentence: 'Kept.' } as const;
    await accept(store, newDelivery('dlv_1', { settled }));
    const never = work(1, () => {
      throw new Error('This must not be called.');
    });
    expect(await store.deliveries.settle([never], NOON)).toEqual([]);
    expect(await store.deliveries.get('dlv_1')).toMatchObject({ outcome: 'sample', receipt: null });
  });

  test('a request whose webhook was deleted, and one that never was, are passed over', async () => {
    const { store } = await storeWith(1);
    await store.webhooks.delete('whk_a', NOON);
    const gone = [work(1, () => settlementOf('processed')), work(99, () => settlementOf('processed'))];
    expect(await store.deliveries.settle(gone, NOON)).toEqual([]);
  });

  test('each sees what those before it wrote', async () => {
    const { store } = await storeWith(3);
    const seen: unknown[] = [];
    const look = (text: string) => (people: ContactFinder) => {
      seen.push(people('email', 'ann@example.com')?.fields.start?.text ?? null);
      return upsertByEmail('ann@example.com', { start: value(text) })(people);
    };
    await store.deliveries.settle([work(1, look('one')), work(2, look('two')), work(3, look('three'))], NOON);
    expect(seen).toEqual([null, 'one', 'two']);
    expect((await store.contacts.page({ limit: 10 })).items).toMatchObject([
      { requests: 3, fields: { start: { text: 'three', deliveryId: 'dlv_3' } } },
    ]);
  });
});

describe('PR3 one failure is one failure', () => {
  test('a decision that throws settles its own request as failed; the others go on', async () => {
    const { store } = await storeWith(3);
    const faults: unknown[] = [];
    const bad = {
      seq: 2,
      decide: () => {
        throw new Error('boom');
      },
      onFault: (error: unknown) => {
        faults.push(error);
        return settlementOf('failed');
      },
    };
    const settled = await store.deliveries.settle(
      [work(1, upsertByEmail('ann@example.com', {})), bad, work(3, upsertByEmail('bob@example.com', {}))],
      NOON,
    );
    expect(settled.map(({ delivery }) => delivery.outcome)).toEqual(['processed', 'failed', 'processed']);
    expect(faults).toEqual([new Error('boom')]);
    expect(await store.deliveries.get('dlv_2')).toMatchObject({ outcome: 'failed', contact: null });
    expect((await store.contacts.page({ limit: 10 })).total).toBe(2);
  });

  test('writes that break in the middle leave nothing of themselves behind', async () => {
    const { store } = await storeWith(2);
    await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', { start: value('kept') }))], NOON);
    // The contact and its search terms are written first, then the field value breaks: NOT NULL.
    const half = personWrite('new@example.com', {
      fields: { start: { text: null as unknown as string, original: null } },
    });
    const [settled] = await store.deliveries.settle([work(2, () => settlementOf('processed', half))], NOON);
    expect(settled!.delivery).toMatchObject({ outcome: 'failed', contact: null });
    expect(store.contacts.find('email', 'new@example.com')).toBeNull();
    expect(await store.contacts.page({ limit: 10 })).toMatchObject({ total: 1, items: [{ email: 'ann@example.com' }] });
    expect(await store.contacts.page({ limit: 10, q: 'new' })).toMatchObject({ total: 0, items: [] });
    expect(await store.fields.get('start')).toMatchObject({ contacts: 1 });
  });

  test('an identifier that is taken fails the request and touches neither contact', async () => {
    const { store } = await storeWith(3);
    await store.deliveries.settle(
      [work(1, upsertByEmail('ann@example.com', {})), work(2, upsertByEmail('bob@example.com', {}))],
      NOON,
    );
    const bob = store.contacts.find('email', 'bob@example.com')!.userNs;
    const theft: ContactWrite = {
      kind: 'update',
      userNs: bob,
      identifiers: { email: { value: 'ann@example.com', raw: 'ann@example.com' } },
      profile: { name: 'Not Ann' },
      fields: {},
    };
    const [settled] = await store.deliveries.settle([work(3, () => settlementOf('processed', theft))], NOON);
    expect(settled!.delivery.outcome).toBe('failed');
    expect(await store.contacts.get(bob)).toMatchObject({ email: 'bob@example.com', name: null, requests: 1 });
  });

  test('a write to a contact that is not there fails the request', async () => {
    const { store } = await storeWith(1);
    const write = { kind: 'update' as const, userNs: 'f1unobody', identifiers: {}, profile: {}, fields: {} };
    const [settled] = await store.deliveries.settle([work(1, () => settlementOf('processed', write))], NOON);
    expect(settled!.delivery).toMatchObject({ outcome: 'failed', contact: null });
  });

  test('a fault handler that throws loses nothing: the whole batch stays pending', async () => {
    const { store } = await storeWith(2);
    const broken = {
      seq: 2,
      decide: () => {
        throw new Error('boom');
      },
      onFault: () => {
        throw new Error('and again');
      },
    };
    const batch = [work(1, upsertByEmail('ann@example.com', {})), broken];
    await expect(store.deliveries.settle(batch, NOON)).rejects.toThrow('and again');
    expect(await pendingSeqs(store)).toEqual([1, 2]);
    expect((await store.contacts.page({ limit: 10 })).total).toBe(0);
  });
});

describe('what a settlement leaves', () => {
  test('a matched contact that gets nothing new is still the contact of the entry, and counts the request', async () => {
    const { store } = await storeWith(2);
    await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', { start: value('x') }))], NOON);
    const { userNs } = store.contacts.find('email', 'ann@example.com')!;
    await store.deliveries.settle([work(2, upsertByEmail('ann@example.com', { start: value('x') }))], NOON + 5);
    expect(await store.contacts.get(userNs)).toMatchObject({
      requests: 2,
      updatedAt: '2026-03-02T12:00:00.000Z',
      fields: { start: { deliveryId: 'dlv_1' } },
    });
    expect((await wholeLog(store, { contact: userNs })).map(({ id }) => id)).toEqual(['dlv_2', 'dlv_1']);
  });

  test('CV2 null clears a field', async () => {
    const { store } = await storeWith(2);
    await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', { start: value('x') }))], NOON);
    await store.deliveries.settle([work(2, upsertByEmail('ann@example.com', { start: null }))], NOON);
    expect(store.contacts.find('email', 'ann@example.com')!.fields).toEqual({});
    expect(await store.fields.get('start')).toMatchObject({ contacts: 0 });
  });

  test('the receipt says so when a field was deleted between decision and write', async () => {
    const { store } = await storeWith(1);
    const change = {
      field: 'start',
      name: 'Start',
      type: 'text',
      path: '$.start',
      verdict: 'set',
      raw: '10:00',
      value: value('10:00'),
      before: null,
      after: value('10:00'),
      matches: 1,
      column: null,
      sentence: 'Set to 10:00.',
    } as const;
    await store.fields.delete('start', false, NOON);
    const write = personWrite('ann@example.com', { fields: { start: value('10:00') } });
    const receipt = receiptOf('processed', { fields: [change] });
    await store.deliveries.settle([work(1, () => ({ receipt, configVersion: 1, write }))], NOON);
    const kept = await store.deliveries.get('dlv_1');
    const sentence = `${receipt.sentence} Of these, 1 field had been deleted meanwhile and got nothing.`;
    expect(kept).toMatchObject({ sentence, receipt: { sentence } });
    expect(kept?.receipt?.fields).toEqual([
      { ...change, verdict: 'no-field', after: null, sentence: 'This field has been deleted.' },
    ]);
    expect(store.contacts.find('email', 'ann@example.com')!.fields).toEqual({});
  });

  test('problems are counted in the hour in which the request arrived', async () => {
    const { store } = await storeWith(3);
    await store.deliveries.settle(
      [
        work(1, () => settlementOf('unidentified')),
        work(2, () => settlementOf('stopped')),
        work(3, upsertByEmail('ann@example.com', {})),
      ],
      NOON + 7_200_000,
    );
    expect((await store.webhooks.activity(0)).get('whk_a')?.hours).toEqual([{ at: NOON, requests: 3, problems: 2 }]);
  });

  test('a clock that was set back never gives a negative duration', async () => {
    const { store } = await storeWith(1);
    const [settled] = await store.deliveries.settle([work(1, () => settlementOf('unidentified'))], NOON - 5000);
    expect(settled!.delivery.tookMs).toBe(0);
  });
});
