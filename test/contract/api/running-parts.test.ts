import { afterEach, describe, expect, it } from 'vitest';
import type { ApiServices, ReceiverService, TunnelService } from '#engine/api/services.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { EngineEvent } from '#shared/contract/event.ts';
import type { TunnelStatus } from '#shared/contract/health.ts';
import type { TunnelChoice } from '#shared/contract/settings.ts';
import { newMessage, progressOf } from '../store/made-up-flows.ts';
import { newDelivery, webhookOf } from '../store/made-up-rows.ts';
import { type StartedApi, startApi, TUNNEL_OFF } from './start-api.ts';

let api: StartedApi;
afterEach(() => api.stop());

/** An api whose receiver or tunnel differs in a few ways, with one webhook. */
async function start(
  replaced: { receiver?: Partial<ReceiverService>; tunnel?: Partial<TunnelService> } & Partial<
    Omit<ApiServices, 'receiver' | 'tunnel'>
  > = {},
) {
  const { receiver, tunnel, ...rest } = replaced;
  api = await startApi(rest);
  Object.assign(api.services.receiver, receiver);
  Object.assign(api.services.tunnel, tunnel);
  const webhook = (await api.send('POST', '/api/webhooks', { name: 'Bookings' })).body;
  return { webhook, path: `/api/webhooks/${webhook.id}` };
}

describe('the address of a webhook', () => {
  const at = (state: TunnelStatus['state'], url: string | null): Partial<TunnelService> => ({
    status: () => ({ ...TUNNEL_OFF, provider: 'localtunnel', state, url }),
  });

  it('TN3 is the public one once that is proven', async () => {
    const { webhook } = await start({ tunnel: at('ready', 'https://studio.relay.example') });
    expect(webhook).toMatchObject({ address: `https://studio.relay.example/h/${webhook.token}`, reach: 'public' });
  });

  it('has one slash where an owner’s own address ends with some', async () => {
    const { webhook } = await start({ tunnel: at('ready', 'https://studio.example/hooks//') });
    expect(webhook.address).toBe(`https://studio.example/hooks/h/${webhook.token}`);
  });

  it('stays the public one through an outage, because that is what senders have', async () => {
    const { webhook } = await start({ tunnel: at('retrying', 'https://studio.relay.example') });
    const address = `https://studio.relay.example/h/${webhook.token}`;
    expect(webhook).toMatchObject({ address, reach: 'interrupted' });
  });

  it.each(['starting', 'alarm'] as const)(
    'TN3 is the one on this computer while the public one is %s',
    async (state) => {
      const { webhook } = await start({ tunnel: at(state, 'https://studio.relay.example') });
      expect(webhook).toMatchObject({ address: `http://127.0.0.1:4780/h/${webhook.token}`, reach: 'this-computer' });
    },
  );

  it('does not exist without a receiver', async () => {
    const { path } = await start();
    api.services.receiver.url = () => null;
    expect(await api.send('GET', path)).toMatchObject({ status: 503, body: { code: 'RECEIVER_UNAVAILABLE' } });
  });
});

describe('after a change of a webhook', () => {
  it('processing hears of it, then the receiver reads it, and only then the call returns', async () => {
    const { path } = await start();
    const order: string[] = [];
    api.services.hub.subscribe(null, ({ event }) => order.push(`${event.type} announced`));
    api.services.receiver.refresh = async () => {
      order.push('receiver begins');
      await new Promise((resolve) => setImmediate(resolve));
      order.push('receiver is ready');
    };
    await api.send('PATCH', path, { active: true });
    order.push('answered');
    expect(order).toEqual(['webhook announced', 'receiver begins', 'receiver is ready', 'answered']);
  });
});

describe('listening', () => {
  it('ends by itself after 30 minutes', async () => {
    const { path } = await start();
    await api.send('POST', `${path}/listen`);
    api.clock.advance(30 * 60_000 - 1);
    expect((await api.send('GET', `${path}/listen`)).body).toMatchObject({ listening: true });
    expect((await api.send('GET', path)).body.listeningUntil).toBe('2026-03-02T10:00:00.000Z');
    api.clock.advance(1);
    expect((await api.send('GET', `${path}/listen`)).body).toMatchObject({
      listening: false,
      until: '2026-03-02T10:00:00.000Z',
    });
    expect((await api.send('GET', path)).body.listeningUntil).toBeNull();
  });

  it('begins anew when asked again after it ended', async () => {
    const { path } = await start();
    await api.send('POST', `${path}/listen`);
    api.clock.advance(60 * 60_000);
    const { body } = await api.send('POST', `${path}/listen`);
    expect(body).toMatchObject({ since: '2026-03-02T10:30:00.000Z', until: '2026-03-02T11:00:00.000Z' });
  });
});

