import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LocalStore } from '#engine/store/store.ts';
import type { Contact } from '#shared/contract/contact.ts';
import type { ContactWrite } from '#shared/contract/known-contact.ts';
import { MERGED_SLOTS, type MergeTake } from '#shared/contract/merge.ts';
import { accept, NOON, newDelivery, personWrite, settlementOf, webhookOf, wholeLog, work } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

type Create = Extract<ContactWrite, { kind: 'create' }>;

const NOTHING: MergeTake = { slots: [], fields: [] };
const id = (text: string) => ({ value: text, raw: text });
const value = (text: string) => ({ text, original: null });

async function startStore() {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a'));
  for (const name of ['Start', 'Notes', 'Size']) await store.fields.create({ name, type: 'text', at: NOON });
  let count = 0;
  /** A request that makes a contact; resolves to it. */
  const arrive = async (write: ContactWrite): Promise<Contact> => {
    count += 1;
    await accept(store, newDelivery(`dlv_${count}`, { receivedAt: NOON + count }));
    const [settled] = await store.deliveries.settle(
      [work(count, () => settlementOf('processed', write))],
      NOON + count,
    );
    return (await store.contacts.get(settled!.contactUserNs!))!;
  };
  return { opened, store, arrive };
}

const again = ({ userNs }: Contact): ContactWrite => ({
  kind: 'update',
  userNs,
  identifiers: {},
  profile: {},
  fields: {},
});

async function merged(store: LocalStore, keep: Contact, from: Contact, take = NOTHING, at = NOON + 1000) {
  const answer = await store.contacts.merge(keep.userNs, from.userNs, { take, at, dryRun: false });
  if (answer === 'not-found' || answer.merge === null) throw new Error('not merged');
  return { ...answer, merge: answer.merge };
}

async function undone(store: LocalStore, mergeId: string, at = NOON + 2000) {
  const answer = await store.contacts.undoMerge(mergeId, at);
  if (answer === 'not-found' || 'refused' in answer) throw new Error('not undone');
  return answer;
}

/** Everything that the store tells of these people, their requests and where they are found. */
async function everythingOf(store: LocalStore, people: readonly Contact[]) {
  const all = [];
  for (const { userNs, email, phone, crmContactId } of people) {
    const detail = await store.contacts.get(userNs);
    const log = await wholeLog(store, { contact: userNs });
    const found = {
      userNs: store.contacts.find('userNs', userNs)?.userNs,
      email: email && store.contacts.find('email', email)?.userNs,
      phone: phone && store.contacts.find('phone', phone)?.userNs,
      crm: crmContactId && store.contacts.find('crmContactId', crmContactId)?.userNs,
      byName: (await store.contacts.page({ q: detail?.label ?? '', limit: 10 })).items.map((one) => one.userNs),
    };
    all.push({ detail, log, found });
  }
  const fields = (await store.fields.list()).map(({ key, contacts }) => [key, contacts]);
  return { all, fields, total: (await store.contacts.page({ limit: 1 })).total };
}

