import { describe, expect, it } from 'vitest';
import type { UpdateContact } from '#shared/contract/contact.ts';
import type { DoorClient } from './door-client.ts';

export function contactsCases(client: () => DoorClient): void {
  let count = 0;
  /** An address that no other test has. */
  const freshEmail = () => {
    count += 1;
    return `person.${count}@example.com`;
  };
  const create = (body: UpdateContact) => client().call('createContact', { body });
  const load = (userNs: string) => client().call('getContact', { params: { userNs } });

  describe('adding one by hand', () => {
    it('ID12 ID13 ID14 reads identifiers as requests are read, and keeps what was written', async () => {
      const contact = await create({
        phone: ' 020 7946 0018 ',
        email: 'Jane.Doe@Example.com',
        firstName: 'Jane',
        crmContactId: 'C-1',
      });
      expect(contact).toMatchObject({
        userNs: expect.stringMatching(/^f1u[0-9a-z]+$/),
        phone: '+442079460018',
        phoneRaw: '020 7946 0018',
        email: 'Jane.Doe@Example.com',
        firstName: 'Jane',
        crmContactId: 'C-1',
        channel: 'sms',
        createdBy: null,
        requests: 0,
        lastRequestAt: null,
        fields: {},
      });
      expect(await load(contact.userNs)).toEqual(contact);
      expect(contact.provenance.phone).toMatchObject({ deliveryId: null });
    });

    it('SN1 gives tags, takes them away, and offers those that there are; all of it stands in the timeline', async () => {
      const { userNs } = await create({ email: freshEmail(), tags: { add: ['regular', ' vip '] } });
      const params = { userNs };
      expect(await load(userNs)).toMatchObject({ tags: ['regular', 'vip'] });
      const edit = (tags: UpdateContact['tags']) => client().call('updateContact', { params, body: { tags } });
      expect(await edit({ remove: ['regular', 'unknown'], add: ['vip', 'new'] })).toMatchObject({
        tags: ['new', 'vip'],
      });
      expect((await client().call('listTags', {})).tags).toEqual(expect.arrayContaining(['new', 'vip']));
      const refused = await client().refused('updateContact', { params, body: { tags: { add: ['x'.repeat(61)] } } });
      expect(refused).toMatchObject({ status: 422, details: [{ pointer: '/tags/add/0' }] });
      const { changes } = await client().call('getContactHistory', { params });
      expect(changes.slice(0, 2)).toMatchObject([
        { what: 'tag', before: null, after: 'new', by: 'hand' },
        { what: 'tag', before: 'regular', after: null, by: 'hand' },
      ]);
      const { items } = await client().call('getContactTimeline', { params, query: { only: 'changes' } });
      expect(items.at(-1)).toMatchObject({ kind: 'added', addedBy: 'hand' });
      const strange = { params, query: { before: 'x' } };
      expect(await client().refused('getContactTimeline', strange)).toMatchObject({ status: 422 });
    });

    it('takes the channel that its identifiers allow, unless one is chosen', async () => {
      expect(await create({ email: freshEmail() })).toMatchObject({ channel: 'email' });
      expect(await create({ firstName: 'No', lastName: 'Body' })).toMatchObject({ channel: 'sms' });
      expect(await create({ email: freshEmail(), channel: 'whatsapp' })).toMatchObject({ channel: 'whatsapp' });
    });

    it('ID13 reads a number in the country of the business', async () => {
      const settings = await client().call('getSettings', {});
      await client().call('putSettings', { body: { ...settings, country: 'AU' } });
      expect(await create({ phone: '0491 570 156' })).toMatchObject({ phone: '+61491570156' });
      await client().call('putSettings', { body: settings });
    });

    it('CV converts what was typed into fields', async () => {
      for (const [name, type] of [
        ['Visits', 'number'],
        ['Member', 'boolean'],
        ['Next visit', 'datetime'],
        ['Extra', 'json'],
      ] as const) {
        await client().call('createField', { body: { name, type } });
      }
      const fields = { visits: '12', member: 'Yes', next_visit: '2026-07-01 10:00', extra: '{"a": [1.50]}' };
      const contact = await create({ email: freshEmail(), fields });
      expect(contact.fields).toMatchObject({
        visits: { text: '12', deliveryId: null },
        member: { text: 'true', original: 'Yes' },
        next_visit: { text: '2026-07-01T09:00:00.000Z' },
        extra: { text: '{"a":[1.50]}' },
      });
    });

    it.each([
      { title: 'a phone number that is none', body: { phone: '12' }, pointers: ['/phone'] },
      { title: 'an address that is none', body: { email: 'a@b@c' }, pointers: ['/email'] },
      {
        title: 'several faults at once',
        body: { phone: 'x', email: 'y', fields: { nowhere: '1' } },
        pointers: ['/phone', '/email', '/fields/nowhere'],
      },
      { title: 'nobody at all', body: {}, pointers: [''] },
      { title: 'blanks only', body: { firstName: ' ', phone: '' }, pointers: [''] },
      { title: 'a User Ns of one’s own', body: { userNs: 'f1u1' }, pointers: ['/userNs'] },
      { title: 'a number where text belongs', body: { phone: 442079460018 }, pointers: ['/phone'] },
    ])('refuses $title', async ({ body, pointers }) => {
      const error = await client().refused('createContact', { body });
      expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
      expect(error.details?.map(({ pointer }) => pointer)).toEqual(pointers);
    });

    it('CV1 refuses what a field cannot hold, and saves nothing of it', async () => {
      await client().call('createField', { body: { name: 'Birthday', type: 'date' } });
      await client().call('createField', { body: { name: 'Notes as data', type: 'json' } });
      const address = freshEmail();
      const body = { email: address, fields: { birthday: '2026-02-30', notes_as_data: '{' } };
      const error = await client().refused('createContact', { body });
      expect(error.details?.map(({ pointer }) => pointer)).toEqual(['/fields/birthday', '/fields/notes_as_data']);
      expect(await client().call('listContacts', { query: { q: address } })).toMatchObject({ items: [] });
    });

    it('IDENTIFIER_TAKEN says whose it is', async () => {
      await create({ email: 'taken@example.com', firstName: 'Tara', lastName: 'Keen', name: 'Tara Keen' });
      const error = await client().refused('createContact', { body: { email: 'TAKEN@example.com' } });
      expect(error).toMatchObject({ status: 409, code: 'IDENTIFIER_TAKEN', details: [{ pointer: '/email' }] });
      expect(error.message).toContain('Tara Keen');
    });
  });

  describe('changing one by hand', () => {
    it('changes what is given, clears what is null or blank, and leaves the rest', async () => {
      const address = freshEmail();
      const { userNs } = await create({ email: address, phone: '+44 20 7946 0777', firstName: 'Ann', lastName: 'Lee' });
      await client().call('updateContact', {
        params: { userNs },
        body: { firstName: 'Anna', lastName: null, phone: '' },
      });
      expect(await load(userNs)).toMatchObject({
        email: address,
        firstName: 'Anna',
        lastName: null,
        phone: null,
        phoneRaw: null,
      });
    });

    it('CV2 clears a field', async () => {
      await client().call('createField', { body: { name: 'Colour', type: 'text' } });
      const { userNs } = await create({ email: freshEmail(), fields: { colour: 'green' } });
      const contact = await client().call('updateContact', { params: { userNs }, body: { fields: { colour: null } } });
      expect(contact.fields).toEqual({});
    });

    it('keeps its own identifiers without quarrelling with itself', async () => {
      const address = freshEmail();
      const { userNs } = await create({ email: address });
      const body = { email: address.toUpperCase() };
      expect(await client().call('updateContact', { params: { userNs }, body })).toMatchObject({ email: body.email });
    });

    it.each([
      ['phone', '+442079460555'],
      ['crmContactId', 'C-555'],
    ] as const)('IDENTIFIER_TAKEN guards the %s', async (slot, value) => {
      await create({ [slot]: value, name: 'First come' });
      const { userNs } = await create({ email: freshEmail() });
      const error = await client().refused('updateContact', {
        params: { userNs },
        body: { [slot]: value, firstName: 'Not saved' },
      });
      expect(error).toMatchObject({ status: 409, code: 'IDENTIFIER_TAKEN', details: [{ pointer: `/${slot}` }] });
      expect(await load(userNs)).toMatchObject({ [slot]: null, firstName: null });
    });

    it('a key called __proto__ changes nothing', async () => {
      const { userNs } = await create({ email: freshEmail() });
      const body: unknown = JSON.parse('{"__proto__":{"firstName":"Eve"}}');
      expect(await client().refused('updateContact', { params: { userNs }, body })).toMatchObject({
        code: 'INVALID_INPUT',
        details: [{ pointer: '/__proto__' }],
      });
      expect(await load(userNs)).toMatchObject({ firstName: null });
    });
  });

  it('the list is searched by words, pages through and counts', async () => {
    for (const lastName of ['Quillon', 'Quillfeather', 'Quillworth'])
      await create({ firstName: 'Pat', lastName, email: freshEmail() });
    const first = await client().call('listContacts', { query: { q: 'quill', limit: 2 } });
    expect(first.items.map(({ lastName }) => lastName)).toEqual(['Quillworth', 'Quillfeather']);
    const second = await client().call('listContacts', {
      query: { q: 'quill', limit: 2, before: first.nextCursor ?? '' },
    });
    expect(second).toMatchObject({ items: [{ lastName: 'Quillon' }], nextCursor: null });
    const all = await client().call('listContacts', { query: {} });
    expect(all.total).toBeGreaterThanOrEqual(3);
  });

  it('one made by a request says by which', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    const { id, contact } = await client().deliver(webhook, { email: freshEmail() });
    expect(await load(contact?.userNs ?? '')).toMatchObject({
      createdBy: { deliveryId: id, webhookId: webhook.id, webhookName: webhook.name },
      requests: 1,
      provenance: { email: { deliveryId: id } },
      webhookNames: { [id]: webhook.name },
    });
    // With its webhook the request goes; that it was one stays known.
    await client().call('deleteWebhook', { params: { id: webhook.id } });
    expect(await load(contact?.userNs ?? '')).toMatchObject({
      provenance: { email: { by: 'request', deliveryId: id } },
      webhookNames: {},
    });
  });

  it('deleting one frees its identifiers and leaves its requests in the log', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    const address = freshEmail();
    const { id, contact } = await client().deliver(webhook, { email: address });
    await client().call('deleteContact', { params: { userNs: contact?.userNs ?? '' } });
    expect(await client().call('getDelivery', { params: { id } })).toMatchObject({ contact: null });
    expect((await create({ email: address })).userNs).not.toBe(contact?.userNs);
  });

  it('a deletion can be undone; not while another has its e-mail; not once somebody was erased', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    const address = freshEmail();
    const { id, contact } = await client().deliver(webhook, { email: address });
    const params = { userNs: contact?.userNs ?? '' };
    const before = await load(params.userNs);
    await client().call('deleteContact', { params });
    const other = await create({ email: address, name: 'Another' });
    expect(await client().refused('restoreContact', { params })).toMatchObject({
      status: 409,
      code: 'NOT_PUT_BACK',
      message: 'The contact “Another” has its e-mail by now.',
    });
    await client().call('updateContact', { params: { userNs: other.userNs }, body: { email: null } });
    expect(await client().call('restoreContact', { params })).toEqual(before);
    expect(await client().call('getDelivery', { params: { id } })).toMatchObject({ contact });

    await client().call('deleteContact', { params });
    await client().call('eraseContact', { params: { userNs: other.userNs }, body: { dryRun: false } });
    expect(await client().refused('restoreContact', { params })).toMatchObject({ status: 404 });
  });

  it('one that is not there is NOT_FOUND everywhere', async () => {
    const params = { userNs: 'f1unobody' };
    const answers = [
      await client().refused('getContact', { params }),
      await client().refused('updateContact', { params, body: { firstName: 'A' } }),
      await client().refused('deleteContact', { params }),
      await client().refused('restoreContact', { params }),
    ];
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(answers.map(() => '404 NOT_FOUND'));
  });
}