describe('sending a sample', () => {
  it('posts it to the receiver on this computer, with its mark, whatever the public address is', async () => {
    const sent: { url: string; request: RequestInit }[] = [];
    const { webhook, path } = await start({
      fetch: async (url, request) => {
        sent.push({ url, request });
        return Response.json({ status: 'accepted', id: 'dlv_1' });
      },
      tunnel: { status: () => ({ ...TUNNEL_OFF, state: 'ready', url: 'https://studio.relay.example' }) },
    });
    expect(await api.send('POST', `${path}/send-sample`, {})).toMatchObject({
      body: { answered: 200, deliveryId: 'dlv_1' },
    });
    expect(sent).toMatchObject([
      {
        url: `http://127.0.0.1:4780/h/${webhook.token}`,
        request: { method: 'POST', headers: { 'content-type': 'application/json', 'x-test': 'nonce' } },
      },
    ]);
  });

  it.each([
    ['nothing listens there', { fetch: () => Promise.reject(new TypeError('fetch failed')) }],
    ['there is no receiver', { receiver: {} }],
  ])('RECEIVER_UNAVAILABLE when %s', async (_, replaced) => {
    const { path } = await start(replaced);
    if (!('fetch' in replaced)) api.services.receiver.url = () => null;
    const answer = await api.send('POST', `${path}/send-sample`, {});
    expect(answer).toMatchObject({ status: 503, body: { code: 'RECEIVER_UNAVAILABLE' } });
  });
});

it('the public address is left alone unless its own settings change', async () => {
  const chosen: TunnelChoice[] = [];
  await start({ tunnel: { choose: async (choice) => void chosen.push(choice) } });
  const settings = (await api.send('GET', '/api/settings')).body;
  await api.send('PUT', '/api/settings', { ...settings, businessName: 'Studio Lind' });
  expect(chosen).toEqual([]);
  await api.send('PUT', '/api/settings', { ...settings, tunnel: { provider: 'none' } });
  expect(chosen).toEqual([{ provider: 'none' }]);
});

it('TN1 a token opens the public address again where it is the one for it, and only there', async () => {
  const chosen: TunnelChoice[] = [];
  await start({ tunnel: { choose: async (choice) => void chosen.push(choice) } });
  const settings = (await api.send('GET', '/api/settings')).body;
  const tunnel = { provider: 'ngrok', domain: null };
  await api.send('PUT', '/api/settings', { ...settings, tunnel });
  chosen.length = 0;
  await api.send('PUT', '/api/settings/tunnel-tokens/cloudflared', { value: 'eyJhIjoiMTIzNDU2In0=' });
  expect(chosen).toEqual([]);
  await api.send('PUT', '/api/settings/tunnel-tokens/ngrok', { value: '2abcDEF_0123456789' });
  await api.send('DELETE', '/api/settings/tunnel-tokens/ngrok');
  expect(chosen).toEqual([tunnel, tunnel]);
});

describe('a fault of ours', () => {
  it('shows the caller an id and the log the rest', async () => {
    await start();
    api.services.store.fields.list = () => Promise.reject(new Error('disk on fire at /secret/place'));
    const { status, body } = await api.send('GET', '/api/fields');
    expect(status).toBe(500);
    expect(body).toEqual({
      code: 'INTERNAL',
      id: expect.stringMatching(/^err_/),
      message: expect.any(String),
      next: expect.stringContaining(body.id),
    });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(api.logged).toMatchObject([
      {
        event: 'api-fault',
        facts: { id: body.id, route: 'GET /api/fields', error: 'Error', at: expect.stringMatching(/^at /) },
      },
    ]);
    expect(JSON.stringify(api.logged)).not.toContain('disk on fire');
  });

  it('logs nothing that a caller did wrong', async () => {
    await start();
    await api.send('POST', '/api/fields', { name: '' });
    await api.send('GET', '/api/nothing');
    expect(api.logged).toEqual([]);
  });
});

describe('while nothing is taken', () => {
  const holding = { state: 'holding', reason: 'disk-nearly-full', sentence: 'The disk is nearly full.' } as const;

  it.each(['/api/deliveries/dlv_1/replay', '/api/deliveries/replay'])(
    'RC1 no replay is promised either: %s',
    async (path) => {
      await start({ safety: { ...api.services.safety, intake: () => holding } });
      const { store } = api.services;
      await store.webhooks.create(webhookOf('whk_a'));
      await store.deliveries.acceptBatch([
        newDelivery('dlv_1', { settled: { outcome: 'sample', reason: null, sentence: '' } }),
      ]);
      const body = { dryRun: false, ...(path.endsWith('s/replay') && { ids: ['dlv_1'] }) };
      expect(await api.send('POST', path, body)).toMatchObject({
        status: 503,
        body: { code: 'INTAKE_CLOSED', message: holding.sentence },
      });
      expect((await store.deliveries.page({ limit: 5 })).items).toHaveLength(1);
      expect(await api.send('POST', path, { ...body, dryRun: true })).toMatchObject({ status: 200 });
    },
  );
});

describe('a contact whose deletion is undone', () => {
  const progress = progressOf({ state: 'waiting', step: 'aaaa', messages: [newMessage('aaaa')] });

  it('is told of to whoever sends, so that what waits of it goes on', async () => {
    await start();
    const ann = (await api.send('POST', '/api/contacts', { email: 'ann@example.com' })).body.userNs;
    await api.send('POST', '/api/flows', { name: 'Reminder' });
    const wish = { key: 'reminder', contact: ann, startKey: 'dlv_1', isTry: false, item: 0, plan: () => progress };
    await (api.services.store as LocalStore).runs.start(wish, 0);
    await api.send('DELETE', `/api/contacts/${ann}`);
    const told: EngineEvent[] = [];
    api.services.hub.subscribe(null, ({ event }) => told.push(event));
    expect(await api.send('POST', `/api/contacts/${ann}/restore`)).toMatchObject({ status: 200 });
    expect(told).toMatchObject([
      { type: 'contact', userNs: ann },
      { type: 'message', contact: ann, state: 'queued' },
      { type: 'run', contact: ann, flow: 'reminder', state: 'waiting' },
    ]);
  });
});