describe('merging two contacts', () => {
  test('the kept one gets what it lacks, with where it came from; its own values stay', async () => {
    const { store, arrive } = await startStore();
    const jane = await arrive(
      personWrite('jane@example.com', {
        profile: { firstName: 'Jane' },
        fields: { start: value('own'), size: value('same') },
      }),
    );
    const other = await arrive(
      personWrite('j.doe@mail.example', {
        channel: 'email',
        identifiers: { email: id('j.doe@mail.example'), phone: id('+441174960123') },
        profile: { firstName: 'J.', lastName: 'Doe' },
        fields: { start: value('other'), notes: value('kept'), size: value('same') },
      }),
    );
    const { preview } = await merged(store, jane, other);
    const kept = await store.contacts.get(jane.userNs);
    expect(kept).toMatchObject({
      email: 'jane@example.com',
      phone: '+441174960123',
      firstName: 'Jane',
      lastName: 'Doe',
      label: 'Jane Doe',
      channel: 'sms',
      requests: 2,
      lastRequestAt: other.lastRequestAt,
      fields: { start: { text: 'own', deliveryId: 'dlv_1' }, notes: { text: 'kept', deliveryId: 'dlv_2' } },
      provenance: { phone: { deliveryId: 'dlv_2' }, lastName: { deliveryId: 'dlv_2' }, email: { deliveryId: 'dlv_1' } },
      alsoFoundBy: [
        { slot: 'email', value: 'j.doe@mail.example' },
        { slot: 'userNs', value: other.userNs },
      ],
      merges: [{ from: { userNs: other.userNs, label: 'J. Doe' }, undoneAt: null }],
    });
    expect(preview).toMatchObject({
      label: 'Jane Doe',
      requests: 2,
      values: [
        { slot: 'phone', of: 'from', other: null },
        { slot: 'email', of: 'keep', other: 'j.doe@mail.example' },
        { slot: 'firstName', value: 'Jane', of: 'keep', other: 'J.' },
        { slot: 'lastName', value: 'Doe', of: 'from', other: null, source: { deliveryId: 'dlv_2' } },
      ],
      fields: [
        { field: 'start', value: { text: 'own' }, of: 'keep', other: { text: 'other' }, isSame: false },
        { field: 'notes', value: { text: 'kept' }, of: 'from', other: null, isSame: false },
        { field: 'size', value: { text: 'same' }, of: 'keep', other: { text: 'same' }, isSame: true },
      ],
    });
    expect((await wholeLog(store, { contact: jane.userNs })).map((one) => one.id)).toEqual(['dlv_2', 'dlv_1']);
    expect(await store.contacts.page({ limit: 10 })).toMatchObject({ total: 1, items: [{ userNs: jane.userNs }] });
    expect(await store.contacts.page({ q: 'doe', limit: 10 })).toMatchObject({ items: [{ userNs: jane.userNs }] });
  });

  test('what is chosen comes from the other, and what gives way still leads here', async () => {
    const { store, arrive } = await startStore();
    const jane = await arrive(personWrite('jane@example.com', { fields: { start: value('own') } }));
    const other = await arrive(personWrite('other@example.com', { fields: { start: value('other') } }));
    await merged(store, jane, other, { slots: ['email'], fields: ['start'] });
    expect(await store.contacts.get(jane.userNs)).toMatchObject({
      email: 'other@example.com',
      fields: { start: { text: 'other', deliveryId: 'dlv_2' } },
    });
    expect(store.contacts.find('email', 'jane@example.com')?.userNs).toBe(jane.userNs);
  });

  test('ID3 the User Ns and the identifiers of the other lead to the kept one, until it is undone', async () => {
    const { opened, store, arrive } = await startStore();
    const jane = await arrive(personWrite('jane@example.com'));
    const other = await arrive(personWrite('other@example.com'));
    const { merge } = await merged(store, jane, other);
    const reopened = await opened.reopen();
    const leads = () => [
      reopened.contacts.find('userNs', other.userNs)?.userNs,
      reopened.contacts.find('email', 'other@example.com')?.userNs,
    ];
    expect(leads()).toEqual([jane.userNs, jane.userNs]);
    expect(await reopened.contacts.get(other.userNs)).toMatchObject({ userNs: jane.userNs });
    const taken = { taken: 'email', by: jane.userNs };
    expect(await reopened.contacts.create(personWrite('other@example.com'), NOON)).toEqual(taken);
    await undone(reopened, merge.id);
    expect(leads()).toEqual([other.userNs, other.userNs]);
  });

  test('the old User Ns neither changes nor deletes the kept one by hand', async () => {
    const { store, arrive } = await startStore();
    const jane = await arrive(personWrite('jane@example.com'));
    const other = await arrive(personWrite('other@example.com'));
    await merged(store, jane, other);
    const edit = { identifiers: {}, profile: { name: 'X' }, fields: {} };
    expect(await store.contacts.update(other.userNs, edit, NOON)).toBe('not-found');
    expect(await store.contacts.delete(other.userNs, NOON)).toBe(false);
  });

  test('a dry run writes nothing', async () => {
    const { store, arrive } = await startStore();
    const people = [await arrive(personWrite('a@example.com')), await arrive(personWrite('b@example.com'))];
    const before = await everythingOf(store, people);
    const how = { take: NOTHING, at: NOON, dryRun: true };
    expect(await store.contacts.merge(people[0]!.userNs, people[1]!.userNs, how)).toMatchObject({ merge: null });
    expect(await everythingOf(store, people)).toEqual(before);
    expect(await store.contacts.merge('f1unobody', people[1]!.userNs, how)).toBe('not-found');
    expect(await store.contacts.merge(people[0]!.userNs, 'f1unobody', how)).toBe('not-found');
  });

  test('a fault on the way leaves both as they were', async () => {
    const { opened, store, arrive } = await startStore();
    const people = [await arrive(personWrite('a@example.com')), await arrive(personWrite('b@example.com'))];
    const before = await everythingOf(store, people);
    const broken = await opened.reopen((database) =>
      database.exec(
        `CREATE TRIGGER broken BEFORE INSERT ON contact_alias BEGIN SELECT RAISE(ABORT, 'broken on the way'); END`,
      ),
    );
    const how = { take: NOTHING, at: NOON, dryRun: false };
    await expect(broken.contacts.merge(people[0]!.userNs, people[1]!.userNs, how)).rejects.toThrow('broken on the way');
    expect(await everythingOf(broken, people)).toEqual(before);
  });
});

