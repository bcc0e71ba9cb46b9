import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

/** How messages are sent is looked at in ../outbox; here the door to them. */
export function messagesCases(client: () => DoorClient): void {
  it('an empty Outbox', async () => {
    expect(await client().call('listMessages', { query: {} })).toEqual({ items: [], nextCursor: null, attention: 0 });
  });

  it('a day without messages', async () => {
    expect(await client().call('getMessagesToday', {})).toMatchObject({ channels: [] });
  });

  it('a message that is not there', async () => {
    const params = { id: 'msg_none' };
    for (const name of ['getMessage', 'retryMessage', 'releaseMessage', 'dropMessage', 'markMessageSent'] as const) {
      expect(await client().refused(name, { params })).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    }
    expect(await client().refused('editMessage', { params, body: { text: 'x' } })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('an unknown state or page is refused', async () => {
    expect(await client().refused('listMessages', { query: { state: 'lost' } })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await client().refused('listMessages', { query: { before: 'x' } })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('SN6 who wants no messages: added by hand as it is compared, found by contact, and taken off again', async () => {
    const list = (query: { contact?: string } = {}) => client().call('listOptOuts', { query });
    const add = (channel: 'sms' | 'email' | 'messenger', address: string) =>
      client().call('addOptOut', { body: { channel, address } });
    expect(await list()).toEqual({ items: [], nextCursor: null });
    const jane = await client().call('createContact', { body: { phone: '+441174960123', name: 'Jane Doe' } });
    const added = await add('sms', '0117 496 0123');
    expect(added).toMatchObject({
      ...{ channel: 'sms', address: '+441174960123', by: 'hand', word: null, deliveryId: null },
      contact: { userNs: jane.userNs, label: 'Jane Doe' },
    });
    expect(await add('sms', '+441174960123')).toMatchObject({ id: added.id });
    expect(await add('email', 'Ravi@Mail.example')).toMatchObject({ address: 'ravi@mail.example', contact: null });
    expect((await list()).items.map(({ address }) => address)).toEqual(['ravi@mail.example', '+441174960123']);
    expect((await list({ contact: jane.userNs })).items).toEqual([expect.objectContaining({ id: added.id })]);

    await client().call('deleteOptOut', { params: { id: added.id } });
    expect((await list({ contact: jane.userNs })).items).toEqual([]);
    expect(await client().refused('deleteOptOut', { params: { id: added.id } })).toMatchObject({ code: 'NOT_FOUND' });
    // Asked for once more, it stands again.
    await add('sms', '+441174960123');
    expect((await list({ contact: jane.userNs })).items).toHaveLength(1);
  });

  it('SN6 what is no number or address cannot be put on the list', async () => {
    for (const body of [
      { channel: 'sms', address: 'Jane' },
      { channel: 'email', address: 'jane at home' },
      { channel: 'sms', address: ' ' },
    ] as const) {
      const refused = await client().refused('addOptOut', { body });
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/address' }] });
    }
  });
}
