import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { DoorClient } from './door-client.ts';

const SECRET = 'Zq8-made-up-secret-that-must-not-come-out';

export function secretsCases(client: () => DoorClient): void {
  const signedWebhook = () => client().webhook({ identity: { email: '$.email' }, verify: { scheme: 'github' } });
  const put = (id: string, value: unknown = SECRET, name = 'secret') =>
    client().call('putSecret', { params: { id, name }, body: { value: value as string } });
  const states = async (id: string) => (await client().call('getWebhook', { params: { id } })).secrets;
  const send = async ({ token }: Webhook, body: string, secret = SECRET) => {
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const answer = await fetch(`${client().door.receiverUrl}/h/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
    });
    const { id = null } = (await answer.json()) as { id?: string };
    return { status: answer.status, id };
  };
  const settled = async (id: string | null) => {
    const params = { id: id ?? '' };
    await expect.poll(async () => (await client().call('getDelivery', { params })).outcome).not.toBeNull();
    return client().call('getDelivery', { params });
  };

  it('RC7 a webhook with a signature takes nothing until the secret is stored, then its sender’s requests', async () => {
    const webhook = await signedWebhook();
    expect((await send(webhook, '{"n":1}')).status).toBe(401);
    await put(webhook.id, `  ${SECRET}\n`);
    const { status, id } = await send(webhook, '{"email":"signed@example.com"}');
    expect(status).toBe(200);
    expect(await settled(id)).toMatchObject({ outcome: 'processed', verifiedBy: 'github' });
    expect((await send(webhook, '{"n":2}', 'another secret')).status).toBe(401);
    await client().call('deleteSecret', { params: { id: webhook.id, name: 'secret' } });
    expect((await send(webhook, '{"n":3}')).status).toBe(401);
  });

  it('says whether a secret is set and since when, and forgets a removed one', async () => {
    const { id } = await signedWebhook();
    const none = { isSet: false, setAt: null };
    expect(await states(id)).toEqual([
      { name: 'secret', ...none },
      { name: 'verifyToken', ...none },
    ]);
    await put(id);
    await put(id, 'a token', 'verifyToken');
    expect(await states(id)).toMatchObject([
      { isSet: true, setAt: expect.any(String) },
      { isSet: true, setAt: expect.any(String) },
    ]);
    await client().call('deleteSecret', { params: { id, name: 'secret' } });
    expect(await states(id)).toMatchObject([none, { isSet: true }]);
  });

  it('a deleted webhook that is put back has its secrets again', async () => {
    const webhook = await signedWebhook();
    await put(webhook.id);
    const before = await states(webhook.id);
    await client().call('deleteWebhook', { params: { id: webhook.id } });
    await client().call('restoreWebhook', { params: { id: webhook.id } });
    expect(await states(webhook.id)).toEqual(before);
    expect((await send(webhook, '{"email":"back@example.com"}')).status).toBe(200);
  });

  it('no route, event or error ever holds a secret', async () => {
    const webhook = await signedWebhook();
    const params = { id: webhook.id };
    const news = await client().events();
    const seen: unknown[] = [];
    const watching = news.until((event) => {
      seen.push(event);
      return event.type === 'delivery' && event.delivery.webhookId === webhook.id;
    });
    await put(webhook.id);
    seen.push(
      await client().refused('putSecret', {
        params: { ...params, name: 'secret' },
        body: { value: SECRET, more: SECRET },
      }),
    );
    seen.push(await client().refused('putSecret', { params: { ...params, name: 'other' }, body: { value: SECRET } }));
    seen.push(
      await client().refused('putSecret', { params: { ...params, name: 'secret' }, body: { value: [SECRET] } }),
    );
    const accepted = await send(webhook, '{"email":"quiet@example.com"}');
    await send(webhook, '{}', 'wrong');
    await settled(accepted.id);
    await watching;
    await news.close();
    const paths = [
      '/api/health',
      '/api/webhooks',
      `/api/webhooks/${webhook.id}`,
      `/api/webhooks/${webhook.id}/listen`,
      `/api/webhooks/${webhook.id}/sample`,
      `/api/deliveries?webhookId=${webhook.id}`,
      `/api/deliveries/${accepted.id}`,
      `/api/webhooks/${webhook.id}/secrets/secret`,
      '/api/contacts',
      '/api/fields',
      '/api/settings',
      RAW_ROUTES.openapi,
    ];
    for (const path of paths) seen.push(await (await client().door.fetch(path)).text());
    seen.push(await client().call('updateWebhook', { params, body: { name: 'Renamed' } }));
    seen.push(await client().call('rotateToken', { params, body: {} }));
    expect(JSON.stringify(seen)).not.toContain(SECRET);
    expect(seen.length).toBeGreaterThan(paths.length);
  });

  it.each([
    ['nothing', {}, '/value'],
    ['blanks', { value: '  ' }, '/value'],
    ['a novel', { value: 'x'.repeat(4097) }, '/value'],
    ['an unknown key', { value: 'x', name: 'y' }, '/name'],
  ])('refuses %s for a secret', async (_, body, pointer) => {
    const { id } = await signedWebhook();
    const error = await client().refused('putSecret', { params: { id, name: 'secret' }, body });
    expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
  });

  it('NOT_FOUND where there is no such webhook, secret, or sender that hands its secret over', async () => {
    const { id } = await signedWebhook();
    const body = { value: 'x' };
    const answers = await Promise.all([
      client().refused('putSecret', { params: { id: 'whk_nobody', name: 'secret' }, body }),
      client().refused('putSecret', { params: { id, name: '__proto__' }, body }),
      client().refused('deleteSecret', { params: { id: 'whk_nobody', name: 'secret' } }),
      client().refused('deleteSecret', { params: { id, name: 'other' } }),
      client().refused('connectSender', { params: { id: 'whk_nobody' } }),
      client().refused('connectSender', { params: { id } }),
    ]);
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(answers.map(() => '404 NOT_FOUND'));
  });

  it('S14 a sender that is awaited hands its secret over, which is then set', async () => {
    const { id, token } = await client().webhook({ verify: { scheme: 'asana' } });
    const handOver = (secret = `asana${SECRET}`) =>
      fetch(`${client().door.receiverUrl}/h/${token}`, { method: 'POST', headers: { 'x-hook-secret': secret } });
    expect((await handOver()).status).toBe(403);
    const { until } = await client().call('connectSender', { params: { id } });
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
    const answer = await handOver();
    expect([answer.status, answer.headers.get('x-hook-secret')]).toEqual([200, `asana${SECRET}`]);
    expect(await states(id)).toMatchObject([{ isSet: true }, { isSet: false }]);
    // Who has not heard the answer asks again.
    expect((await handOver()).status).toBe(200);
    expect((await handOver('another')).status).toBe(403);
  });

  describe('RC6 duplicates', () => {
    it('S8 S9 the same signed bytes have their effect once; released, once more and no more', async () => {
      const webhook = await signedWebhook();
      await put(webhook.id);
      const body = '{"email":"twice@example.com"}';
      const first = await settled((await send(webhook, body)).id);
      const again = await send(webhook, body);
      expect(again.status).toBe(200);
      const params = { id: again.id ?? '' };
      expect(await settled(again.id)).toMatchObject({ outcome: 'duplicate', repeatOf: first.id, contact: null });
      const userNs = first.contact?.userNs ?? '';
      const requests = async () => (await client().call('getContact', { params: { userNs } })).requests;
      expect(await requests()).toBe(1);
      expect(await client().call('releaseDelivery', { params })).toMatchObject({ outcome: null });
      expect(await settled(again.id)).toMatchObject({ outcome: 'processed', repeatOf: first.id });
      expect(await requests()).toBe(2);
      expect(await client().refused('releaseDelivery', { params })).toMatchObject({
        status: 409,
        code: 'NOT_RELEASABLE',
      });
    });

    it('equal unsigned requests are both worked on, and the second is flagged', async () => {
      const webhook = await client().webhook({ identity: { email: '$.email' } });
      const first = await client().deliver(webhook, { email: 'alike@example.com' });
      const second = await client().deliver(webhook, { email: 'alike@example.com' });
      expect(first).toMatchObject({ outcome: 'processed', possibleDuplicate: false });
      expect(second).toMatchObject({ outcome: 'processed', possibleDuplicate: true, repeatOf: first.id });
    });

    it('a request that is not there cannot be released', async () => {
      const error = await client().refused('releaseDelivery', { params: { id: 'dlv_nobody' } });
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    });
  });
}
