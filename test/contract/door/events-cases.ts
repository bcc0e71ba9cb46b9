import { expect, it } from 'vitest';
import { configOf, type DoorClient } from './door-client.ts';

export function eventsCases(client: () => DoorClient): void {
  it('tells of every change that a screen shows', async () => {
    const news = await client().events();
    const webhook = await client().call('createWebhook', { body: { name: 'Bookings' } });
    expect(await news.next()).toEqual({ type: 'webhook', id: webhook.id });
    await client().call('updateWebhook', { params: { id: webhook.id }, body: { config: configOf(webhook) } });
    expect(await news.next()).toEqual({ type: 'webhook', id: webhook.id });
    await client().call('rotateToken', { params: { id: webhook.id }, body: {} });
    expect(await news.next()).toEqual({ type: 'webhook', id: webhook.id });
    await client().call('startListening', { params: { id: webhook.id } });
    expect(await news.next()).toEqual({ type: 'webhook', id: webhook.id });
    const { key } = await client().call('createField', { body: { name: 'Told of', type: 'text' } });
    expect(await news.next()).toEqual({ type: 'field', key });
    await client().call('updateField', { params: { key }, body: { name: 'Told again' } });
    expect(await news.next()).toEqual({ type: 'field', key });
    await client().call('deleteField', { params: { key }, query: {} });
    expect(await news.next()).toEqual({ type: 'field', key });
    const { userNs } = await client().call('createContact', { body: { firstName: 'Told' } });
    expect(await news.next()).toEqual({ type: 'contact', userNs });
    await client().call('updateContact', { params: { userNs }, body: { firstName: 'Tell' } });
    expect(await news.next()).toEqual({ type: 'contact', userNs });
    await client().call('deleteContact', { params: { userNs } });
    expect(await news.next()).toEqual({ type: 'contact', userNs });
    await client().call('putSettings', { body: await client().call('getSettings', {}) });
    expect(await news.next()).toEqual({ type: 'settings' });
    await client().call('deleteWebhook', { params: { id: webhook.id } });
    expect(await news.next()).toEqual({ type: 'webhook', id: webhook.id });
    await news.close();
  });

  it('tells of a webhook that lost a field', async () => {
    const { key } = await client().call('createField', { body: { name: 'Lost', type: 'text' } });
    const config = { fields: [{ field: key, path: '$.a' }] };
    const { id } = await client().call('createWebhook', { body: { name: 'Loser', config } });
    const news = await client().events();
    await client().call('deleteField', { params: { key }, query: { force: 'true' } });
    expect([await news.next(), await news.next()]).toEqual([
      { type: 'field', key },
      { type: 'webhook', id },
    ]);
    await news.close();
  });

  it('tells when a request arrives, when it has been worked on, and of the contact', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    const news = await client().events();
    const { id } = await client().post(webhook, { email: 'live@example.com' });
    expect(await news.next()).toMatchObject({ type: 'delivery', isNew: true, delivery: { id, webhookId: webhook.id } });
    const worked = await news.until((event) => event.type === 'delivery' && !event.isNew);
    expect(worked).toMatchObject({ delivery: { id, outcome: 'processed', contact: { label: 'live@example.com' } } });
    expect(await news.until((event) => event.type === 'contact')).toMatchObject({ type: 'contact' });
    await news.close();
  });

  it('goes on where a reader left off, from the very first bookmark', async () => {
    const first = await client().events();
    const bookmark = await first.bookmark();
    await first.close();
    const a = await client().call('createContact', { body: { firstName: 'While away' } });
    const b = await client().call('createContact', { body: { firstName: 'Also' } });
    const second = await client().events(bookmark);
    expect(await second.next()).toEqual({ type: 'contact', userNs: a.userNs });
    const between = second.lastId;
    await second.close();
    const third = await client().events(between);
    expect(await third.next()).toEqual({ type: 'contact', userNs: b.userNs });
    await third.close();
  });

  it('says reset to a reader from another run', async () => {
    const news = await client().events('another-run-17');
    expect(await news.next()).toEqual({ type: 'reset' });
    await news.close();
  });

  it('serves several readers at once', async () => {
    const readers = await Promise.all([client().events(), client().events(), client().events()]);
    const { userNs } = await client().call('createContact', { body: { firstName: 'Seen by all' } });
    for (const reader of readers) expect(await reader.next()).toEqual({ type: 'contact', userNs });
    await Promise.all(readers.map((reader) => reader.close()));
  });
}
