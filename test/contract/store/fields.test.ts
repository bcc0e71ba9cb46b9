import { describe, expect, test } from 'vitest';
import type { LocalStore } from '#engine/store/store.ts';
import { type Field, FieldKeySchema } from '#shared/contract/field.ts';
import type { FieldMapping } from '#shared/contract/webhook.ts';
import { configOf, NOON, personWrite, webhookOf } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

async function made(store: LocalStore, name: string): Promise<Field> {
  const field = await store.fields.create({ name, type: 'text', at: NOON });
  if (field === 'name-taken') throw new Error(`${name} is taken`);
  return field;
}

const row = (field: string): FieldMapping => ({ field, path: `$.${field}`, pattern: null });

/** CORPUS K12: names are data, keys are safe. */
const HOSTILE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'id',
  'a.b',
  "Robert'); DROP TABLE field;--",
  '🎉',
  '名前',
  'naïve Straße',
  '  ',
  'x'.repeat(1024),
  '1st visit',
  '\u0000nul',
  'line\nbreak',
];

describe('fields', () => {
  test('a field has a key made from its first name, which a new name does not change', async () => {
    const { store } = await temporaryStore();
    expect(await store.fields.create({ name: 'Booking start', type: 'datetime', at: NOON })).toEqual({
      key: 'booking_start',
      name: 'Booking start',
      type: 'datetime',
      isPrivate: false,
      createdAt: '2026-03-02T12:00:00.000Z',
      contacts: 0,
      usedBy: [],
      flows: [],
    });
    expect(await store.fields.update('booking_start', { name: 'Termin' })).toMatchObject({
      key: 'booking_start',
      name: 'Termin',
    });
    expect(await store.fields.get('booking_start')).toMatchObject({ name: 'Termin' });
    expect(await store.fields.get('termin')).toBeNull();
    expect(await store.fields.update('none', { name: 'x' })).toBe('not-found');
  });

  test('LG3 a field can be made private and open again, whatever else is changed', async () => {
    const { store } = await temporaryStore();
    await store.fields.create({ name: 'Diagnosis', type: 'text', isPrivate: true, at: NOON });
    await made(store, 'Colour');
    expect(await store.fields.privateKeys()).toEqual(['diagnosis']);
    expect(await store.fields.update('diagnosis', { name: 'Finding' })).toMatchObject({ isPrivate: true });
    expect(await store.fields.update('colour', { isPrivate: true })).toMatchObject({ name: 'Colour', isPrivate: true });
    expect(await store.fields.update('diagnosis', { isPrivate: false })).toMatchObject({
      name: 'Finding',
      isPrivate: false,
    });
    expect(await store.fields.privateKeys()).toEqual(['colour']);
  });

  test('names are unique whatever their case and their way of writing accents', async () => {
    const { store } = await temporaryStore();
    await made(store, 'Caf\u00e9');
    await made(store, 'Other');
    expect(await store.fields.create({ name: 'CAFE\u0301', type: 'text', at: NOON })).toBe('name-taken');
    expect(await store.fields.update('other', { name: 'café' })).toBe('name-taken');
    expect(await store.fields.update('cafe', { name: 'CAFÉ' })).toMatchObject({ key: 'cafe', name: 'CAFÉ' });
  });

  test('names that give the same key get numbers', async () => {
    const { store } = await temporaryStore();
    const keys = await Promise.all(
      ['A b', 'a-b', 'ä b', '😀', '😺'].map(async (name) => (await made(store, name)).key),
    );
    expect(keys).toEqual(['a_b', 'a_b_2', 'a_b_3', 'field', 'field_2']);
  });

  test('K12 hostile names are kept as they are, under safe keys that hold values', async () => {
    const opened = await temporaryStore();
    const before = Object.getOwnPropertyNames(Object.prototype);
    const keys: string[] = [];
    for (const name of HOSTILE_NAMES) keys.push((await made(opened.store, name)).key);
    for (const key of keys) expect(FieldKeySchema.safeParse(key).success).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain('constructor');
    const fields = Object.fromEntries(keys.map((key) => [key, { text: `value of ${key}`, original: null }]));
    await opened.store.contacts.create(personWrite('ann@example.com', { fields }), NOON);
    const store = await opened.reopen();
    expect((await store.fields.list()).map(({ name }) => name)).toEqual(HOSTILE_NAMES);
    expect({ ...store.contacts.find('email', 'ann@example.com')!.fields }).toEqual(fields);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  test('values of any text come back as they were', async () => {
    const { store } = await temporaryStore();
    const { key } = await made(store, 'Notes');
    const text = 'a\u0000b\n🎉 e\u0301 \u202e"\'; DROP TABLE contact;--';
    await store.contacts.create(personWrite('ann@example.com', { fields: { [key]: { text, original: text } } }), NOON);
    expect(store.contacts.find('email', 'ann@example.com')!.fields[key]).toEqual({ text, original: text });
  });

  test('the number of contacts that hold a value is kept', async () => {
    const { store } = await temporaryStore();
    const { key } = await made(store, 'Start');
    const fields = { [key]: { text: 'x', original: null } };
    const ann = await store.contacts.create(personWrite('ann@example.com', { fields }), NOON);
    const bob = await store.contacts.create(personWrite('bob@example.com', { fields }), NOON);
    if ('taken' in ann || 'taken' in bob) throw new Error('taken');
    const count = async () => (await store.fields.get(key))?.contacts;
    expect(await count()).toBe(2);
    const set = (text: string | null) => ({
      identifiers: {},
      profile: {},
      fields: { [key]: text === null ? null : { text, original: null } },
    });
    await store.contacts.update(ann.userNs, set('y'), NOON);
    expect(await count()).toBe(2);
    await store.contacts.update(ann.userNs, set(null), NOON);
    expect(await count()).toBe(1);
    await store.contacts.update(ann.userNs, set('z'), NOON);
    expect(await count()).toBe(2);
    await store.contacts.delete(bob.userNs, NOON);
    expect(await count()).toBe(1);
  });

  test('a field tells which webhooks fill it', async () => {
    const { store } = await temporaryStore();
    await made(store, 'Start');
    await made(store, 'Raw');
    await store.webhooks.create(webhookOf('whk_a', { config: configOf({ fields: [row('start')] }) }));
    await store.webhooks.create(
      webhookOf('whk_b', { config: configOf({ payloadField: 'raw', fields: [row('start')] }) }),
    );
    const [a, b] = [
      { id: 'whk_a', name: 'Webhook whk_a' },
      { id: 'whk_b', name: 'Webhook whk_b' },
    ];
    expect((await store.fields.list()).map(({ key, usedBy }) => [key, usedBy])).toEqual([
      ['start', [a, b]],
      ['raw', [b]],
    ]);
    expect((await store.fields.get('raw'))?.usedBy).toEqual([b]);
  });
});

describe('deleting a field', () => {
  test('a field in use is not deleted', async () => {
    const { store } = await temporaryStore();
    await made(store, 'Start');
    await store.webhooks.create(webhookOf('whk_a', { config: configOf({ payloadField: 'start' }) }));
    expect(await store.fields.delete('start', false, NOON)).toBe('in-use');
    expect(await store.fields.get('start')).not.toBeNull();
    expect(await store.fields.delete('none', true, NOON)).toBe('not-found');
  });

  test('with force it leaves the webhooks that use it too, each with a new version', async () => {
    const { store } = await temporaryStore();
    await made(store, 'Start');
    await made(store, 'Keep');
    await store.webhooks.create(webhookOf('whk_a', { config: configOf({ fields: [row('start'), row('keep')] }) }));
    await store.webhooks.create(webhookOf('whk_b', { config: configOf({ payloadField: 'start' }) }));
    await store.webhooks.create(webhookOf('whk_c', { config: configOf({ fields: [row('keep')] }) }));
    expect(await store.fields.delete('start', true, NOON + 1)).toEqual({ webhooks: ['whk_a', 'whk_b'] });
    expect(await store.webhooks.list()).toEqual([
      webhookOf('whk_a', { version: 2, updatedAt: NOON + 1, config: configOf({ fields: [row('keep')] }) }),
      webhookOf('whk_b', { version: 2, updatedAt: NOON + 1 }),
      webhookOf('whk_c', { config: configOf({ fields: [row('keep')] }) }),
    ]);
    expect((await store.fields.list()).map(({ key }) => key)).toEqual(['keep']);
  });

  test('a webhook whose configuration cannot be read is left as it is', async () => {
    const opened = await temporaryStore();
    await made(opened.store, 'Start');
    await opened.store.webhooks.create(webhookOf('whk_a', { config: configOf({ payloadField: 'start' }) }));
    const store = await opened.reopen((database) =>
      database.exec(`UPDATE webhook_version SET config = '{"payloadField":"start","channel":"pigeon"}'`),
    );
    expect(await store.fields.delete('start', true, NOON)).toEqual({ webhooks: [] });
    expect(await store.webhooks.get('whk_a')).toMatchObject({ version: 1, active: false });
  });

  test('takes every value along, off the disk, and none comes back under the same key', async () => {
    const opened = await temporaryStore();
    const { store } = opened;
    await made(store, 'Start');
    const fields = { start: { text: 'old', original: null } };
    for (let index = 0; index < 510; index += 1) {
      await store.contacts.create(personWrite(`p${index}@example.com`, { fields }), NOON);
    }
    const deletion = store.fields.delete('start', false, NOON);
    await made(store, 'Start');
    expect(store.contacts.find('email', 'p509@example.com')!.fields).toEqual({});
    expect(await deletion).toEqual({ webhooks: [] });
    expect(await store.fields.get('start')).toMatchObject({ contacts: 0 });
    // Until then it could have been put back.
    await opened.reopen();
    await opened.reopen((database) => {
      expect(database.prepare('SELECT count(*) FROM contact_field').pluck().get()).toBe(0);
    });
  });
});
