import { describe, expect, it } from 'vitest';
import { SAMPLE_REQUESTS } from '#shared/contract/delivery.ts';
import type { DoorClient } from './door-client.ts';
import { liveSms } from './live-sms.ts';

export function listeningCases(client: () => DoorClient): void {
  const create = () => client().call('createWebhook', { body: { name: 'Bookings' } });

  it('has never listened at first', async () => {
    const { id } = await create();
    const state = { listening: false, since: null, until: null, deliveries: [] };
    expect(await client().call('getListening', { params: { id } })).toEqual(state);
    expect(await client().call('stopListening', { params: { id } })).toEqual(state);
  });

  it('listens for 30 minutes, and the webhook says until when', async () => {
    const { id } = await create();
    const { listening, since, until } = await client().call('startListening', { params: { id } });
    expect(listening).toBe(true);
    expect(Date.parse(until ?? '') - Date.parse(since ?? '')).toBe(30 * 60_000);
    expect(await client().call('getWebhook', { params: { id } })).toMatchObject({
      listeningUntil: until,
      active: false,
    });
  });

  it('RC5 makes samples of what arrives at a webhook that is switched off, newest first, and nothing else', async () => {
    const webhook = await create();
    const params = { id: webhook.id };
    const contacts = await client().call('listContacts', { query: {} });
    await client().call('startListening', { params });
    const first = await client().post(webhook, { email: 'first@example.com' });
    const second = await client().post(webhook, { email: 'second@example.com' });
    expect([first.status, second.status]).toEqual([200, 200]);
    const { deliveries } = await client().call('getListening', { params });
    expect(deliveries.map(({ id, outcome }) => [id, outcome])).toEqual([
      [second.id, 'sample'],
      [first.id, 'sample'],
    ]);
    expect((await client().call('listContacts', { query: {} })).total).toBe(contacts.total);
  });

  it('RC5 a webhook that is switched on also works while it listens', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    await client().call('startListening', { params: { id: webhook.id } });
    const { id } = await client().deliver(webhook, { email: 'both@example.com' });
    const { deliveries } = await client().call('getListening', { params: { id: webhook.id } });
    expect(deliveries).toMatchObject([{ id, outcome: 'processed' }]);
  });

  it('ends when told so, and still shows what it heard', async () => {
    const webhook = await create();
    const params = { id: webhook.id };
    await client().call('startListening', { params });
    const { id } = await client().post(webhook, {});
    expect(await client().call('stopListening', { params })).toMatchObject({ listening: false, deliveries: [{ id }] });
    expect(await client().post(webhook, {})).toMatchObject({ status: 503 });
    expect(await client().call('getListening', { params })).toMatchObject({ listening: false, deliveries: [{ id }] });
    expect(await client().call('getWebhook', { params })).toMatchObject({ listeningUntil: null });
  });

  it('started again while it listens, it forgets nothing', async () => {
    const webhook = await create();
    const params = { id: webhook.id };
    const first = await client().call('startListening', { params });
    const { id } = await client().post(webhook, {});
    const again = await client().call('startListening', { params });
    expect(again).toMatchObject({ since: first.since, deliveries: [{ id }] });
  });

  describe('sending a sample', () => {
    it('RC7 sends one as a provider does, with its headers, also where the webhook asks for its signature', async () => {
      const webhook = await client().webhook({ verify: { scheme: 'typeform' } });
      const params = { id: webhook.id };
      await client().call('startListening', { params });
      const { answered, deliveryId } = await client().call('sendSample', { params, body: { recipe: 'typeform' } });
      expect(answered).toBe(200);
      const { headers, origin, parsed } = await client().call('getDelivery', { params: { id: deliveryId ?? '' } });
      expect({ origin, parsed }).toMatchObject({ origin: 'test', parsed: { ok: true } });
      expect(headers.map(([name]) => name.toLowerCase())).toContain('typeform-signature');
    });

    it.each(SAMPLE_REQUESTS)('sends a made-up %s through the receiver, marked as a test', async (sample) => {
      const webhook = await create();
      const params = { id: webhook.id };
      await client().call('startListening', { params });
      const { answered, deliveryId } = await client().call('sendSample', { params, body: { sample } });
      expect(answered).toBe(200);
      const delivery = await client().call('getDelivery', { params: { id: deliveryId ?? '' } });
      expect(delivery).toMatchObject({ origin: 'test', outcome: 'sample', method: 'POST', parsed: { ok: true } });
    });

    it('SN1 the owner’s own is worked on as saved, and a live channel hears nothing of it', async () => {
      const fake = await liveSms(client());
      const steps = [
        { id: 'h111', kind: 'http' as const, url: `${fake.url}/hook`, method: 'POST' as const },
        { id: 's111', kind: 'send' as const, channel: 'sms' as const, text: 'See you, {{ contact.first_name }}' },
      ];
      const flow = await client().call('createFlow', { body: { name: 'Own test', config: { steps } } });
      const webhook = await client().webhook({
        identity: { phone: '$.phone' },
        profile: { firstName: '$.name' },
        flow: flow.key,
      });
      const params = { id: webhook.id };
      const payload = { text: '{"phone":"+441174960777","name":"Ann"}', contentType: 'application/json' };
      const { answered, deliveryId } = await client().call('sendSample', { params, body: { payload } });
      expect(answered).toBe(200);
      const messageOf = async (id: string | null) => {
        const { items } = await client().call('listMessages', { query: { deliveryId: id ?? '' } });
        return items[0];
      };
      const tried = { state: 'sent', mode: 'test', text: 'See you, Ann', sentence: expect.stringMatching(/^A try: /) };
      await expect.poll(() => messageOf(deliveryId)).toMatchObject(tried);
      const delivery = await client().call('getDelivery', { params: { id: deliveryId ?? '' } });
      expect(delivery).toMatchObject({ origin: 'test', outcome: 'processed', contact: { label: 'Ann' } });
      expect(delivery.sentence).toContain('The flow “Own test” is only tried, 1 message.');
      expect(fake.asked).toEqual([]);
      // That the channel is live indeed is shown by a real request.
      const real = await client().deliver(webhook, JSON.parse(payload.text));
      await expect.poll(() => messageOf(real.id)).toMatchObject({ state: 'sent', mode: 'live' });
      expect(fake.asked.map(({ path }) => path)).toEqual(['/2010-04-01/Accounts/AC1/Messages.json']);
    });

    it('tells what a sender would be told', async () => {
      const { id } = await create();
      const answer = await client().call('sendSample', { params: { id }, body: {} });
      expect(answer).toEqual({ answered: 503, deliveryId: null });
    });

    it('nobody else can mark a request as a test', async () => {
      const webhook = await client().webhook();
      const forged = await fetch(webhook.address, { method: 'POST', headers: { 'x-fieldhook-test': '1' }, body: '{}' });
      const { id } = (await forged.json()) as { id: string };
      expect(await client().call('getDelivery', { params: { id } })).toMatchObject({ origin: 'sender' });
    });

    it('refuses a sample that there is not', async () => {
      const { id } = await create();
      const error = await client().refused('sendSample', { params: { id }, body: { sample: 'parcel' } });
      expect(error).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/sample' }] });
    });
  });
}
