import { describe, expect, test } from 'vitest';
import type { LocalStore } from '#engine/store/store.ts';
import type { Contact } from '#shared/contract/contact.ts';
import type { IdentitySlot } from '#shared/contract/webhook.ts';
import {
  accept,
  NOON,
  newDelivery,
  personWrite,
  settlementOf,
  upsertByEmail,
  webhookOf,
  work,
} from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

async function made(store: LocalStore, ...args: Parameters<typeof personWrite>): Promise<Contact> {
  const contact = await store.contacts.create(personWrite(...args), NOON);
  if ('taken' in contact) throw new Error(`${contact.taken} is taken`);
  return contact;
}

const id = (text: string) => ({ value: text, raw: text });

describe('contacts made by hand', () => {
  test('ID14 a new contact has a User Ns of its own, made once and kept', async () => {
    const opened = await temporaryStore();
    const { userNs } = await made(opened.store, 'ann@example.com');
    const other = await made(opened.store, 'bob@example.com');
    expect(userNs).toMatch(/^f1u[0-9a-z]+$/);
    expect(other.userNs).not.toBe(userNs);
    const store = await opened.reopen();
    expect(store.contacts.find('email', 'ann@example.com')!.userNs).toBe(userNs);
  });

  test('ID12 ID13 what was written is kept beside what is compared', async () => {
    const { store } = await temporaryStore();
    const contact = await made(store, 'Ann@Example.COM', {
      channel: 'whatsapp',
      identifiers: {
        email: { value: 'ann@example.com', raw: 'Ann@Example.COM' },
        phone: { value: '+61491570156', raw: '0491 570 156' },
        crmContactId: id('CRM-1'),
      },
      profile: { firstName: 'Zoë', lastName: 'Ångström' },
    });
    expect(contact).toEqual({
      userNs: contact.userNs,
      crmContactId: 'CRM-1',
      phone: '+61491570156',
      phoneRaw: '0491 570 156',
      email: 'Ann@Example.COM',
      firstName: 'Zoë',
      lastName: 'Ångström',
      name: null,
      channel: 'whatsapp',
      label: 'Zoë Ångström',
      createdAt: '2026-03-02T12:00:00.000Z',
      updatedAt: '2026-03-02T12:00:00.000Z',
      addedBy: 'hand',
      createdBy: null,
      requests: 0,
      lastRequestAt: null,
      fields: {},
    });
    for (const [slot, value] of [
      ['email', 'ann@example.com'],
      ['phone', '+61491570156'],
      ['crmContactId', 'CRM-1'],
      ['userNs', contact.userNs],
    ] as [IdentitySlot, string][]) {
      expect(store.contacts.find(slot, value)).toMatchObject({ userNs: contact.userNs, label: 'Zoë Ångström' });
    }
    expect(store.contacts.find('email', 'Ann@Example.COM')).toBeNull();
  });

  test('a contact is called by name, else first and last name, e-mail, phone number, CRM id, User Ns', async () => {
    const { store } = await temporaryStore();
    const { userNs } = await made(store, 'ann@example.com', {
      identifiers: { email: id('ann@example.com'), phone: id('+61491570156'), crmContactId: id('c1') },
      profile: { name: 'Ann Example', firstName: 'Ann' },
    });
    const labels: string[] = [];
    for (const change of [
      { profile: { name: null } },
      { profile: { firstName: null } },
      { identifiers: { email: null } },
      { identifiers: { phone: null } },
      { identifiers: { crmContactId: null } },
    ]) {
      const contact = await store.contacts.update(
        userNs,
        { identifiers: {}, profile: {}, fields: {}, ...change },
        NOON,
      );
      labels.push((contact as Contact).label);
    }
    expect(labels).toEqual(['Ann', 'ann@example.com', '+61491570156', 'c1', userNs]);
  });

  test.each(['email', 'phone', 'crmContactId'] as const)(
    'ID8 a %s that is taken is refused, and nothing is written',
    async (slot) => {
      const { store } = await temporaryStore();
      const ann = await made(store, 'ann@example.com', { identifiers: { [slot]: id('same') } });
      const bob = await made(store, 'bob@example.com');
      const taken = { taken: slot, by: ann.userNs };
      expect(await store.contacts.create(personWrite('x', { identifiers: { [slot]: id('same') } }), NOON)).toEqual(
        taken,
      );
      const theft = { identifiers: { [slot]: id('same') }, profile: { name: 'Bob' }, fields: {} };
      expect(await store.contacts.update(bob.userNs, theft, NOON)).toEqual(taken);
      expect(await store.contacts.get(bob.userNs)).toMatchObject({ name: null, [slot]: bob[slot] });
      expect((await store.contacts.page({ limit: 10 })).total).toBe(2);
    },
  );

  test('one may be given one’s own identifier again, in other letters', async () => {
    const { store } = await temporaryStore();
    const { userNs } = await made(store, 'ann@example.com');
    const edit = {
      identifiers: { email: { value: 'ann@example.com', raw: 'ANN@example.com' } },
      profile: {},
      fields: {},
    };
    expect(await store.contacts.update(userNs, edit, NOON)).toMatchObject({ email: 'ANN@example.com' });
  });

  test('an absent key leaves, null clears', async () => {
    const { store } = await temporaryStore();
    await store.fields.create({ name: 'Start', type: 'text', at: NOON });
    const { userNs } = await made(store, 'ann@example.com', {
      profile: { name: 'Ann', lastName: 'Example' },
      fields: { start: { text: 'x', original: 'X' } },
    });
    const edit = { channel: 'email' as const, identifiers: {}, profile: { name: null }, fields: { start: null } };
    expect(await store.contacts.update(userNs, edit, NOON + 1)).toMatchObject({
      email: 'ann@example.com',
      name: null,
      lastName: 'Example',
      channel: 'email',
      fields: {},
      updatedAt: '2026-03-02T12:00:00.001Z',
    });
    expect(await store.contacts.update('f1unobody', edit, NOON)).toBe('not-found');
  });

  test('a field that does not exist is not made by writing to it', async () => {
    const { store } = await temporaryStore();
    const contact = await made(store, 'ann@example.com', {
      fields: JSON.parse('{"__proto__":{"text":"x","original":null},"constructor":{"text":"y","original":null}}'),
    });
    expect(contact.fields).toEqual({});
    expect(Object.hasOwn(contact.fields, 'constructor')).toBe(false);
    expect(contact.fields.constructor).toBeUndefined();
  });
});

