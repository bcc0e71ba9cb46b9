import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

export function settingsCases(client: () => DoorClient): void {
  it('begins with defaults', async () => {
    expect(await client().call('getSettings', {})).toEqual({
      businessName: '',
      country: 'GB',
      timeZone: 'Europe/London',
      currency: null,
      ownEmails: [],
      ownPhones: [],
      allowedHosts: [],
      contactColumns: ['email', 'phone', 'channel', 'requests', 'last-request'],
      tunnel: { provider: 'localtunnel', subdomain: null },
      retention: { bodyDays: 30, bodyMegabytes: 1024, requestDays: 365, messageDays: 365 },
    });
  });

  it('keeps what is put', async () => {
    const settings = {
      businessName: 'Studio Lind',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      currency: 'CHF',
      ownEmails: ['hello@studio.example'],
      ownPhones: ['+49 30 23125 000'],
      tunnel: { provider: 'own-address' as const, url: 'https://hooks.studio.example' },
      allowedHosts: ['printer.lan'],
      contactColumns: ['tags' as const, 'field:booking_start' as const],
      retention: { bodyDays: 7, bodyMegabytes: 100, requestDays: 90, messageDays: 180 },
    };
    expect(await client().call('putSettings', { body: settings })).toEqual(settings);
    expect(await client().call('getSettings', {})).toEqual(settings);
  });

  it('ID11 the owner’s own address identifies nobody from then on', async () => {
    const settings = await client().call('getSettings', {});
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    await client().call('putSettings', { body: { ...settings, ownEmails: ['me@studio.example'] } });
    expect(await client().deliver(webhook, { email: 'Me@studio.example' })).toMatchObject({ outcome: 'unidentified' });
  });

  it.each([
    { provider: 'cloudflared' as const, url: null },
    { provider: 'cloudflared' as const, url: 'https://hooks.studio.example' },
    { provider: 'ngrok' as const, domain: 'studio.ngrok.app' },
  ])('TN1 keeps a choice of a public address: %o', async (tunnel) => {
    const before = await client().call('getSettings', {});
    await client().call('putSettings', { body: { ...before, tunnel } });
    expect((await client().call('getSettings', {})).tunnel).toEqual(tunnel);
  });

  it('TN1 the token of a public address goes in, and only that it is there comes out', async () => {
    const params = { provider: 'ngrok' };
    await client().call('putTunnelToken', { params, body: { value: ' 2abcDEF_0123456789 ' } });
    expect(await client().call('getTunnelTokens', {})).toEqual({ cloudflared: false, ngrok: true });
    await client().call('deleteTunnelToken', { params });
    expect(await client().call('getTunnelTokens', {})).toEqual({ cloudflared: false, ngrok: false });
  });

  it('TN1 refuses a token for what needs none, and a pasted command line', async () => {
    const put = (provider: string, value: string) =>
      client().refused('putTunnelToken', { params: { provider }, body: { value } });
    expect(await put('localtunnel', '2abcDEF_0123456789')).toMatchObject({ status: 404 });
    expect(await put('cloudflared', 'cloudflared service install eyJhIjoi')).toMatchObject({
      status: 422,
      details: [{ pointer: '/value' }],
    });
    expect(await client().call('getTunnelTokens', {})).toEqual({ cloudflared: false, ngrok: false });
  });

  it('a form that was open while columns were chosen does not undo them, nor they what it saved', async () => {
    const { contactColumns: _, ...form } = await client().call('getSettings', {});
    const columns = ['tags' as const, 'created' as const];
    const chosen = await client().call('putContactColumns', { body: { columns } });
    expect(chosen).toEqual({ ...form, contactColumns: columns });
    const body = { ...form, businessName: 'Saved after the columns' };
    expect(await client().call('putSettings', { body })).toEqual({ ...body, contactColumns: columns });
    await client().call('putContactColumns', { body: { columns: ['email'] } });
    expect(await client().call('getSettings', {})).toEqual({ ...body, contactColumns: ['email'] });
  });

  it('refuses a column twice and keeps those that were chosen', async () => {
    const before = await client().call('getSettings', {});
    const error = await client().refused('putContactColumns', { body: { columns: ['email', 'email'] } });
    expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer: '/columns' }] });
    expect(await client().call('getSettings', {})).toEqual(before);
  });

  it('refuses to forget what is left out', async () => {
    const before = await client().call('getSettings', {});
    const error = await client().refused('putSettings', { body: {} });
    const pointers = Object.keys(before)
      .filter((key) => key !== 'contactColumns')
      .map((key) => ({ pointer: `/${key}` }));
    expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: pointers });
    expect(await client().call('getSettings', {})).toEqual(before);
  });

  it.each([
    { title: 'a country in words', body: { country: 'Germany' }, pointer: '/country' },
    { title: 'an unknown zone', body: { timeZone: 'Berlin' }, pointer: '/timeZone' },
    { title: 'an unknown key', body: { theme: 'dark' }, pointer: '/theme' },
    { title: 'an unknown provider', body: { tunnel: { provider: 'pigeon' } }, pointer: '/tunnel/provider' },
    {
      title: 'an address that is no web address',
      body: { tunnel: { provider: 'own-address', url: 'javascript:alert(1)' } },
      pointer: '/tunnel/url',
    },
    {
      title: 'a domain with more than its name',
      body: { tunnel: { provider: 'ngrok', domain: 'https://studio.ngrok.app' } },
      pointer: '/tunnel/domain',
    },
    {
      title: 'to keep nothing',
      body: { retention: { bodyDays: 0, bodyMegabytes: 1024, requestDays: 365, messageDays: 365 } },
      pointer: '/retention/bodyDays',
    },
    { title: 'a column twice', body: { contactColumns: ['email', 'email'] }, pointer: '/contactColumns' },
    { title: 'a list that is none', body: { ownEmails: 'me@example.com' }, pointer: '/ownEmails' },
  ])('refuses $title and changes nothing', async ({ body, pointer }) => {
    const before = await client().call('getSettings', {});
    const error = await client().refused('putSettings', { body: { ...before, ...body } });
    expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
    expect(await client().call('getSettings', {})).toEqual(before);
  });

  it('TN4 nobody must be told an address where none changed', async () => {
    expect(await client().call('listAddressChanges', {})).toEqual({ items: [] });
    const { id } = await client().webhook();
    const tick = await client().refused('tickAddressChange', { params: { id }, body: { isTold: true } });
    expect(tick).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('LG3 tells what other limits would delete, and deletes nothing', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    await client().deliver(webhook, { email: 'kept@example.com' });
    const log = await client().call('listDeliveries', { query: { limit: 200 } });
    const oldest = log.items.at(-1)?.receivedAt;
    const body = { bodyDays: 1, bodyMegabytes: 10, requestDays: 1, messageDays: 2 };
    const preview = await client().call('previewRetention', { body });
    expect(preview).toEqual({
      requests: 0,
      bodies: 0,
      messages: 0,
      runs: 0,
      oldestRequest: oldest,
      oldestBody: oldest,
      oldestMessage: expect.toSatisfy((at) => at === null || typeof at === 'string'),
    });
    const error = await client().refused('previewRetention', { body: { ...body, bodyDays: 0 } });
    expect(error).toMatchObject({ status: 422, details: [{ pointer: '/bodyDays' }] });
  });
}
