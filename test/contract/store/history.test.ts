import { describe, expect, test } from 'vitest';
import { erasePerson } from '#engine/process/erase-person.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { type Contact, MAX_EARLIER_VALUES } from '#shared/contract/contact.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { progressOf, startingFlow } from './made-up-flows.ts';
import { accept, NOON, newDelivery, pendingSeqs, personWrite, upsertByEmail, webhookOf, work } from './made-up-rows.ts';
import { changeDatabase, temporaryStore } from './temporary-store.ts';

const value = (text: string) => ({ text, original: null });
const at = (time: number) => new Date(time).toISOString();

async function storeWithFields() {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
  for (const name of ['Start', 'Notes']) await store.fields.create({ name, type: 'text', at: NOON });
  return { ...opened, opened, store };
}

async function person(store: LocalStore, email: string, fields: Record<string, string> = {}): Promise<Contact> {
  const values = Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, value(text)]));
  const made = await store.contacts.create(personWrite(email, { fields: values }), NOON);
  if ('taken' in made) throw new Error(`${made.taken} is taken`);
  return made;
}

const setTo = (store: LocalStore, { userNs }: Contact, fields: Record<string, string | null>, time: number) =>
  store.contacts.update(
    userNs,
    {
      identifiers: {},
      profile: {},
      fields: Object.fromEntries(
        Object.entries(fields).map(([key, text]) => [key, text === null ? null : value(text)]),
      ),
    },
    time,
  );

const earlier = async (store: LocalStore, { userNs }: Pick<Contact, 'userNs'>) =>
  (await store.contacts.history(userNs))!.earlier;
const textsOf = async (store: LocalStore, of: Pick<Contact, 'userNs'>) =>
  (await earlier(store, of)).map(({ field, text }) => `${field}: ${text}`);

async function merge(store: LocalStore, keep: Contact, from: Contact, fields: string[], time: number): Promise<string> {
  const take = { slots: [], fields };
  const answer = await store.contacts.merge(keep.userNs, from.userNs, { take, at: time, dryRun: false });
  if (answer === 'not-found' || answer.merge === null) throw new Error('not merged');
  return answer.merge.id;
}