describe('provenance', () => {
  test('every value names the request that set it, or the owner’s hand', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    await store.fields.create({ name: 'Start', type: 'text', at: NOON });
    await store.fields.create({ name: 'Notes', type: 'text', at: NOON });
    await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2'));
    const value = (text: string, original: string | null = null) => ({ text, original });
    await store.deliveries.settle(
      [work(1, upsertByEmail('ann@example.com', { start: value('one'), notes: value('n', 'N') }))],
      NOON,
    );
    const { userNs } = store.contacts.find('email', 'ann@example.com')!;
    const filled = {
      kind: 'update' as const,
      userNs,
      identifiers: { phone: id('+61491570156') },
      profile: { firstName: 'Ann' },
      fields: { start: value('two'), notes: value('n') },
    };
    await store.deliveries.settle([work(2, () => settlementOf('processed', filled))], NOON + 1000);
    const edit = { identifiers: {}, profile: { lastName: 'Example', firstName: 'Ann' }, fields: {} };
    await store.contacts.update(userNs, edit, NOON + 2000);

    const detail = await store.contacts.get(userNs);
    const first = {
      by: 'request',
      flowName: null,
      importId: null,
      deliveryId: 'dlv_1',
      at: '2026-03-02T12:00:00.000Z',
    };
    const second = {
      by: 'request',
      flowName: null,
      importId: null,
      deliveryId: 'dlv_2',
      at: '2026-03-02T12:00:01.000Z',
    };
    expect(detail?.provenance).toEqual({
      userNs: first,
      email: first,
      phone: second,
      firstName: second,
      lastName: { by: 'hand', flowName: null, importId: null, deliveryId: null, at: '2026-03-02T12:00:02.000Z' },
    });
    expect(detail?.fields).toEqual({
      start: { text: 'two', original: null, ...second },
      notes: { text: 'n', original: 'N', ...first },
    });
  });

  test('what an import wrote says so, in a contact that it made and in one that was there', async () => {
    const { store } = await temporaryStore();
    await store.fields.create({ name: 'Start', type: 'text', at: NOON });
    const start = { start: { text: 'one', original: null } };
    const { userNs } = await made(store, 'ann@example.com', { profile: { name: 'Ann' } });
    const update = {
      kind: 'update' as const,
      userNs,
      identifiers: {},
      profile: { lastName: 'Example' },
      fields: start,
    };
    const create = personWrite('bob@example.com', { fields: start });
    await store.contacts.writeEach([update, create], (write) => ({ write }), { importId: 'imp_1', at: NOON + 1 });

    expect(await store.contacts.get(userNs)).toMatchObject({
      addedBy: 'hand',
      provenance: { name: { by: 'hand' }, lastName: { by: 'import', deliveryId: null, importId: 'imp_1' } },
      fields: { start: { by: 'import', flowName: null, importId: 'imp_1' } },
    });
    const bob = store.contacts.find('email', 'bob@example.com')!;
    expect(await store.contacts.get(bob.userNs)).toMatchObject({
      addedBy: 'import',
      createdBy: null,
      provenance: { email: { by: 'import', importId: 'imp_1' } },
      fields: { start: { by: 'import' } },
    });
  });

  test('where a value came from survives a merge and its undoing', async () => {
    const { store } = await temporaryStore();
    const { userNs } = await made(store, 'ann@example.com', {});
    const write = personWrite('bob@example.com', {
      identifiers: { email: id('bob@example.com'), phone: id('+61491570156') },
    });
    await store.contacts.writeEach([write], (one) => ({ write: one }), { importId: 'imp_1', at: NOON + 1 });
    const bob = store.contacts.find('email', 'bob@example.com')!.userNs;
    const answer = await store.contacts.merge(userNs, bob, {
      take: { slots: [], fields: [] },
      at: NOON + 2,
      dryRun: false,
    });
    if (answer === 'not-found' || answer.merge === null) throw new Error('not merged');
    expect(answer.preview.values).toContainEqual(
      expect.objectContaining({ slot: 'phone', source: expect.objectContaining({ by: 'import' }) }),
    );
    expect((await store.contacts.get(userNs))?.provenance.phone).toMatchObject({ by: 'import' });
    await store.contacts.undoMerge(answer.merge.id, NOON + 3);
    expect(await store.contacts.get(bob)).toMatchObject({ addedBy: 'import', provenance: { phone: { by: 'import' } } });
  });

  test('a value that was cleared and set again names the later source', async () => {
    const { store } = await temporaryStore();
    const { userNs } = await made(store, 'ann@example.com', { profile: { name: 'Ann' } });
    const edit = (name: string | null) => ({ identifiers: {}, profile: { name }, fields: {} });
    await store.contacts.update(userNs, edit(null), NOON + 1);
    expect((await store.contacts.get(userNs))?.provenance).not.toHaveProperty('name');
    await store.contacts.update(userNs, edit('Ann'), NOON + 2);
    expect((await store.contacts.get(userNs))?.provenance.name?.at).toBe('2026-03-02T12:00:00.002Z');
  });

  test('who made the contact is still known when the webhook is gone', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
    await accept(store, newDelivery('dlv_1'));
    await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', {}))], NOON);
    const createdBy = async () => (await store.contacts.page({ limit: 1 })).items[0]?.createdBy;
    await store.webhooks.update('whk_a', { name: 'Renamed', at: NOON });
    expect(await createdBy()).toEqual({ deliveryId: 'dlv_1', webhookId: 'whk_a', webhookName: 'Renamed' });
    await store.webhooks.delete('whk_a', NOON);
    expect(await createdBy()).toEqual({ deliveryId: 'dlv_1', webhookId: 'whk_a', webhookName: 'Bookings' });
  });
});