describe('undoing a merge', () => {
  const email = fc.constantFrom('a', 'b');
  const texts = fc.constantFrom('one', 'two');
  const person = (name: string) =>
    fc.record(
      {
        phone: fc.constant(`+4411749601${name === 'keep' ? '20' : '21'}`),
        email: email.map((letter) => `${name}.${letter}@example.com`),
        crmContactId: fc.constant(`C-${name}`),
        firstName: texts,
        lastName: texts,
        name: texts,
        start: texts,
        notes: texts,
        size: texts,
      },
      { requiredKeys: [] },
    );
  const write = (all: Record<string, string | undefined>): Create => {
    const pick = <Value>(keys: readonly string[], make: (text: string) => Value): Record<string, Value> =>
      Object.fromEntries(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, make(all[key])]])));
    return {
      kind: 'create',
      channel: 'sms',
      identifiers: pick(['phone', 'email', 'crmContactId'], id),
      profile: pick(['firstName', 'lastName', 'name'], (text) => text),
      fields: pick(['start', 'notes', 'size'], value),
    };
  };

  test('gives back exactly the same two contacts, whatever was merged and taken', { timeout: 60_000 }, async () => {
    const { store, arrive } = await startStore();
    const takes = fc.record({ slots: fc.subarray([...MERGED_SLOTS]), fields: fc.subarray(['start', 'notes', 'size']) });
    await fc.assert(
      fc.asyncProperty(person('keep'), person('from'), takes, fc.nat(2), async (one, other, take, more) => {
        const keep = await arrive(write(one));
        const from = await arrive(write(other));
        for (let count = 0; count < more; count += 1) await arrive(again(from));
        try {
          const before = await everythingOf(store, [keep, from]);
          const { merge } = await merged(store, keep, from, take);
          expect((await store.contacts.get(from.userNs))?.userNs).toBe(keep.userNs);
          expect((await undone(store, merge.id)).left).toEqual([]);
          expect(await everythingOf(store, [keep, from])).toEqual(before);
        } finally {
          await store.contacts.delete(keep.userNs, NOON);
          await store.contacts.delete(from.userNs, NOON);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('what was changed since stays, and is said', async () => {
    const { store, arrive } = await startStore();
    const jane = await arrive(personWrite('jane@example.com', { profile: { firstName: 'Jane' } }));
    const other = await arrive(
      personWrite('other@example.com', {
        identifiers: { email: id('other@example.com'), phone: id('+441174960123') },
        profile: { lastName: 'Doe' },
        fields: { start: value('x'), notes: value('y') },
      }),
    );
    const { merge } = await merged(store, jane, other);
    await arrive({ ...again(jane), fields: { start: value('newer') } } as ContactWrite);
    const edit = { identifiers: { phone: id('+441174960199') }, profile: { lastName: 'Smith' }, fields: {} };
    await store.contacts.update(jane.userNs, edit, NOON + 1500);
    const { left } = await undone(store, merge.id);
    expect(left).toEqual([
      'Jane Smith keeps the phone number, which was changed since the merge.',
      'Jane Smith keeps the last name, which was changed since the merge.',
      'Jane Smith keeps the field “Start”, which was changed since the merge.',
      'One request that came since the merge stays with Jane Smith, not with Doe.',
    ]);
    expect(await store.contacts.get(jane.userNs)).toMatchObject({
      phone: '+441174960199',
      lastName: 'Smith',
      requests: 2,
      fields: { start: { text: 'newer' } },
    });
    expect((await store.contacts.get(jane.userNs))?.fields).not.toHaveProperty('notes');
    expect(await store.contacts.get(other.userNs)).toMatchObject({
      phone: '+441174960123',
      lastName: 'Doe',
      requests: 1,
      fields: { start: { text: 'x' }, notes: { text: 'y' } },
    });
    expect((await wholeLog(store, { contact: other.userNs })).map((one) => one.id)).toEqual(['dlv_2']);
  });

  test('ID8 an identifier that somebody else has got by then stays there', async () => {
    const { store, arrive } = await startStore();
    const jane = await arrive(personWrite('jane@example.com'));
    const other = await arrive(
      personWrite('x', { identifiers: { phone: id('+441174960123') }, profile: { name: 'Other' } }),
    );
    const { merge } = await merged(store, jane, other);
    // The kept contact gives up the number it got, and somebody new comes with it.
    const edit = { identifiers: { phone: null }, profile: {}, fields: {} };
    await store.contacts.update(jane.userNs, edit, NOON + 1200);
    const third = await arrive(
      personWrite('x', { identifiers: { phone: id('+441174960123') }, profile: { name: 'Third' } }),
    );
    const { left } = await undone(store, merge.id);
    expect(left).toContain('+441174960123 belongs to Third now, so Other is without this phone number.');
    expect(store.contacts.find('phone', '+441174960123')?.userNs).toBe(third.userNs);
    expect(await store.contacts.get(other.userNs)).toMatchObject({ phone: null, name: 'Other' });
  });

  test('is refused twice, and while the kept one is part of somebody else; then each in its turn', async () => {
    const { store, arrive } = await startStore();
    const [a, b, c] = [
      await arrive(personWrite('a@example.com', { profile: { name: 'A' } })),
      await arrive(personWrite('b@example.com', { profile: { name: 'B' } })),
      await arrive(personWrite('c@example.com', { profile: { name: 'C' } })),
    ];
    const before = await everythingOf(store, [a, b, c]);
    const first = await merged(store, b, a);
    const second = await merged(store, c, b, NOTHING, NOON + 1100);
    expect(store.contacts.find('userNs', a.userNs)?.userNs).toBe(c.userNs);
    expect(store.contacts.find('email', 'a@example.com')?.userNs).toBe(c.userNs);
    expect(await store.contacts.undoMerge(first.merge.id, NOON)).toEqual({
      refused: 'B has been merged into C since. Undo that merge first.',
    });
    await undone(store, second.merge.id);
    expect(store.contacts.find('email', 'a@example.com')?.userNs).toBe(b.userNs);
    await undone(store, first.merge.id);
    expect(await everythingOf(store, [a, b, c])).toEqual(before);
    expect(await store.contacts.undoMerge(first.merge.id, NOON)).toEqual({
      refused: 'This merge has been undone already.',
    });
    expect(await store.contacts.undoMerge('mrg_nobody', NOON)).toBe('not-found');
  });

  test('several merged into one come out in any order', async () => {
    const { store, arrive } = await startStore();
    const [a, b, c] = [
      await arrive(personWrite('a@example.com')),
      await arrive(personWrite('x', { identifiers: { phone: id('+441174960123') } })),
      await arrive(personWrite('x', { identifiers: { crmContactId: id('C-1') } })),
    ];
    const before = await everythingOf(store, [a, b, c]);
    const first = await merged(store, a, b);
    const second = await merged(store, a, c, NOTHING, NOON + 1100);
    await undone(store, first.merge.id);
    await undone(store, second.merge.id);
    const after = await everythingOf(store, [a, b, c]);
    expect(after.all.slice(1)).toEqual(before.all.slice(1));
    expect(after.all[0]).toMatchObject({
      ...before.all[0],
      detail: { ...before.all[0]!.detail, updatedAt: expect.any(String) },
    });
  });

  test('a field deleted since then does not come back', async () => {
    const { store, arrive } = await startStore();
    const jane = await arrive(personWrite('jane@example.com'));
    const other = await arrive(personWrite('other@example.com', { fields: { start: value('x') } }));
    const { merge } = await merged(store, jane, other);
    await store.fields.delete('start', true, NOON);
    await undone(store, merge.id);
    expect((await store.contacts.get(other.userNs))?.fields).toEqual({});
  });

  test('deleting the kept one takes along what was merged into it, however deep', async () => {
    const { opened, store, arrive } = await startStore();
    const [a, b, c] = [
      await arrive(personWrite('a@example.com')),
      await arrive(personWrite('b@example.com')),
      await arrive(personWrite('c@example.com')),
    ];
    await merged(store, b, a);
    await merged(store, c, b, NOTHING, NOON + 1100);
    await store.contacts.delete(c.userNs, NOON);
    expect(store.contacts.find('email', 'a@example.com')).toBeNull();
    await opened.reopen((database) => {
      for (const table of ['contact_merge', 'contact_merge_delivery', 'contact_alias']) {
        expect([table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
      }
    });
  });
});
