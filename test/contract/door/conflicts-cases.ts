import { describe, expect, it } from 'vitest';
import type { ContactDetail } from '#shared/contract/contact.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { DoorClient } from './door-client.ts';

export function conflictsCases(client: () => DoorClient): void {
  let count = 0;

  /** Two people, and a request that names the one by phone number and the other by e-mail. */
  async function clash() {
    count += 1;
    const phone = `+4411749602${String(count).padStart(2, '0')}`;
    const email = `clash.${count}@example.com`;
    const jane = await client().call('createContact', { body: { phone, name: `Jane ${count}` } });
    const joe = await client().call('createContact', { body: { email, name: `Joe ${count}` } });
    const webhook = await client().webhook({
      identity: { phone: '$.phone', email: '$.email' },
      identification: 'careful',
    });
    const payload = { phone, email };
    const { id, conflict } = await client().deliver(webhook, payload);
    return { jane, joe, webhook, payload, deliveryId: id, id: conflict?.id ?? '' };
  }

  const load = (id: string) => client().call('getConflict', { params: { id } });
  const openOf = async ({ id }: Webhook) =>
    (await client().call('listConflicts', { query: { status: 'open', limit: 200 } })).items.filter(
      (conflict) => conflict.webhookId === id,
    );

  it('ID10 a careful webhook says in a dry run that people differ, and makes no conflict of it', async () => {
    const { webhook, payload } = await clash();
    const { receipt } = await client().call('preview', {
      params: { id: webhook.id },
      body: {
        config: { identity: webhook.identity, identification: 'careful' },
        source: { text: JSON.stringify(payload) },
      },
    });
    expect(receipt).toMatchObject({ outcome: 'conflict', identification: { decision: 'conflict' } });
    expect(await openOf(webhook)).toHaveLength(1);
  });

  it('ID10 an item that names two people waits by itself, and is decided by itself', async () => {
    const { jane, joe, payload } = await clash();
    const webhook = await client().webhook({
      itemsPath: '$.people',
      identity: { phone: '$.people[*].phone', email: '$.people[*].email' },
      identification: 'careful',
    });
    const { id, conflict } = await client().deliver(webhook, { people: [{ email: joe.email }, payload] });
    expect(conflict).toBeNull();
    const itemsOf = async () => (await client().call('listDeliveryItems', { params: { id }, query: {} })).items;
    const [, second] = await itemsOf();
    expect(second).toMatchObject({ receipt: { outcome: 'conflict' }, conflict: { isOpen: true } });
    expect(await openOf(webhook)).toMatchObject([{ id: second?.conflict?.id, deliveryId: id, item: 2 }]);
    const news = await client().events();
    const body = { choice: 'pick', userNs: jane.userNs } as const;
    await client().call('resolveConflict', { params: { id: second?.conflict?.id ?? '' }, body });
    await news.next();
    expect(await news.next()).toMatchObject({ type: 'delivery', delivery: { id, outcome: 'processed', items: 2 } });
    expect(await news.next()).toEqual({ type: 'contact', userNs: jane.userNs });
    await news.close();
    expect((await itemsOf())[1]).toMatchObject({
      receipt: { contact: { userNs: jane.userNs } },
      conflict: { isOpen: false },
    });
  });

  it('is told of as it comes up and as it is decided, with the contacts it changed', async () => {
    const { webhook, payload, jane, joe } = await clash();
    const news = await client().events();
    const { id } = await client().post(webhook, payload);
    const told = await news.until((event) => event.type === 'conflict');
    const [conflict] = await openOf(webhook);
    expect(told).toEqual({ type: 'conflict', id: conflict?.id });
    expect(conflict?.deliveryId).toBe(id);
    const body = { choice: 'merge', keep: jane.userNs } as const;
    await client().call('resolveConflict', { params: { id: conflict?.id ?? '' }, body });
    expect(await news.next()).toEqual({ type: 'conflict', id: conflict?.id });
    expect(await news.next()).toMatchObject({ type: 'delivery', delivery: { id, outcome: 'processed' } });
    expect(await news.next()).toEqual({ type: 'contact', userNs: jane.userNs });
    expect(await news.next()).toEqual({ type: 'contact', userNs: joe.userNs });
    await news.close();
  });

  it('lists open and decided ones, and says how many wait', async () => {
    const { id, jane } = await clash();
    const { items, open } = await client().call('listConflicts', { query: { limit: 1 } });
    expect(items).toMatchObject([{ id, decidedAt: null, candidates: [{ label: jane.label }, {}] }]);
    await client().call('resolveConflict', { params: { id }, body: { choice: 'pick', userNs: jane.userNs } });
    const after = await client().call('listConflicts', { query: { status: 'decided', limit: 1 } });
    expect(after).toMatchObject({ open: open - 1, items: [{ id, choice: 'pick', contact: { userNs: jane.userNs } }] });
  });

  it.each([
    ['an unknown status', { status: 'lost' }, '/status'],
    ['a page of another list', { before: '12' }, '/before'],
  ])('refuses %s', async (_, query, pointer) => {
    expect(await client().refused('listConflicts', { query })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ pointer }],
    });
  });

  it('shows what the request says beside the people it names', async () => {
    const { id, jane, joe, deliveryId, payload } = await clash();
    expect(await load(id)).toMatchObject({
      deliveryId,
      people: [{ userNs: jane.userNs }, { userNs: joe.userNs }],
      receipt: { identification: { readings: { phone: { value: payload.phone }, email: { value: payload.email } } } },
    });
    expect(await client().refused('getConflict', { params: { id: 'cfl_nobody' } })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('ID10 is decided once', async () => {
    const { id, jane, joe } = await clash();
    const decided = await client().call('resolveConflict', {
      params: { id },
      body: { choice: 'pick', userNs: jane.userNs },
    });
    expect(decided).toMatchObject({
      choice: 'pick',
      contact: { userNs: jane.userNs },
      receipt: { outcome: 'processed' },
    });
    const again = { params: { id }, body: { choice: 'pick', userNs: joe.userNs } };
    expect(await client().refused('resolveConflict', again)).toMatchObject({ status: 409, code: 'CONFLICT_DECIDED' });
    expect(await client().call('getContact', { params: { userNs: joe.userNs } })).toMatchObject({ requests: 0 });
  });

  it('ID10 a decision can be undone, and is told of; not once the contact has changed, nor a merge', async () => {
    const { id, joe, deliveryId } = await clash();
    const before = await load(id);
    const params = { id };
    const decided = await client().call('resolveConflict', { params, body: { choice: 'pick', userNs: joe.userNs } });
    expect(decided.undo).toEqual({ until: expect.any(String), sentence: '' });
    const news = await client().events();
    expect(await client().call('undoDecision', { params })).toEqual(before);
    expect(await news.next()).toEqual({ type: 'conflict', id });
    expect(await news.next()).toMatchObject({ type: 'delivery', delivery: { id: deliveryId, outcome: 'conflict' } });
    expect(await news.next()).toEqual({ type: 'contact', userNs: joe.userNs });
    await news.close();

    await client().call('resolveConflict', { params, body: { choice: 'pick', userNs: joe.userNs } });
    await client().call('updateContact', { params: { userNs: joe.userNs }, body: { firstName: 'Josephine' } });
    expect(await client().refused('undoDecision', { params })).toMatchObject({
      status: 409,
      code: 'DECISION_NOT_UNDOABLE',
      message: expect.stringContaining('or the request, has changed since.'),
    });
    expect((await load(id)).undo).toEqual({ until: null, sentence: expect.stringContaining('has changed since.') });
    const merged = await clash();
    await client().call('resolveConflict', {
      params: { id: merged.id },
      body: { choice: 'merge', keep: merged.joe.userNs },
    });
    expect(await client().refused('undoDecision', { params: { id: merged.id } })).toMatchObject({
      code: 'DECISION_NOT_UNDOABLE',
      message: 'This decision cannot be undone any more.',
    });
    expect(await client().refused('undoDecision', { params: { id: 'cfl_nobody' } })).toMatchObject({ status: 404 });
  });

  it.each([
    ['no choice', {}, 'INVALID_INPUT'],
    ['a choice that there is not', { choice: 'both' }, 'INVALID_INPUT'],
    ['nobody picked', { choice: 'pick' }, 'INVALID_INPUT'],
    ['somebody else', { choice: 'pick', userNs: 'f1uelse' }, 'INVALID_INPUT'],
    ['somebody else to keep', { choice: 'merge', keep: 'f1uelse' }, 'INVALID_INPUT'],
    ['more than is asked for', { choice: 'new', userNs: 'f1uelse' }, 'INVALID_INPUT'],
  ])('refuses %s, and it stays open', async (_, body, code) => {
    const { id } = await clash();
    expect(await client().refused('resolveConflict', { params: { id }, body })).toMatchObject({ code });
    expect(await load(id)).toMatchObject({ decidedAt: null });
  });

  it('CANDIDATE_GONE where the one who is picked has been deleted', async () => {
    const { id, jane, joe } = await clash();
    await client().call('deleteContact', { params: { userNs: joe.userNs } });
    const body = { choice: 'pick', userNs: joe.userNs };
    expect(await client().refused('resolveConflict', { params: { id }, body })).toMatchObject({
      code: 'CANDIDATE_GONE',
    });
    const merge = { choice: 'merge', keep: jane.userNs };
    const error = await client().refused('resolveConflict', { params: { id }, body: merge });
    expect(error).toMatchObject({ status: 409, code: 'CANDIDATE_GONE', message: expect.stringContaining('no two') });
    expect(await load(id)).toMatchObject({ candidates: [{ now: {} }, { now: null }], people: [{}] });
  });

  it('remembers a decision, says so the next time, and forgets it', async () => {
    const { id, joe, webhook, payload } = await clash();
    const body = { choice: 'pick', userNs: joe.userNs, remember: true } as const;
    await client().call('resolveConflict', { params: { id }, body });
    const next = await client().deliver(webhook, payload);
    expect(next).toMatchObject({ outcome: 'processed', contact: { userNs: joe.userNs }, conflict: null });
    expect(next.receipt?.identification?.trace.find(({ decided }) => decided)?.sentence).toMatch(/^You decided before/);
    const { items } = await client().call('listConflictRules', { query: {} });
    const rule = items.find(({ webhookId }) => webhookId === webhook.id);
    expect(rule).toMatchObject({ contact: { userNs: joe.userNs }, said: [{ slot: 'phone' }, { slot: 'email' }] });
    await client().call('deleteConflictRule', { params: { id: rule?.id ?? '' } });
    expect(await client().refused('deleteConflictRule', { params: { id: rule?.id ?? '' } })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await client().deliver(webhook, payload)).toMatchObject({ outcome: 'conflict', conflict: { isOpen: true } });
    const again = { params: { id: rule?.id ?? '' } };
    await client().call('restoreConflictRule', again);
    expect((await client().call('listConflictRules', { query: {} })).items).toContainEqual(rule);
    expect(await client().refused('restoreConflictRule', again)).toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('merging by hand', () => {
    const person = (): Promise<ContactDetail> => {
      count += 1;
      return client().call('createContact', { body: { email: `merge.${count}@example.com`, name: `Person ${count}` } });
    };
    const merge = (keep: string, from: string, more = {}) =>
      client().call('mergeContacts', { body: { keep, from, ...more } });

    it('says first what it would give, writes nothing, then does it; undone, both are as they were', async () => {
      const [keep, from] = [await person(), await person()];
      const dry = await merge(keep.userNs, from.userNs, { dryRun: true, take: { slots: ['name'] } });
      expect(dry).toMatchObject({
        merge: null,
        preview: {
          label: from.name,
          values: [
            { slot: 'email', of: 'keep', other: from.email },
            { slot: 'name', value: from.name, of: 'from', other: keep.name },
          ],
        },
      });
      expect(await client().call('getContact', { params: { userNs: from.userNs } })).toEqual(from);
      const news = await client().events();
      const done = await merge(keep.userNs, from.userNs, { take: { slots: ['name'] } });
      expect(done.preview).toEqual(dry.preview);
      expect([await news.next(), await news.next(), await news.next()]).toEqual([
        { type: 'contact', userNs: keep.userNs },
        { type: 'contact', userNs: from.userNs },
        { type: 'conflict', id: null },
      ]);
      await news.close();
      const kept = await client().call('getContact', { params: { userNs: from.userNs } });
      expect(kept).toMatchObject({ userNs: keep.userNs, name: from.name, merges: [{ id: done.merge?.id }] });

      const undone = await client().call('undoMerge', { params: { id: done.merge?.id ?? '' } });
      expect(undone).toMatchObject({ keep: { userNs: keep.userNs }, from: { userNs: from.userNs }, left: [] });
      for (const one of [keep, from]) {
        expect(await client().call('getContact', { params: { userNs: one.userNs } })).toEqual(one);
      }
      const again = await client().refused('undoMerge', { params: { id: done.merge?.id ?? '' } });
      expect(again).toMatchObject({ status: 409, code: 'MERGE_NOT_UNDOABLE' });
    });

    it('ID3 a request with the old User Ns is about the kept one', async () => {
      const [keep, from] = [await person(), await person()];
      await merge(keep.userNs, from.userNs);
      const webhook = await client().webhook({ identity: { userNs: '$.ns', email: '$.email' } });
      const by = { userNs: keep.userNs };
      expect(await client().deliver(webhook, { ns: from.userNs })).toMatchObject({ outcome: 'processed', contact: by });
      expect(await client().deliver(webhook, { email: from.email })).toMatchObject({ contact: by });
      expect(await client().refused('createContact', { body: { email: from.email } })).toMatchObject({
        code: 'IDENTIFIER_TAKEN',
      });
    });

    it('PR4 a replay compares with whom the first contact has become part of', async () => {
      const [keep, from] = [await person(), await person()];
      const webhook = await client().webhook({ identity: { email: '$.email' } });
      const { id } = await client().deliver(webhook, { email: from.email });
      await merge(keep.userNs, from.userNs);
      const replay = await client().call('replayDelivery', { params: { id }, body: { dryRun: true } });
      expect(replay).toMatchObject({ comparison: { verdict: 'same', notes: [] } });
    });

    it('refuses one with itself, and whoever is not there', async () => {
      const { userNs } = await person();
      const itself = await client().refused('mergeContacts', { body: { keep: userNs, from: userNs } });
      expect(itself).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer: '/from' }] });
      for (const body of [
        { keep: userNs, from: 'f1unobody' },
        { keep: 'f1unobody', from: userNs },
      ]) {
        expect(await client().refused('mergeContacts', { body })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      }
      expect(await client().refused('undoMerge', { params: { id: 'mrg_nobody' } })).toMatchObject({
        code: 'NOT_FOUND',
      });
      const strange = { keep: userNs, from: 'f1u', take: { slots: ['userNs'] } };
      expect(await client().refused('mergeContacts', { body: strange })).toMatchObject({ code: 'INVALID_INPUT' });
    });

    it('refuses to undo under a later merge, and says which', async () => {
      const [a, b, c] = [await person(), await person(), await person()];
      const first = await merge(b.userNs, a.userNs);
      await merge(c.userNs, b.userNs);
      const error = await client().refused('undoMerge', { params: { id: first.merge?.id ?? '' } });
      expect(error).toMatchObject({ code: 'MERGE_NOT_UNDOABLE', message: expect.stringContaining(`into ${c.label}`) });
    });
  });
}