describe('deleting a contact', () => {
  test('takes its values, terms and counts along; its log entries stay without it', async () => {
    const opened = await temporaryStore();
    const { store } = opened;
    await store.webhooks.create(webhookOf('whk_a'));
    await store.fields.create({ name: 'Start', type: 'text', at: NOON });
    await accept(store, newDelivery('dlv_1'));
    await store.deliveries.settle(
      [work(1, upsertByEmail('ann@example.com', { start: { text: 'x', original: null } }))],
      NOON,
    );
    const { userNs } = store.contacts.find('email', 'ann@example.com')!;
    expect(await store.contacts.delete(userNs, NOON)).toBe(true);
    expect(await store.contacts.delete(userNs, NOON)).toBe(false);
    expect(await store.contacts.get(userNs)).toBeNull();
    expect(await store.contacts.page({ limit: 10 })).toEqual({ items: [], nextCursor: null, total: 0 });
    expect(await store.contacts.page({ limit: 10, q: 'ann' })).toEqual({ items: [], nextCursor: null, total: 0 });
    expect(await store.fields.get('start')).toMatchObject({ contacts: 0 });
    expect(await store.deliveries.get('dlv_1')).toMatchObject({ outcome: 'processed', contact: null });
    await opened.reopen((database) => {
      for (const table of ['contact_field', 'contact_term', 'contact_provenance']) {
        expect([table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
      }
    });
  });

  test('its identifiers are free again', async () => {
    const { store } = await temporaryStore();
    const { userNs } = await made(store, 'ann@example.com');
    await store.contacts.delete(userNs, NOON);
    expect((await made(store, 'ann@example.com')).userNs).not.toBe(userNs);
  });
});

describe('the list of contacts', () => {
  test('newest first, in pages, with the number of all', async () => {
    const { store } = await temporaryStore();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await made(store, `${name}@example.com`);
    const seen: (string | null)[] = [];
    let before: string | undefined;
    do {
      const page = await store.contacts.page({ limit: 2, before });
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ email }) => email));
      before = page.nextCursor ?? undefined;
    } while (before !== undefined);
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'].map((name) => `${name}@example.com`));
    expect((await store.contacts.page({ limit: 5 })).nextCursor).toBeNull();
    await expect(store.contacts.page({ limit: 2, before: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('search pages through what it finds, each contact once, and follows every change', async () => {
    const { store } = await temporaryStore();
    for (const name of ['Ann Anders', 'Bob Anders', 'Cy Anderson', 'Di Else']) {
      await made(store, `${name.split(' ')[0]!.toLowerCase()}@example.com`, { profile: { name } });
    }
    const first = await store.contacts.page({ q: 'and', limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['Cy Anderson', 'Bob Anders']);
    expect(first.total).toBe(3);
    const second = await store.contacts.page({ q: 'and', limit: 2, before: first.nextCursor! });
    expect(second.items.map(({ name }) => name)).toEqual(['Ann Anders']);
    expect(second).toMatchObject({ total: 3, nextCursor: null });

    const { userNs } = store.contacts.find('email', 'cy@example.com')!;
    await store.contacts.update(userNs, { identifiers: {}, profile: { name: 'Cy Young' }, fields: {} }, NOON);
    expect((await store.contacts.page({ q: 'and', limit: 5 })).total).toBe(2);
    expect((await store.contacts.page({ q: 'young', limit: 5 })).total).toBe(1);
  });

  test('blanks search for everybody', async () => {
    const { store } = await temporaryStore();
    await made(store, 'ann@example.com');
    expect((await store.contacts.page({ q: '  ', limit: 5 })).total).toBe(1);
  });
});

test('a walk over those of a segment finds the same as its pages, however few they are among the others', async () => {
  const { store } = await temporaryStore();
  const people = Array.from({ length: 4500 }, (_, index) =>
    personWrite(`guest.${index}@mail.example`, { profile: { name: index % 900 === 5 ? 'Regular' : 'Guest' } }),
  );
  await store.contacts.writeEach(people, (write) => ({ write }), { importId: 'imp_1', at: NOON });
  await store.fields.create({ name: 'Kind', type: 'text', at: NOON });
  for (let index = 5; index < 4500; index += 900) {
    const { userNs } = store.contacts.find('email', `guest.${index}@mail.example`)!;
    const fields = { kind: { text: 'regular', original: null } };
    await store.contacts.update(userNs, { identifiers: {}, profile: {}, fields }, NOON);
  }
  const which = { conditions: [{ of: 'field', field: 'kind', is: 'filled' }] as const, now: NOON };
  const all = await store.contacts.page({ ...which, limit: 200 });
  expect(all.items).toHaveLength(5);
  for (const limit of [1, 2, 5, 200]) {
    const found: unknown[] = [];
    for (let before: string | null | undefined; before !== null; ) {
      const page = await store.contacts.walk({ ...which, before, limit });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...page.items);
      before = page.nextCursor;
    }
    expect(found).toEqual(all.items);
  }
});
