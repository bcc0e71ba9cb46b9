import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeRelay } from '#test/doubles/fake-relay.ts';
import { activeWebhook, ask, emptyFolder, engineOn, post, until } from './start-on.ts';

describe('the public address of an engine', () => {
  it('is opened at the start, carries requests, and stays the same after a restart', async () => {
    const relay = await new FakeRelay().start();
    onTestFinished(() => relay.stop());
    const dataDir = await emptyFolder();
    const addresses: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      const engine = engineOn(dataDir, { tunnel: true, relay: `${relay.url}/` });
      await engine.start();
      const { id } = await activeWebhook(engine);
      await until(
        () => ask(engine, 'GET', '/api/health'),
        ({ body }) => body.tunnel.state === 'ready',
      );
      const webhook = (await ask(engine, 'GET', `/api/webhooks/${id}`)).body;
      expect(webhook.reach).toBe('public');
      expect((await post(webhook.address, { email: 'ada@example.com' })).status).toBe(200);
      addresses.push(new URL(webhook.address).origin);
      await engine.stop();
    }
    expect(addresses[1]).toBe(addresses[0]);
  });

  it('TN3 that is lost is an interruption from the last answer on, which ends when requests arrive again', async () => {
    const relay = await new FakeRelay().start();
    onTestFinished(() => relay.stop());
    const engine = engineOn(await emptyFolder(), { tunnel: true, relay: relay.url });
    await engine.start();
    const ready = await until(
      () => ask(engine, 'GET', '/api/health'),
      ({ body }) => body.tunnel.state === 'ready',
    );
    expect((await ask(engine, 'GET', '/api/outages')).body).toEqual({ items: [] });
    await relay.stop();
    const lost = await until(
      () => ask(engine, 'GET', '/api/outages'),
      ({ body }) => body.items.length === 1,
    );
    const { url, checkedAt } = ready.body.tunnel;
    expect(lost.body.items[0]).toMatchObject({ lostUrl: url, from: checkedAt, to: null, newUrl: null });
    await relay.start();
    const over = await until(
      () => ask(engine, 'GET', '/api/outages'),
      ({ body }) => body.items[0].to !== null,
    );
    expect(over.body.items).toHaveLength(1);
    await engine.stop();
  });

  it('TN4 that changed is to be told to each sender, until a request comes to the new one', async () => {
    const relay = await new FakeRelay().start();
    onTestFinished(() => relay.stop());
    const engine = engineOn(await emptyFolder(), { tunnel: true, relay: relay.url });
    await engine.start();
    const { id } = await activeWebhook(engine);
    const health = () => ask(engine, 'GET', '/api/health');
    const before = await until(health, ({ body }) => body.tunnel.state === 'ready');
    expect((await ask(engine, 'GET', '/api/address-changes')).body).toEqual({ items: [] });
    const settings = (await ask(engine, 'GET', '/api/settings')).body;
    const tunnel = { provider: 'localtunnel', subdomain: 'harbour-clinic' };
    await ask(engine, 'PUT', '/api/settings', { ...settings, tunnel });
    const list = () => ask(engine, 'GET', '/api/address-changes');
    const [change] = (await until(list, ({ body }) => body.items.length === 1)).body.items;
    expect(change).toMatchObject({ webhookId: id, told: null });
    expect(change.lostAddress).toContain(before.body.tunnel.url);
    const path = `/api/address-changes/${id}`;
    expect((await ask(engine, 'PUT', path, { isTold: true })).body.items[0].told.by).toBe('owner');
    expect((await ask(engine, 'PUT', path, { isTold: false })).body.items[0].told).toBeNull();
    const webhook = (await ask(engine, 'GET', `/api/webhooks/${id}`)).body;
    expect(change.address).toBe(webhook.address);
    expect((await post(webhook.address, { email: 'ada@example.com' })).status).toBe(200);
    const told = await until(list, ({ body }) => body.items[0].told !== null);
    expect(told.body.items[0].told.by).toBe('request');
    await engine.stop();
  });

  it('is closed by the settings at once, and nothing is left of it', async () => {
    const relay = await new FakeRelay().start();
    onTestFinished(() => relay.stop());
    const engine = engineOn(await emptyFolder(), { tunnel: true, relay: relay.url });
    await engine.start();
    const settings = (await ask(engine, 'GET', '/api/settings')).body;
    await ask(engine, 'PUT', '/api/settings', { ...settings, tunnel: { provider: 'none' } });
    expect((await ask(engine, 'GET', '/api/health')).body.tunnel).toMatchObject({ state: 'off', provider: 'none' });
    await until(
      async () => relay.tunnelSockets,
      (open) => open === 0,
    );
  });
});
