import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

/** How messages are sent is looked at in ../outbox; here the door to them. */
export function messagesCases(client: () => DoorClient): void {
  it('an empty Outbox', async () => {
    expect(await client().call('listMessages', { query: {} })).toEqual({
      ...{ items: [], nextCursor: null, attention: 0 },
      later: { count: 0, firstAt: null },
    });
  });

  it('a day without messages', async () => {
    expect(await client().call('getMessagesToday', {})).toMatchObject({ channels: [] });
  });

  it('a message that is not there', async () => {
    const params = { id: 'msg_none' };
    for (const name of [
      'getMessage',
      'previewMessage',
      'retryMessage',
      'releaseMessage',
      'dropMessage',
      'markMessageSent',
    ] as const) {
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
    const again = await add('sms', '+441174960123');
    expect(again).toMatchObject({ id: added.id, wasListed: true });
    expect(await add('email', 'Ravi@Mail.example')).toMatchObject({ address: 'ravi@mail.example', contact: null });
    expect((await list()).items.map(({ address }) => address)).toEqual(['ravi@mail.example', '+441174960123']);
    expect((await list({ contact: jane.userNs })).items).toEqual([expect.objectContaining({ id: added.id })]);

    await client().call('deleteOptOut', { params: { id: added.id } });
    expect((await list({ contact: jane.userNs })).items).toEqual([]);
    expect(await client().refused('deleteOptOut', { params: { id: added.id } })).toMatchObject({ code: 'NOT_FOUND' });
    await client().call('undoOptOut', { params: { id: added.id } });
    expect((await list({ contact: jane.userNs })).items).toMatchObject([{ id: added.id, at: again.at }]);
    expect(await client().refused('undoOptOut', { params: { id: added.id } })).toMatchObject({ code: 'NOT_FOUND' });
    await client().call('deleteOptOut', { params: { id: added.id } });
    // Asked for once more, it stands again.
    expect(await add('sms', '+441174960123')).toMatchObject({ wasListed: false });
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

  const CHANNEL = { mode: 'test', account: {}, quietHours: null, spike: null, perAddress: null } as const;
  const cap = (dailyCap: number | null) =>
    client().call('putChannel', {
      params: { channel: 'voice' },
      body: { ...CHANNEL, dailyCap, countries: [], price: null, dailyBudget: null },
    });
  /** Calls that the cap of the day holds: all but the first. Resolves to who gets them. */
  const callEach = async (...names: string[]) => {
    const { sentToday } = await cap(null);
    await cap(sentToday + 1);
    const step = { id: 'aaaa', kind: 'send', channel: 'voice', text: 'Hello {{ contact.first_name }}' } as const;
    const { key } = await client().call('createFlow', {
      body: { name: `Call ${names.join()}`, config: { steps: [step] } },
    });
    const people = [];
    for (const [index, firstName] of names.entries()) {
      const phone = `+4411749607${names.length}${index}`;
      const { userNs } = await client().call('createContact', { body: { firstName, phone } });
      const news = await client().events();
      await client().call('startFlow', { params: { key }, body: { contact: userNs } });
      await news.until((event) => event.type === 'message' && event.contact === userNs && event.state !== 'queued');
      await news.close();
      people.push(userNs);
    }
    return people;
  };
  const held = async (contact: string) => {
    const { items } = await client().call('listMessages', { query: { contact } });
    return items[0]!;
  };

  it('SN7 a held message goes out with what is known then, seen before, and is refused in words where something is missing', async () => {
    const [, jane] = await callEach('First', 'Jane');
    const message = await held(jane!);
    expect(message).toMatchObject({ state: 'held', reason: 'daily-cap', text: 'Hello Jane', isEdited: false });
    const params = { id: message.id };
    const preview = () => client().call('previewMessage', { params, query: {} });
    expect(await preview()).toMatchObject({ was: null, refusal: null, now: { text: 'Hello Jane' } });
    const { seen } = await preview();

    await client().call('updateContact', { params: { userNs: jane! }, body: { firstName: null } });
    expect(await preview()).toMatchObject({ refusal: { reason: 'missing-value' }, now: { text: 'Hello Jane' } });
    const refused = await client().refused('releaseMessage', { params });
    expect(refused).toMatchObject({ status: 409, code: 'MESSAGE_NOT_SENDABLE' });
    expect(refused.message).toContain('has no first name');
    expect(await held(jane!)).toMatchObject({ state: 'held', reason: 'daily-cap', text: 'Hello Jane' });

    await client().call('updateContact', { params: { userNs: jane! }, body: { firstName: 'Janet' } });
    expect(await client().refused('releaseMessage', { params, query: { seen } })).toMatchObject({
      code: 'MESSAGE_CHANGED',
      status: 409,
    });
    const now = await preview();
    expect(now).toMatchObject({ now: { text: 'Hello Janet' }, was: { text: 'Hello Jane' } });
    expect(await client().call('releaseMessage', { params, query: { seen: now.seen } })).toMatchObject({
      text: 'Hello Janet',
    });
    expect(await client().refused('releaseMessage', { params })).toMatchObject({ code: 'MESSAGE_NOT_OPEN' });
    await cap(null);
  });

  it('SN7 what the owner wrote goes out as it stands, and never with the mark of a missing value', async () => {
    const [, , ann] = await callEach('One', 'Two', 'Ann');
    const { id } = await held(ann!);
    const left = { text: 'Hello [first name is missing]' };
    expect(await client().refused('editMessage', { params: { id }, body: left })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ pointer: '/text', message: 'Write something in the place of [first name is missing].' }],
    });
    const edited = await client().call('editMessage', { params: { id }, body: { text: 'My own {{ words }}' } });
    expect(edited).toMatchObject({ isEdited: true, state: 'held' });
    await client().call('updateContact', { params: { userNs: ann! }, body: { firstName: 'Anna' } });
    expect(await client().call('previewMessage', { params: { id }, query: {} })).toMatchObject({ was: null });
    expect(await client().call('releaseMessage', { params: { id } })).toMatchObject({ text: 'My own {{ words }}' });
    await cap(null);
  });

  it('SN6 what a limit held is found by its reason, stays held when the limit is raised, and goes as far as it allows', async () => {
    const before = await client().call('listMessages', { query: { channel: 'voice', state: 'held' } });
    for (const { id } of before.items) await client().call('dropMessage', { params: { id } });
    const [, jo, kim, lee] = await callEach('First', 'Jo', 'Kim', 'Lee');
    const query = { channel: 'voice', state: 'held', reason: 'daily-cap' } as const;
    const list = async () =>
      (await client().call('listMessages', { query })).items.map(({ contact }) => contact?.userNs);
    expect(await list()).toEqual([lee, kim, jo]);
    const { sentToday } = await cap(null);
    await cap(sentToday + 2);
    expect(await list()).toEqual([lee, kim, jo]);

    await client().call('updateContact', { params: { userNs: jo! }, body: { firstName: null } });
    const news = await client().events();
    const tried = await client().call('tryMessageGroup', { body: { channel: 'voice', reason: 'daily-cap' } });
    expect(tried).toMatchObject({ queued: 2, refused: [{ sentence: expect.stringContaining('has no first name') }] });
    await news.until((event) => event.type === 'message' && event.contact === lee && event.state === 'sent');
    await news.close();
    expect(await list()).toEqual([jo]);
    expect(await client().call('tryMessageGroup', { body: { channel: 'voice', reason: 'budget' } })).toEqual({
      queued: 0,
      refused: [],
    });
    // What arrived nowhere, or may have, is decided one by one.
    for (const reason of ['undelivered', 'no-answer', 'interrupted', 'restored']) {
      const body = { channel: 'voice', reason };
      expect(await client().refused('tryMessageGroup', { body })).toMatchObject({ code: 'INVALID_INPUT' });
    }
    const last = await held(jo!);
    const drop = (until: string) =>
      client().call('dropMessageGroup', { body: { channel: 'voice', reason: 'daily-cap', until } });
    // Only what was there when the owner looked.
    expect(await drop(new Date(Date.parse(last.createdAt) - 1).toISOString())).toMatchObject({ dropped: 0 });
    const done = await drop(last.createdAt);
    expect(done).toMatchObject({ dropped: 1 });
    expect(await held(jo!)).toMatchObject({ id: last.id, state: 'dropped' });
    // It stands where it stood, and that is done once.
    const undo = { params: { id: done.id } };
    expect(await client().call('undoDrop', undo)).toEqual({ restored: 1 });
    expect(await held(jo!)).toMatchObject({ state: 'held', reason: last.reason, dueAt: last.dueAt });
    expect(await client().refused('undoDrop', undo)).toMatchObject({ code: 'NOT_FOUND' });
    await client().call('dropMessage', { params: { id: last.id } });
    expect(await client().call('undoDrop', { params: { id: last.id } })).toEqual({ restored: 1 });
    expect(await held(jo!)).toMatchObject({ state: 'held' });
    await client().call('dropMessage', { params: { id: last.id } });
    await cap(null);
  });
}
