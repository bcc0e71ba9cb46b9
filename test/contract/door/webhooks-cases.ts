import { describe, expect, it } from 'vitest';
import { NEWEST_PARSER } from '#shared/contract/webhook.ts';
import { configOf, type DoorClient } from './door-client.ts';

export function webhooksCases(client: () => DoorClient): void {
  const create = (name = 'Bookings') => client().call('createWebhook', { body: { name } });

  describe('making one', () => {
    it('starts switched off, at an address of its own, with nothing mapped', async () => {
      const webhook = await create('  Bookings ');
      expect(webhook).toMatchObject({
        name: 'Bookings',
        active: false,
        version: 1,
        identity: { userNs: null, crmContactId: null, phone: null, email: null },
        fields: [],
        parser: NEWEST_PARSER,
        limit: { requests: 500, hours: 24 },
        reach: 'this-computer',
        address: `${client().door.receiverUrl}/h/${webhook.token}`,
        formerAddresses: [],
        listeningUntil: null,
      });
      expect(webhook.token).toMatch(/^[\w-]{32}$/);
      expect(await client().call('getWebhook', { params: { id: webhook.id } })).toEqual(webhook);
      expect((await create()).token).not.toBe(webhook.token);
    });

    it('takes country and zone from the settings', async () => {
      const settings = await client().call('getSettings', {});
      await client().call('putSettings', { body: { ...settings, country: 'AU', timeZone: 'Australia/Sydney' } });
      expect(await create()).toMatchObject({ defaultCountry: 'AU', timeZone: 'Australia/Sydney' });
      await client().call('putSettings', { body: settings });
    });

    it('takes a configuration', async () => {
      const body = { name: 'Orders', config: { identity: { email: '$.email' }, channel: 'email' as const } };
      expect(await client().call('createWebhook', { body })).toMatchObject({
        identity: { email: '$.email', phone: null },
        channel: 'email',
        // It does not say with which parsing rules it was made: with the first.
        parser: 1,
      });
    });

    it.each([
      { title: 'no name', body: {}, pointer: '/name' },
      { title: 'a blank name', body: { name: '  ' }, pointer: '/name' },
      { title: 'a name that is too long', body: { name: 'x'.repeat(121) }, pointer: '/name' },
      { title: 'an unknown key', body: { name: 'A', token: 'mine' }, pointer: '/token' },
      {
        title: 'parsing rules of a newer Fieldhook',
        body: { name: 'A', config: { parser: NEWEST_PARSER + 1 } },
        pointer: '/config/parser',
      },
      { title: 'an unknown channel', body: { name: 'A', config: { channel: 'pigeon' } }, pointer: '/config/channel' },
      {
        title: 'an unknown zone',
        body: { name: 'A', config: { timeZone: 'Mars/Olympus' } },
        pointer: '/config/timeZone',
      },
      {
        title: 'a limit of nothing',
        body: { name: 'A', config: { limit: { requests: 0, hours: 24 } } },
        pointer: '/config/limit/requests',
      },
      {
        title: 'a field that does not exist',
        body: { name: 'A', config: { payloadField: 'nowhere' } },
        pointer: '/config/payloadField',
      },
    ])('refuses $title', async ({ body, pointer }) => {
      const error = await client().refused('createWebhook', { body });
      expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
    });
  });

  describe('changing one', () => {
    it('renames it without a new version', async () => {
      const { id } = await create();
      const webhook = await client().call('updateWebhook', { params: { id }, body: { name: 'Appointments' } });
      expect(webhook).toMatchObject({ name: 'Appointments', version: 1 });
    });

    it('RC5 is on, and off, as soon as the call returns', async () => {
      const webhook = await create();
      const params = { id: webhook.id };
      expect(await client().post(webhook, {})).toMatchObject({ status: 503 });
      await client().call('updateWebhook', { params, body: { active: true } });
      expect(await client().post(webhook, {})).toMatchObject({ status: 200 });
      await client().call('updateWebhook', { params, body: { active: false } });
      expect(await client().post(webhook, {})).toMatchObject({ status: 503 });
    });

    it('saves a configuration as a new version, which the next request meets', async () => {
      const webhook = await client().webhook();
      const config = { ...configOf(webhook), identity: { ...webhook.identity, email: '$.who' } };
      const saved = await client().call('updateWebhook', { params: { id: webhook.id }, body: { config, version: 1 } });
      expect(saved).toMatchObject({ version: 2, active: true, identity: { email: '$.who' } });
      const delivery = await client().deliver(webhook, { who: 'next.request@example.com' });
      expect(delivery).toMatchObject({ outcome: 'processed', configVersion: 2 });
    });

    it('STALE keeps a newer save from being overwritten', async () => {
      const webhook = await create();
      const params = { id: webhook.id };
      const config = { ...configOf(webhook), channel: 'email' as const };
      await client().call('updateWebhook', { params, body: { config, version: 1 } });
      const error = await client().refused('updateWebhook', {
        params,
        body: { config: configOf(webhook), version: 1 },
      });
      expect(error).toMatchObject({ status: 409, code: 'STALE' });
      expect(await client().call('getWebhook', { params })).toMatchObject({ channel: 'email', version: 2 });
    });

    it('PA3 refuses faulty paths with their column, unknown fields and fields filled twice, all at once', async () => {
      const webhook = await create();
      await client().call('createField', { body: { name: 'Checked once', type: 'text' } });
      const config = {
        ...configOf(webhook),
        identity: { ...webhook.identity, email: '$.a[' },
        profile: { ...webhook.profile, name: 'name' },
        fields: [
          { field: 'checked_once', path: '$.a' },
          { field: 'nowhere', path: '$.b' },
          { field: 'checked_once', path: '$.c[?' },
        ],
        payloadField: 'checked_once',
      };
      const error = await client().refused('updateWebhook', { params: { id: webhook.id }, body: { config } });
      expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
      expect(error.details?.map(({ pointer }) => pointer)).toEqual([
        '/config/identity/email',
        '/config/profile/name',
        '/config/fields/2/path',
        '/config/fields/1/field',
        '/config/fields/2/field',
        '/config/payloadField',
      ]);
      expect(error.details?.[0]?.column).toBeGreaterThan(1);
      expect(await client().call('getWebhook', { params: { id: webhook.id } })).toEqual(webhook);
    });

    it('CV8 only a JSON field that no row fills may hold the whole payload', async () => {
      const json = await client().call('createField', { body: { name: 'Everything', type: 'json' } });
      const { id } = await client().call('createWebhook', { body: { name: 'A', config: { payloadField: json.key } } });
      const config = { payloadField: json.key, fields: [{ field: json.key, path: '$.a' }] };
      const error = await client().refused('updateWebhook', { params: { id }, body: { config } });
      expect(error.details).toMatchObject([{ pointer: '/config/payloadField' }]);
    });
  });

  describe('rotating its address', () => {
    it('RC9 keeps the old address for the stated hours', async () => {
      const webhook = await client().webhook();
      const rotated = await client().call('rotateToken', { params: { id: webhook.id }, body: { overlapHours: 1 } });
      expect(rotated.token).not.toBe(webhook.token);
      expect(rotated.address).toContain(rotated.token);
      expect(await client().post(rotated, {})).toMatchObject({ status: 200 });
      expect(await client().post(webhook, {})).toMatchObject({ status: 200 });
      const [former] = (await client().call('getWebhook', { params: { id: webhook.id } })).formerAddresses;
      expect(former).toMatchObject({ address: webhook.address, lastUsedAt: expect.any(String) });
      const params = { id: webhook.id, hint: former!.hint };
      expect(await client().call('endFormerAddress', { params })).toMatchObject({ formerAddresses: [] });
      expect(await client().post(webhook, {})).toMatchObject({ status: 404 });
      expect(await client().refused('endFormerAddress', { params })).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('RC9 without an overlap the old address is gone at once', async () => {
      const webhook = await client().webhook();
      const rotated = await client().call('rotateToken', { params: { id: webhook.id }, body: { overlapHours: 0 } });
      expect(await client().post(webhook, {})).toMatchObject({ status: 404 });
      expect(await client().post(rotated, {})).toMatchObject({ status: 200 });
    });
  });

  it('deleting one takes its address and requests with it, and leaves the contacts', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    const delivery = await client().deliver(webhook, { email: 'stays@example.com' });
    await client().call('deleteWebhook', { params: { id: webhook.id } });
    expect(await client().post(webhook, {})).toMatchObject({ status: 404 });
    expect(await client().refused('getDelivery', { params: { id: delivery.id } })).toMatchObject({ status: 404 });
    expect((await client().call('listWebhooks', {})).map(({ id }) => id)).not.toContain(webhook.id);
    const found = await client().call('listContacts', { query: { q: 'stays@example.com' } });
    expect(found.items).toHaveLength(1);
  });

  it('LG3 a deletion can be undone: address, requests and all; not once somebody was erased', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    const delivery = await client().deliver(webhook, { email: 'undone@example.com' });
    const params = { id: webhook.id };
    const read = () => client().call('getDelivery', { params: { id: delivery.id } });
    const before = await read();
    await client().call('deleteWebhook', { params });
    expect(await client().call('restoreWebhook', { params })).toEqual(webhook);
    expect(await read()).toEqual(before);
    expect((await client().deliver(webhook, { email: 'undone@example.com' })).outcome).toBe('processed');

    await client().call('deleteWebhook', { params });
    const [person] = (await client().call('listContacts', { query: { q: 'undone@example.com' } })).items;
    await client().call('eraseContact', { params: { userNs: person!.userNs }, body: { dryRun: false } });
    expect(await client().refused('restoreWebhook', { params })).toMatchObject({ status: 404 });
  });

  it('the list says what happened to each lately', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } }, 'Watched');
    const { id: deliveryId, receivedAt } = await client().deliver(webhook, { email: 'a.reader@example.com' });
    const row = (await client().call('listWebhooks', {})).find(({ id }) => id === webhook.id);
    expect(row).toMatchObject({ ...webhook, used: 1, last: { deliveryId, receivedAt, outcome: 'processed' } });
    expect(row?.days.at(-1)).toMatchObject({ requests: 1, problems: 0 });
    const dates = row?.days.map(({ date }) => date) ?? [];
    expect(dates).toEqual(dates.toSorted());
  });

  describe('its sample', () => {
    it('is kept, also with every awkward character', async () => {
      const params = { id: (await create()).id };
      expect(await client().call('getSample', { params })).toBeNull();
      const sample = {
        text: '{"a":"\u0000 \u{1F600} \\ud800 1.50"}\n',
        contentType: 'application/json',
        deliveryId: null,
      };
      expect(await client().call('putSample', { params, body: sample })).toEqual(sample);
      expect(await client().call('getSample', { params })).toEqual(sample);
    });

    it.each([
      { title: 'an unknown key', body: { text: '', contentType: '', deliveryId: null, more: 1 }, pointer: '/more' },
      { title: 'no text', body: { contentType: '', deliveryId: null }, pointer: '/text' },
    ])('refuses $title', async ({ body, pointer }) => {
      const error = await client().refused('putSample', { params: { id: (await create()).id }, body });
      expect(error).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer }] });
    });
  });

  it('one that is not there is NOT_FOUND everywhere', async () => {
    const params = { id: 'whk_nobody' };
    const sample = { text: '{}', contentType: 'application/json', deliveryId: null };
    const answers = await Promise.all([
      client().refused('getWebhook', { params }),
      client().refused('updateWebhook', { params, body: { name: 'A' } }),
      client().refused('deleteWebhook', { params }),
      client().refused('restoreWebhook', { params }),
      client().refused('rotateToken', { params, body: {} }),
      client().refused('getSample', { params }),
      client().refused('putSample', { params, body: sample }),
      client().refused('startListening', { params }),
      client().refused('getListening', { params }),
      client().refused('stopListening', { params }),
      client().refused('sendSample', { params, body: {} }),
      client().refused('preview', { params, body: { config: {}, source: { text: '{}' } } }),
    ]);
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(answers.map(() => '404 NOT_FOUND'));
  });
}