describe('LG3 what a field held before', () => {
  test('is kept with when and from where: a request with its webhook, a flow, an import, by hand', async () => {
    const { store } = await storeWithFields();
    await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({}), at: NOON });
    await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2'));
    const [first, second] = await pendingSeqs(store);
    const email = 'ann@example.com';
    await store.deliveries.settle(
      [work(first!, upsertByEmail(email, { start: { text: '9', original: ' 9 ' } }))],
      NOON,
    );
    const plan = () => progressOf({ fields: { start: value('10') } });
    await store.deliveries.settle([work(second!, startingFlow(email, plan))], NOON + 1);
    const { userNs } = store.contacts.find('email', email)!;
    expect((await store.contacts.get(userNs))?.fields.start).toMatchObject({ by: 'flow', flowName: 'Reminder' });
    const write = { kind: 'update' as const, userNs, identifiers: {}, profile: {}, fields: { start: value('11') } };
    await store.contacts.writeEach([write], (one) => ({ write: one }), { importId: 'imp_1', at: NOON + 2 });
    expect((await store.contacts.get(userNs))?.fields.start).toMatchObject({ by: 'import', deliveryId: null });
    await setTo(store, { userNs } as Contact, { start: '12' }, NOON + 3);
    await setTo(store, { userNs } as Contact, { start: null }, NOON + 4);
    const none = {
      field: 'start',
      clearedBy: null,
      original: null,
      deliveryId: null,
      webhookName: null,
      flowName: null,
      importId: null,
    };
    const byHand = { by: 'hand', deliveryId: null, webhookName: null, flowName: null, importId: null };
    expect(await store.contacts.history(userNs)).toEqual({
      userNs,
      changes: [],
      earlier: [
        {
          ...{ ...none, text: '12', by: 'hand', at: at(NOON + 3) },
          ...{ endedAt: at(NOON + 4), endedBy: 'clear', clearedBy: byHand },
        },
        {
          ...{ ...none, text: '11', by: 'import', importId: 'imp_1' },
          ...{ at: at(NOON + 2), endedAt: at(NOON + 3), endedBy: 'change' },
        },
        {
          ...{ ...none, text: '10', by: 'flow', flowName: 'Reminder' },
          ...{ at: at(NOON + 1), endedAt: at(NOON + 2), endedBy: 'change' },
        },
        {
          ...{ ...none, text: '9', original: ' 9 ', by: 'request', deliveryId: 'dlv_1', webhookName: 'Bookings' },
          ...{ at: at(NOON), endedAt: at(NOON + 1), endedBy: 'change' },
        },
      ],
    });
    expect(await store.contacts.history('f1unobody')).toBeNull();
  });

  test('what cleared a value is told: a request, or the undoing of an import', async () => {
    const { store } = await storeWithFields();
    await accept(store, newDelivery('dlv_1'));
    const [first] = await pendingSeqs(store);
    const { userNs } = await person(store, 'ann@example.com', { start: '9' });
    await store.deliveries.settle([work(first!, upsertByEmail('ann@example.com', { start: null }))], NOON + 1);
    const write = { kind: 'update' as const, userNs, identifiers: {}, profile: {}, fields: { start: value('10') } };
    await store.contacts.writeEach([write], (one) => ({ write: one }), { importId: 'imp_1', at: NOON + 2 });
    await store.contacts.undoImport('imp_1', 10, NOON + 3);
    const told = (await store.contacts.history(userNs))!.earlier.map(({ text, clearedBy }) => [text, clearedBy]);
    expect(told).toMatchObject([
      ['10', { by: 'import-undo' }],
      ['9', { by: 'request', deliveryId: 'dlv_1', webhookName: 'Bookings' }],
    ]);
  });

  test('is nothing while a field is filled for the first time, or with what it holds', async () => {
    const { store } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: '9' });
    await setTo(store, ann, { start: '9', notes: 'new' }, NOON + 1);
    await setTo(store, ann, { start: '9' }, NOON + 2);
    expect(await earlier(store, ann)).toEqual([]);
  });

  test('is at most the latest 20 of each contact and field', async () => {
    const { store, dir } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: '0', notes: 'first' });
    const bob = await person(store, 'bob@example.com', { start: 'old' });
    await setTo(store, ann, { notes: 'second' }, NOON);
    await setTo(store, bob, { start: 'new' }, NOON);
    for (let turn = 1; turn <= 30; turn += 1) await setTo(store, ann, { start: String(turn) }, NOON + turn);
    const starts = (await earlier(store, ann)).filter(({ field }) => field === 'start');
    expect(starts.map(({ text }) => text)).toEqual(
      Array.from({ length: MAX_EARLIER_VALUES }, (_, n) => String(29 - n)),
    );
    expect(await textsOf(store, ann)).toContain('notes: first');
    expect(await textsOf(store, bob)).toEqual(['start: old']);
    changeDatabase(dir, (database) => {
      expect(database.prepare('SELECT count(*) FROM contact_field_past').pluck().get()).toBe(MAX_EARLIER_VALUES + 2);
    });
  });

  test('a value that is not written leaves no trace: contact and history are one transaction', async () => {
    const { store } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: '9' });
    const { userNs } = ann;
    const write = { kind: 'update' as const, userNs, identifiers: {}, profile: {}, fields: { start: value('10') } };
    const fails = (turn: number) => {
      if (turn === 2) throw new Error('It stops here.');
      return { write };
    };
    await expect(store.contacts.writeEach([1, 2], fails, { importId: 'imp_1', at: NOON + 1 })).rejects.toThrow(
      'It stops here.',
    );
    expect(await earlier(store, ann)).toEqual([]);
    expect((await store.contacts.get(userNs))?.fields.start?.text).toBe('9');
  });

  test('goes with the field, off the disk, and does not come back under the same key', async () => {
    const { opened, store } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: '9', notes: 'a' });
    await setTo(store, ann, { start: '10', notes: 'b' }, NOON + 1);
    const deletion = store.fields.delete('start', true, NOON + 2);
    await store.fields.create({ name: 'Start', type: 'text', at: NOON + 2 });
    expect(await textsOf(store, ann)).toEqual(['notes: a']);
    await deletion;
    await opened.reopen();
    await opened.reopen((database) => {
      expect(database.prepare('SELECT text FROM contact_field_past').pluck().all()).toEqual(['a']);
    });
  });

  test('goes with the contact', async () => {
    const { store, dir } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: '9' });
    await setTo(store, ann, { start: '10' }, NOON + 1);
    await store.contacts.delete(ann.userNs, NOON);
    changeDatabase(dir, (database) => {
      expect(database.prepare('SELECT count(*) FROM contact_field_past').pluck().get()).toBe(0);
    });
  });

  test('is erased with the person, and where it names them at others', async () => {
    const { store, dir, clock } = await storeWithFields();
    const jane = await person(store, 'jane.doe@example.com', { start: 'her secret' });
    const bob = await person(store, 'bob@example.com', { notes: 'friend of jane.doe@example.com', start: '9' });
    await setTo(store, jane, { start: 'nothing' }, NOON + 1);
    await setTo(store, bob, { notes: 'no friend', start: '10' }, NOON + 1);
    const wish = { dryRun: false, backups: 'keep' as const };
    expect(await erasePerson(store, jane.userNs, wish, () => clock.now())).toMatchObject({
      report: { counts: { elsewhere: 1 } },
    });
    expect(await store.contacts.history(jane.userNs)).toBeNull();
    expect(await textsOf(store, bob)).toEqual(['start: 9']);
    changeDatabase(dir, (database) => {
      expect(database.prepare('SELECT text FROM contact_field_past').pluck().all()).toEqual(['9']);
    });
  });
});

