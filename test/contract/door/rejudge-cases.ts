import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { DoorClient } from './door-client.ts';

const SECRET = 'Kp2-made-up-secret-that-comes-later';

export function rejudgeCases(client: () => DoorClient): void {
  const signedWebhook = () => client().webhook({ identity: { email: '$.email' }, verify: { scheme: 'github' } });
  const putSecret = (id: string) =>
    client().call('putSecret', { params: { id, name: 'secret' }, body: { value: SECRET } });
  const send = async (webhook: Webhook, body: string, secret = SECRET) => {
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return client().post(webhook, body, 'application/json', { 'x-hub-signature-256': `sha256=${signature}` });
  };
  const judge = (id: string, body: { apply?: boolean; ids?: string[] } = {}) =>
    client().call('rejudge', { params: { id }, body });
  const logOf = async (webhookId: string) => (await client().call('listDeliveries', { query: { webhookId } })).items;
  const entry = (id: string | undefined) => client().call('getDelivery', { params: { id: id ?? '' } });
  const settled = async (id: string | undefined) => {
    await expect.poll(async () => (await entry(id)).outcome).not.toBeNull();
    return entry(id);
  };
  const requestsOf = async (email: string) =>
    (await client().call('listContacts', { query: { q: email } })).items.map(({ requests }) => requests);

  describe('RC7 requests that were refused before the secret was known', () => {
    it('are proven with it, one by one, and worked on in order of arrival; a forged one stays refused', async () => {
      const webhook = await signedWebhook();
      for (const n of [1, 2]) expect((await send(webhook, `{"email":"later@example.com","n":${n}}`)).status).toBe(401);
      await send(webhook, '{"email":"forged@example.com"}', 'not the secret');
      const [forged, second, first] = await logOf(webhook.id);
      expect((await judge(webhook.id)).requests.map(({ verdict }) => verdict)).toEqual([
        'unproven',
        'unproven',
        'unproven',
      ]);

      await putSecret(webhook.id);
      const dry = await judge(webhook.id);
      expect(dry).toMatchObject({
        applied: false,
        sentence: '2 requests of 3 would be proven now. 1 request stays refused.',
        requests: [
          { id: first?.id, verdict: 'proven', repeatOf: null },
          { id: second?.id, verdict: 'proven', repeatOf: null },
          { id: forged?.id, verdict: 'unproven', sentence: expect.stringContaining('does not fit') },
        ],
      });
      expect(await logOf(webhook.id)).toEqual([forged, second, first]);

      expect(await judge(webhook.id, { apply: true })).toMatchObject({
        applied: true,
        sentence: '2 requests were proven and will be worked on. 1 request stays refused.',
      });
      expect(await settled(second?.id)).toMatchObject({ outcome: 'processed', verifiedBy: 'github', answered: 401 });
      expect(await entry(first?.id)).toMatchObject({ outcome: 'processed', verifiedBy: 'github' });
      expect(await entry(forged?.id)).toMatchObject({ outcome: 'refused', reason: 'bad-signature', verifiedBy: null });
      expect(await requestsOf('later@example.com')).toEqual([2]);
      expect(await requestsOf('forged@example.com')).toEqual([]);
      expect((await judge(webhook.id, { apply: true })).requests.map(({ id }) => id)).toEqual([forged?.id]);
    });

    it('RC6 have their effect once, however often the sender tried, before and after', async () => {
      const webhook = await signedWebhook();
      const [tried, retried] = ['{"email":"tried@example.com"}', '{"email":"retried@example.com"}'];
      for (const body of [tried, tried, retried]) await send(webhook, body);
      await putSecret(webhook.id);
      const accepted = await send(webhook, retried);
      await settled(accepted.id ?? '');
      const [, three, two, one] = await logOf(webhook.id);
      const expected = [
        { id: one?.id, verdict: 'proven', repeatOf: null },
        { id: two?.id, verdict: 'repeat', repeatOf: one?.id },
        { id: three?.id, verdict: 'repeat', repeatOf: accepted.id },
      ];
      expect((await judge(webhook.id)).requests).toMatchObject(expected);
      expect((await judge(webhook.id, { apply: true })).requests).toMatchObject(expected);
      expect(await settled(one?.id)).toMatchObject({ outcome: 'processed' });
      expect(await entry(two?.id)).toMatchObject({
        outcome: 'duplicate',
        reason: null,
        repeatOf: one?.id,
        verifiedBy: 'github',
      });
      expect(await entry(three?.id)).toMatchObject({ outcome: 'duplicate', repeatOf: accepted.id });
      expect((await send(webhook, tried)).status).toBe(200);
      expect((await logOf(webhook.id))[0]).toMatchObject({ outcome: 'duplicate', repeatOf: one?.id });
      expect([await requestsOf('tried@example.com'), await requestsOf('retried@example.com')]).toEqual([[1], [1]]);
    });

    it('can be judged one at a time', async () => {
      const webhook = await signedWebhook();
      for (const name of ['a', 'b']) await send(webhook, `{"email":"single-${name}@example.com"}`);
      await putSecret(webhook.id);
      const [b, a] = await logOf(webhook.id);
      expect((await judge(webhook.id, { apply: true, ids: [b?.id ?? ''] })).requests).toMatchObject([{ id: b?.id }]);
      expect(await settled(b?.id)).toMatchObject({ outcome: 'processed' });
      expect(await entry(a?.id)).toMatchObject({ outcome: 'refused' });
    });

    it('cannot be proven where the secret itself was sent, which is not kept, nor without a signature', async () => {
      const webhook = await client().webhook({ identity: { email: '$.email' }, verify: { scheme: 'bearer' } });
      const headers = { authorization: `Bearer ${SECRET}` };
      await client().post(webhook, '{"email":"bearer@example.com"}', 'application/json', headers);
      await putSecret(webhook.id);
      const [item] = (await judge(webhook.id, { apply: true })).requests;
      expect(item).toMatchObject({ verdict: 'unknown', sentence: expect.stringContaining('not kept') });
      const open = await signedWebhook();
      await send(open, '{"email":"open@example.com"}');
      const { version, ...rest } = await client().call('getWebhook', { params: { id: open.id } });
      expect(rest.verify).toEqual({ scheme: 'github' });
      await client().call('updateWebhook', {
        params: { id: open.id },
        body: { config: { identity: { email: '$.email' } } },
      });
      expect((await judge(open.id, { apply: true })).requests).toMatchObject([{ verdict: 'unknown' }]);
      expect((await logOf(open.id))[0]).toMatchObject({ outcome: 'refused' });
    });

    it('there may be none, no such webhook, or a wish that makes no sense', async () => {
      const { id } = await signedWebhook();
      expect(await judge(id)).toEqual({
        applied: false,
        sentence: 'There is no refused request whose content is kept.',
        requests: [],
      });
      const missing = await client().refused('rejudge', { params: { id: 'whk_nobody' }, body: {} });
      expect(missing).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      const odd = await client().refused('rejudge', { params: { id }, body: { apply: 'yes' } });
      expect(odd).toMatchObject({ status: 422, details: [{ pointer: '/apply' }] });
    });
  });
}
