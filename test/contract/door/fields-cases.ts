import { describe, expect, it } from 'vitest';
import { FIELD_TYPES } from '#shared/contract/field.ts';
import type { DoorClient } from './door-client.ts';

export function fieldsCases(client: () => DoorClient): void {
  let count = 0;
  /** A field of its own for a test. */
  const create = (name?: string) => {
    count += 1;
    return client().call('createField', { body: { name: name ?? `Field ${count}`, type: 'text' } });
  };

  describe('making one', () => {
    it.each(FIELD_TYPES)('CV makes a %s field', async (type) => {
      const field = await client().call('createField', { body: { name: `A ${type}`, type } });
      expect(field).toMatchObject({ key: `a_${type}`, name: `A ${type}`, type, contacts: 0, usedBy: [] });
      expect(await client().call('listFields', {})).toContainEqual(field);
    });

    it('CV takes “array” as another name of JSON', async () => {
      const field = await client().call('createField', { body: { name: 'As an array', type: 'array' } });
      expect(field.type).toBe('json');
    });

    it.each(['Ünïcode 名前', '__proto__', '1 2 3', '✨', 'a.b', "'; DROP TABLE field; --"])(
      'K12 makes a usable key of the name %j',
      async (name) => {
        const field = await create(name);
        expect(field.name).toBe(name);
        expect(field.key).toMatch(/^[a-z][a-z0-9_]{0,63}$/);
      },
    );

    it('NAME_TAKEN compares without case', async () => {
      await create('Favourite');
      expect(await client().refused('createField', { body: { name: 'FAVOURITE', type: 'text' } })).toMatchObject({
        status: 409,
        code: 'NAME_TAKEN',
      });
    });

    it.each([
      { title: 'no name', body: { type: 'text' }, pointer: '/name' },
      { title: 'a blank name', body: { name: ' ', type: 'text' }, pointer: '/name' },
      { title: 'an unknown type', body: { name: 'A', type: 'colour' }, pointer: '/type' },
      { title: 'a key of one’s own', body: { name: 'A', type: 'text', key: 'mine' }, pointer: '/key' },
    ])('refuses $title', async ({ body, pointer }) => {
      const error = await client().refused('createField', { body });
      expect(error).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer }] });
    });
  });

  describe('renaming one', () => {
    it('keeps its key', async () => {
      const { key } = await create();
      const field = await client().call('updateField', { params: { key }, body: { name: 'Renamed' } });
      expect(field).toMatchObject({ key, name: 'Renamed' });
    });

    it('may change the case of its own name, but not take another’s', async () => {
      const { key } = await create('lower case');
      await create('Occupied');
      const field = await client().call('updateField', { params: { key }, body: { name: 'Lower Case' } });
      expect(field.name).toBe('Lower Case');
      const error = await client().refused('updateField', { params: { key }, body: { name: 'occupied' } });
      expect(error).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
    });
  });

  describe('deleting one', () => {
    it('takes its values with it', async () => {
      const { key } = await create();
      const { userNs } = await client().call('createContact', { body: { firstName: 'A', fields: { [key]: 'x' } } });
      expect((await client().call('listFields', {})).find((field) => field.key === key)).toMatchObject({ contacts: 1 });
      await client().call('deleteField', { params: { key }, query: {} });
      expect((await client().call('getContact', { params: { userNs } })).fields).toEqual({});
      expect((await client().call('listFields', {})).map((field) => field.key)).not.toContain(key);
    });

    it('FIELD_IN_USE says where it is used, and force takes it out there', async () => {
      const { key } = await create();
      const config = { identity: { email: '$.email' }, fields: [{ field: key, path: '$.a' }] };
      const webhook = await client().webhook(config, 'Orders');
      expect((await client().call('listFields', {})).find((field) => field.key === key)).toMatchObject({
        usedBy: [{ id: webhook.id, name: 'Orders' }],
      });
      const error = await client().refused('deleteField', { params: { key } });
      expect(error).toMatchObject({ status: 409, code: 'FIELD_IN_USE' });
      expect(error.message).toContain('“Orders”');
      await client().call('deleteField', { params: { key }, query: { force: 'true' } });
      expect(await client().call('getWebhook', { params: { id: webhook.id } })).toMatchObject({
        fields: [],
        version: 2,
      });
      expect(await client().deliver(webhook, { email: 'after@example.com', a: 1 })).toMatchObject({
        outcome: 'processed',
        receipt: { fields: [] },
      });
    });

    it('can be undone: it has its values, and its webhooks fill it again', async () => {
      const { key } = await create();
      const params = { key };
      const config = { identity: { email: '$.email' }, fields: [{ field: key, path: '$.a' }] };
      const webhook = await client().webhook(config);
      const { contact } = await client().deliver(webhook, { email: 'blue@example.com', a: 'blue' });
      const before = (await client().call('listFields', {})).find((field) => field.key === key);
      expect(before).toMatchObject({ contacts: 1 });
      await client().call('deleteField', { params, query: { force: 'true' } });
      expect(await client().call('restoreField', { params })).toEqual(before);
      const { fields } = await client().call('getContact', { params: { userNs: contact!.userNs } });
      expect(fields).toMatchObject({ [key]: { text: 'blue' } });
      expect((await client().deliver(webhook, { email: 'blue@example.com', a: 'red' })).receipt).toMatchObject({
        fields: [{ field: key, after: { text: 'red' } }],
      });
    });

    it('NOT_PUT_BACK says which other field has its name or its key by now', async () => {
      const params = { key: (await create('Colour')).key };
      await client().call('deleteField', { params, query: {} });
      await create('COLOUR');
      const refusal = { status: 409, code: 'NOT_PUT_BACK' };
      expect(await client().refused('restoreField', { params })).toMatchObject({
        ...refusal,
        message: 'Another field has its name by now.',
      });
      await client().call('updateField', { params, body: { name: 'Shade' } });
      expect(await client().refused('restoreField', { params })).toMatchObject({
        ...refusal,
        message: 'The field “Shade” has its key by now.',
      });
    });

    it('of two of one key, deleted one after the other, each comes back with its values while the key is free', async () => {
      const params = { key: (await create('Twice')).key };
      const holds = async (userNs: string) =>
        (await client().call('getContact', { params: { userNs } })).fields[params.key]?.text;
      const filled = async (text: string) => {
        const { userNs } = await client().call('createContact', {
          body: { firstName: text, fields: { [params.key]: text } },
        });
        const field = (await client().call('listFields', {})).find(({ key }) => key === params.key)!;
        await client().call('deleteField', { params, query: {} });
        return { userNs, query: { createdAt: field.createdAt } };
      };
      const earlier = await filled('first');
      await create('Twice');
      const later = await filled('second');
      expect(await client().call('restoreField', { params, query: earlier.query })).toMatchObject({ contacts: 1 });
      expect([await holds(earlier.userNs), await holds(later.userNs)]).toEqual(['first', undefined]);
      expect(await client().refused('restoreField', { params, query: later.query })).toMatchObject({
        ...{ status: 409, code: 'NOT_PUT_BACK' },
        message: 'Another field has its name by now.',
      });
      await client().call('deleteField', { params, query: {} });
      await client().call('restoreField', { params, query: later.query });
      expect([await holds(earlier.userNs), await holds(later.userNs)]).toEqual([undefined, 'second']);
    });

    it('LG3 cannot be undone once somebody was erased', async () => {
      const { key } = await create();
      const { userNs } = await client().call('createContact', { body: { firstName: 'A', fields: { [key]: 'x' } } });
      await client().call('deleteField', { params: { key }, query: {} });
      await client().call('eraseContact', { params: { userNs }, body: { dryRun: false } });
      expect(await client().refused('restoreField', { params: { key } })).toMatchObject({ status: 404 });
    });

    it('refuses half a wish', async () => {
      const { key } = await create();
      const error = await client().refused('deleteField', { params: { key }, query: { force: 'perhaps' } });
      expect(error).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/force' }] });
    });
  });

  it('one that is not there is NOT_FOUND', async () => {
    for (const key of ['nobody', '__proto__', 'constructor']) {
      const renamed = await client().refused('updateField', { params: { key }, body: { name: 'New name' } });
      expect(renamed).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      expect(await client().refused('deleteField', { params: { key } })).toMatchObject({ status: 404 });
      expect(await client().refused('restoreField', { params: { key } })).toMatchObject({ status: 404 });
    }
  });
}
