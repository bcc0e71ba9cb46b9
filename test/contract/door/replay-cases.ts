import { describe, expect, it } from 'vitest';
import type { ReplayComparison } from '#shared/contract/replay.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { configOf, type DoorClient } from './door-client.ts';

export function replayCases(client: () => DoorClient): void {
  const email = { identity: { email: '$.email' } };
  const compare = async (id: string): Promise<ReplayComparison> => {
    const answer = await client().call('replayDelivery', { params: { id }, body: { dryRun: true } });
    if (!answer.dryRun) throw new Error('It was not a dry run.');
    return answer.comparison;
  };
  const replay = async (id: string, key?: string) => {
    const answer = await client().call('replayDelivery', {
      params: { id },
      body: { dryRun: false, ...(key && { key }) },
    });
    if (answer.dryRun) throw new Error('It was a dry run.');
    return answer;
  };
  const entry = (id: string) => client().call('getDelivery', { params: { id } });
  const settled = async (id: string) => {
    await expect.poll(async () => (await entry(id)).outcome).not.toBeNull();
    return entry(id);
  };
  const save = async (id: string, change: Partial<WebhookConfig>) => {
    const webhook = await client().call('getWebhook', { params: { id } });
    await client().call('updateWebhook', { params: { id }, body: { config: { ...configOf(webhook), ...change } } });
  };
  const contact = (userNs: string | undefined) => client().call('getContact', { params: { userNs: userNs ?? '' } });
  const field = (name: string) => client().call('createField', { body: { name, type: 'text' } });
  const logOf = async (webhookId: string) => (await client().call('listDeliveries', { query: { webhookId } })).items;

  describe('PR4 a dry run of a replay', () => {
    it('tells what differs today, beside both receipts, and writes nothing', async () => {
      await field('Replay note');
      const webhook = await client().webhook({ ...email, fields: [{ field: 'replay_note', path: '$.wrong' }] });
      const first = await client().deliver(webhook, { email: 'compared@example.com', note: 'right' });
      await save(webhook.id, { fields: [{ field: 'replay_note', path: '$.note', pattern: null }] });
      const before = await entry(first.id);
      const person = await contact(first.contact?.userNs);
      const comparison = await compare(first.id);
      expect(comparison).toMatchObject({
        verdict: 'better',
        sentence: 'Today it would also fill: Replay note.',
        first: { deliveryId: first.id, outcome: 'processed', configVersion: 1, receipt: before.receipt },
        today: { configVersion: 2, receipt: { outcome: 'processed', contact: { userNs: first.contact?.userNs } } },
        notes: [],
      });
      expect(comparison.differences.filter(({ isSame }) => !isSame)).toEqual([
        {
          about: { kind: 'field', field: 'replay_note', name: 'Replay note', type: 'text' },
          before: { effect: 'nothing', text: null, sentence: expect.any(String) },
          now: { effect: 'value', text: 'right', sentence: expect.any(String) },
          isSame: false,
          replaces: null,
        },
      ]);
      expect(await logOf(webhook.id)).toHaveLength(1);
      expect(await entry(first.id)).toEqual(before);
      expect(await contact(first.contact?.userNs)).toEqual(person);
    });

    it('says that nothing differs where nothing does', async () => {
      const first = await client().deliver(await client().webhook(email), { email: 'same@example.com' });
      expect(await compare(first.id)).toMatchObject({
        verdict: 'same',
        sentence: 'Nothing differs: today it would do the same as the first time.',
      });
    });

    it('knows of a switched-off webhook, a deleted contact, newer values and earlier replays', async () => {
      await field('Replay seat');
      const webhook = await client().webhook({ ...email, fields: [{ field: 'replay_seat', path: '$.seat' }] });
      const [one, two] = [
        await client().deliver(webhook, { email: 'notes@example.com', seat: 'A1' }),
        await client().deliver(webhook, { email: 'notes@example.com', seat: 'B2' }),
      ];
      expect((await compare(one.id)).notes).toEqual([
        { kind: 'replaces', sentence: 'It would replace what the contact has now: Replay seat.' },
      ]);
      await settled((await replay(two.id)).replay.id);
      await client().call('updateWebhook', { params: { id: webhook.id }, body: { active: false } });
      await client().call('deleteContact', { params: { userNs: two.contact?.userNs ?? '' } });
      const comparison = await compare(two.id);
      expect(comparison).toMatchObject({ verdict: 'different', today: { receipt: { contact: { isNew: true } } } });
      expect(comparison.notes.map(({ kind }) => kind)).toEqual(['contact-deleted', 'inactive', 'replayed-before']);
    });
  });

  describe('PR4 a replay', () => {
    it('is worked on with today’s configuration, and is linked both ways', async () => {
      await field('Replay colour');
      const webhook = await client().webhook({ ...email, fields: [{ field: 'replay_colour', path: '$.wrong' }] });
      const first = await client().deliver(webhook, { email: 'again@example.com', colour: 'red' });
      await save(webhook.id, { fields: [{ field: 'replay_colour', path: '$.colour', pattern: null }] });
      const news = await client().events();
      const { replay: made, isNew } = await replay(first.id);
      expect(made).toMatchObject({ origin: 'replay', replayOf: first.id, outcome: null, answered: null });
      expect(isNew).toBe(true);
      await news.until((event) => event.type === 'delivery' && event.delivery.id === made.id && event.isNew);
      await news.until((event) => event.type === 'delivery' && event.delivery.id === made.id && !event.isNew);
      await news.close();
      const done = await entry(made.id);
      expect(done).toMatchObject({ outcome: 'processed', configVersion: 2, contact: first.contact, replays: [] });
      expect([done.bodyText, done.headers]).toEqual([first.bodyText, first.headers]);
      expect((await entry(first.id)).replays.map(({ id }) => id)).toEqual([made.id]);
      expect(await entry(first.id)).toMatchObject({ outcome: 'processed', configVersion: 1, receipt: first.receipt });
      const person = await contact(first.contact?.userNs);
      expect(person.requests).toBe(2);
      expect(person.fields.replay_colour).toMatchObject({ text: 'red', deliveryId: made.id });
    });

    it('a second click with the same key does nothing more; without a key each call is a replay', async () => {
      const webhook = await client().webhook(email);
      const first = await client().deliver(webhook, { email: 'clicks@example.com' });
      const clicks = await Promise.all([replay(first.id, 'click-0001'), replay(first.id, 'click-0001')]);
      expect(new Set(clicks.map((click) => click.replay.id)).size).toBe(1);
      expect(clicks.map(({ isNew }) => isNew)).toEqual([true, false]);
      expect((await settled(clicks[0].replay.id)).outcome).toBe('processed');
      expect(await replay(first.id, 'click-0001')).toMatchObject({ isNew: false, replay: { outcome: 'processed' } });
      expect((await contact(first.contact?.userNs)).requests).toBe(2);
      await replay(first.id);
      await replay(first.id);
      await expect.poll(async () => (await contact(first.contact?.userNs)).requests).toBe(4);
    });

    it('of a replay is one of the request that arrived, and is compared with its first run', async () => {
      const webhook = await client().webhook({ identity: { email: '$.nowhere' } });
      const first = await client().deliver(webhook, { email: 'original@example.com' });
      await save(webhook.id, { identity: { userNs: null, crmContactId: null, phone: null, email: '$.email' } });
      const once = await settled((await replay(first.id)).replay.id);
      expect(once.outcome).toBe('processed');
      expect(await compare(once.id)).toMatchObject({
        verdict: 'better',
        first: { deliveryId: first.id, outcome: 'unidentified' },
      });
      expect((await replay(once.id)).replay.replayOf).toBe(first.id);
      expect((await entry(first.id)).replays).toHaveLength(2);
    });

    it('RC3 of many people is compared person by person, and worked on for each', async () => {
      const webhook = await client().webhook({ itemsPath: '$', identity: { email: '$[*].email' } });
      const first = await client().deliver(webhook, [
        { email: 'one.of.two@example.com' },
        { mail: 'two.of.two@example.com' },
      ]);
      await save(webhook.id, {
        identity: { userNs: null, crmContactId: null, phone: '$[*].mail', email: '$[*].mail' },
      });
      expect(await compare(first.id)).toMatchObject({
        verdict: 'worse',
        sentence: 'Of 2 people: 1 better, 1 would now fail.',
        today: { receipt: { sentence: '2 people: 1 processed, 1 unidentified.' } },
      });
      const { replay: made } = await replay(first.id);
      expect(await settled(made.id)).toMatchObject({ items: 2, itemOutcomes: { processed: 1, unidentified: 1 } });
      // Nobody was answered, so nothing more counts against the limit.
      const rows = await client().call('listWebhooks', {});
      expect(rows.find(({ id }) => id === webhook.id)?.used).toBe(2);

      await save(webhook.id, {
        itemsPath: null,
        identity: { userNs: null, crmContactId: null, phone: null, email: '$[1].mail' },
      });
      expect(await compare(made.id)).toMatchObject({ verdict: 'better', today: { receipt: { outcome: 'processed' } } });
    });

    it('RC4 runs although the limit is reached, the webhook is switched off and its address is another one', async () => {
      const webhook = await client().webhook({ ...email, limit: { requests: 1, hours: 24 } });
      const first = await client().deliver(webhook, { email: 'limit@example.com' });
      expect((await client().post(webhook, { email: 'limit@example.com' })).status).toBe(429);
      const params = { id: webhook.id };
      await client().call('rotateToken', { params, body: { overlapHours: 0 } });
      await client().call('updateWebhook', { params, body: { active: false } });
      expect(await settled((await replay(first.id)).replay.id)).toMatchObject({ outcome: 'processed' });
    });

    it('RC5 of a request that came while the webhook was off is its first run', async () => {
      const { id, token } = await client().call('createWebhook', { body: { name: 'Off', config: email } });
      expect((await client().post({ token }, { email: 'off@example.com' })).status).toBe(503);
      const [refused] = await logOf(id);
      expect(await compare(refused?.id ?? '')).toMatchObject({
        verdict: 'better',
        first: { receipt: null, reason: 'inactive' },
      });
      expect(await settled((await replay(refused?.id ?? '')).replay.id)).toMatchObject({ outcome: 'processed' });
    });

    it('PR3 of an unreadable request ends as unreadable again', async () => {
      const first = await client().deliver(await client().webhook(email), '{');
      expect(await compare(first.id)).toMatchObject({ verdict: 'same', today: { receipt: { outcome: 'unparsed' } } });
      expect(await settled((await replay(first.id)).replay.id)).toMatchObject({
        outcome: 'unparsed',
        reason: 'bad-json',
      });
    });

    it.each([true, false])('without the body is NOT_REPLAYABLE (dry run: %s)', async (dryRun) => {
      const webhook = await client().webhook({ ...email, limit: { requests: 1, hours: 24 } });
      await client().deliver(webhook, { email: 'kept@example.com' });
      await client().post(webhook, { email: 'beyond@example.com' });
      const [beyond] = await logOf(webhook.id);
      const error = await client().refused('replayDelivery', { params: { id: beyond?.id ?? '' }, body: { dryRun } });
      expect(error).toMatchObject({
        status: 409,
        code: 'NOT_REPLAYABLE',
        message: expect.stringContaining('not kept'),
      });
    });

    it.each([
      ['nothing', {}, '/dryRun'],
      ['a short key', { dryRun: false, key: 'x' }, '/key'],
      ['an unknown key', { dryRun: true, force: true }, '/force'],
    ])('refuses %s', async (_, body, pointer) => {
      const error = await client().refused('replayDelivery', { params: { id: 'dlv_1' }, body });
      expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
    });

    it.each([true, false])('NOT_FOUND where there is no such request (dry run: %s)', async (dryRun) => {
      const error = await client().refused('replayDelivery', { params: { id: 'dlv_nobody' }, body: { dryRun } });
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    });
  });

  describe('PR4 several at once', () => {
    async function threeBookings() {
      const webhook = await client().webhook(email);
      const address = `many-${webhook.id}@example.com`.toLowerCase().replaceAll('_', '-');
      const ids: string[] = [];
      for (const seat of ['A1', 'B2', 'C3']) ids.push((await client().deliver(webhook, { email: address, seat })).id);
      return { webhook, ids, address };
    }

    it('a dry run counts and writes nothing; what is replayed keeps the order of arrival', async () => {
      const { key } = await field('Replay seats');
      const { webhook, ids, address } = await threeBookings();
      await save(webhook.id, { fields: [{ field: key, path: '$.seat', pattern: null }] });
      const unreadable = await client().deliver(webhook, '{');
      const asked = [ids[2]!, unreadable.id, 'dlv_nobody', ids[0]!, ids[1]!, ids[0]!];
      const overview = await client().call('replayDeliveries', { body: { dryRun: true, ids: asked } });
      expect(overview).toMatchObject({
        counts: { same: 1, better: 3, different: 0, worse: 0, left: 1, replacing: 0 },
        sentence: '1 the same, 3 better, 1 cannot be replayed.',
        requests: [
          ...ids.map((id) => ({ id, contact: address, verdict: 'better' })),
          { id: unreadable.id, contact: null, verdict: 'same' },
        ],
        left: [{ id: 'dlv_nobody', why: 'gone' }],
        isCut: false,
      });
      expect(await logOf(webhook.id)).toHaveLength(4);

      const body = { dryRun: false, ids: asked, key: 'several-01' };
      const done = await client().call('replayDeliveries', { body });
      if (done.dryRun) throw new Error('It was a dry run.');
      expect(done.replays.map(({ replayOf }) => replayOf)).toEqual([...ids, unreadable.id]);
      expect(done.left.map(({ id, why }) => [id, why])).toEqual([['dlv_nobody', 'gone']]);
      await settled(done.replays.at(-1)?.id ?? '');
      const { items } = await client().call('listContacts', { query: { q: address } });
      const person = await contact(items[0]?.userNs);
      expect(person.requests).toBe(6);
      expect(person.fields[key]).toMatchObject({ text: 'C3' });

      const again = await client().call('replayDeliveries', { body });
      expect(again).toMatchObject({ replays: done.replays.map(({ id }) => ({ id })) });
      expect(await logOf(webhook.id)).toHaveLength(8);
    });

    it('takes what the log shows under a filter, a request and its replays as one', async () => {
      const { webhook, ids } = await threeBookings();
      await settled((await replay(ids[1]!)).replay.id);
      const filter = { webhookId: webhook.id, outcome: 'processed' as const };
      const overview = await client().call('replayDeliveries', { body: { dryRun: true, filter } });
      if (!overview.dryRun) throw new Error('It was no dry run.');
      expect(overview.counts).toMatchObject({ same: 3, left: 0 });
      const done = await client().call('replayDeliveries', { body: { dryRun: false, filter } });
      if (done.dryRun) throw new Error('It was a dry run.');
      expect(done.replays.map(({ replayOf }) => replayOf)).toEqual(ids);
      await settled(done.replays.at(-1)?.id ?? '');
    });

    it.each([
      ['neither requests nor a filter', { dryRun: true }, '/ids'],
      ['both', { dryRun: true, ids: ['dlv_1'], filter: {} }, '/ids'],
      ['no request', { dryRun: true, ids: [] }, '/ids'],
      ['too many', { dryRun: true, ids: Array.from({ length: 501 }, (_, at) => `dlv_${at}`) }, '/ids'],
      ['a page', { dryRun: true, filter: { limit: 3 } }, '/filter/limit'],
      ['no wish', { ids: ['dlv_1'] }, '/dryRun'],
    ])('refuses %s', async (_, body, pointer) => {
      const error = await client().refused('replayDeliveries', { body });
      expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
    });
  });
}