describe('LG3 ID10 a merge and what fields held before', () => {
  /** Ann and Bob, each with an earlier start; Bob starts at another time than Ann. */
  async function two() {
    const { store, dir, opened } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: 'a1', notes: 'same' });
    const bob = await person(store, 'bob@example.com', { start: 'b1', notes: 'same' });
    await setTo(store, ann, { start: 'a2' }, NOON + 10);
    await setTo(store, bob, { start: 'b2' }, NOON + 20);
    const before = [await earlier(store, ann), await earlier(store, bob)];
    return { store, dir, opened, ann, bob, before };
  }

  test('brings the histories together, with the value that gave way', async () => {
    const { store, ann, bob } = await two();
    await merge(store, ann, bob, [], NOON + 30);
    expect(await textsOf(store, ann)).toEqual(['start: b2', 'start: b1', 'start: a1']);
    expect((await earlier(store, ann))[0]).toMatchObject({
      by: 'hand',
      at: at(NOON + 20),
      endedAt: at(NOON + 30),
      endedBy: 'merge',
    });
    expect((await store.contacts.history(bob.userNs))?.userNs).toBe(ann.userNs);
  });

  test.each([[[]], [['start']]])('its undo gives each their own back (taken: %j)', async (taken) => {
    const { store, ann, bob, before } = await two();
    const id = await merge(store, ann, bob, taken, NOON + 30);
    expect(await earlier(store, ann)).toHaveLength(3);
    await store.contacts.undoMerge(id, NOON + 40);
    expect([await earlier(store, ann), await earlier(store, bob)]).toEqual(before);
  });

  test('its undo leaves what was changed since, and what that replaced', async () => {
    const { store, ann, bob, before } = await two();
    const id = await merge(store, ann, bob, ['start'], NOON + 30);
    await setTo(store, ann, { start: 'a3' }, NOON + 35);
    await store.contacts.undoMerge(id, NOON + 40);
    expect((await store.contacts.get(ann.userNs))?.fields.start?.text).toBe('a3');
    expect(await textsOf(store, ann)).toEqual(['start: b2', 'start: a2', 'start: a1']);
    expect(await earlier(store, bob)).toEqual(before[1]);
  });

  test('its undo keeps two earlier values apart that are alike in everything', async () => {
    const { store } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: 'old' });
    const bob = await person(store, 'bob@example.com', { start: 'old' });
    for (const one of [ann, bob]) await setTo(store, one, { start: 'new' }, NOON + 10);
    const id = await merge(store, ann, bob, [], NOON + 30);
    expect(await textsOf(store, ann)).toEqual(['start: old', 'start: old']);
    await store.contacts.undoMerge(id, NOON + 40);
    for (const one of [ann, bob]) expect(await textsOf(store, one)).toEqual(['start: old']);
  });

  test('its undo gives back what the merge pushed out of the latest 20', async () => {
    const { store } = await storeWithFields();
    const ann = await person(store, 'ann@example.com', { start: 'a0' });
    const bob = await person(store, 'bob@example.com', { start: 'b0' });
    for (let turn = 1; turn <= 15; turn += 1) {
      await setTo(store, ann, { start: `a${turn}` }, NOON + turn);
      await setTo(store, bob, { start: `b${turn}` }, NOON + 100 + turn);
    }
    const before = [await earlier(store, ann), await earlier(store, bob)];
    const id = await merge(store, ann, bob, [], NOON + 1000);
    expect(await earlier(store, ann)).toHaveLength(MAX_EARLIER_VALUES);
    await store.contacts.undoMerge(id, NOON + 2000);
    expect([await earlier(store, ann), await earlier(store, bob)]).toEqual(before);
  });

  test('one from before histories were kept is undone too', async () => {
    const { opened, ann, bob, store: first } = await two();
    const id = await merge(first, ann, bob, ['start'], NOON + 30);
    const store = await opened.reopen((database) => {
      database.exec(
        `UPDATE contact_merge SET snapshot = json_remove(snapshot, '$.before.past', '$.after.past', '$.from.past',
           '$.before.fields[0].via', '$.after.fields[0].via', '$.from.fields[0].via');
         DELETE FROM contact_field_past`,
      );
    });
    await store.contacts.undoMerge(id, NOON + 40);
    expect((await store.contacts.get(ann.userNs))?.fields.start?.text).toBe('a2');
    expect((await store.contacts.get(bob.userNs))?.fields.start?.text).toBe('b2');
    expect([await earlier(store, ann), await earlier(store, bob)]).toEqual([[], []]);
  });
});
