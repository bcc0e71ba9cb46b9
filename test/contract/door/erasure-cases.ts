import { expect, it } from 'vitest';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import type { DoorClient } from './door-client.ts';

export function erasureCases(client: () => DoorClient): void {
  const withSample = async (email: string) => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    const delivery = await client().deliver(webhook, { email });
    const sample = { text: JSON.stringify({ email }), contentType: 'application/json', deliveryId: delivery.id };
    await client().call('putSample', { params: { id: webhook.id }, body: sample });
    return { webhook, delivery, params: { userNs: delivery.contact!.userNs } };
  };

  it('LG3 says what would go, then erases and says what has gone; the entries in the log stay', async () => {
    const { webhook, delivery, params } = await withSample('erase.me@example.com');
    const planned = await client().call('eraseContact', { params, body: { dryRun: true } });
    expect(planned).toMatchObject({
      dryRun: true,
      isWiped: null,
      counts: { own: 1, unlinked: 0, others: 0, bodies: 1, samples: 1 },
      requests: [{ id: delivery.id, about: 'person' }],
      copies: { choice: 'keep' },
    });
    expect(await client().call('getContact', { params })).toMatchObject({ email: 'erase.me@example.com' });

    const erased = await client().call('eraseContact', { params, body: { dryRun: false } });
    expect(erased).toMatchObject({ dryRun: false, isWiped: true, counts: planned.counts, gone: planned.gone });
    expect(JSON.stringify(erased)).not.toContain('erase.me');
    expect(await client().refused('getContact', { params })).toMatchObject({ status: 404 });
    expect(await client().call('getSample', { params: { id: webhook.id } })).toBeNull();
    const entry = await client().call('getDelivery', { params: { id: delivery.id } });
    expect(entry).toMatchObject({
      outcome: 'processed',
      answered: 200,
      sizeBytes: delivery.sizeBytes,
      contact: null,
      sentence: ERASED_SENTENCE,
      erasedAt: erased.at,
      ...{ headers: [], hasBody: false, bodyText: null, parsed: null, receipt: null },
    });
    expect((await client().door.fetch(`/api/deliveries/${delivery.id}/body`)).status).toBe(404);
    const source = { deliveryId: delivery.id };
    const previewed = await client().refused('preview', { params: { id: webhook.id }, body: { config: {}, source } });
    expect(previewed.code).toBe('NOTHING_TO_PREVIEW');
    const listed = await client().call('listDeliveries', { query: { webhookId: webhook.id } });
    expect(listed.items.map(({ id }) => id)).toEqual([delivery.id]);
  });

  it('RC3 somebody who came in a list goes from it; what it did for the others stays', async () => {
    const webhook = await client().webhook({ itemsPath: '$', identity: { email: '$[*].email', phone: '$[*].phone' } });
    await client().deliver(webhook, [{ phone: '+44 117 496 0291', email: 'list.gone@example.com' }]);
    const delivery = await client().deliver(webhook, [
      { email: 'list.gone@example.com' },
      // Theirs is the e-mail, so the other one does not get it, and the receipt says so.
      { phone: '+44 117 496 0292', email: 'list.gone@example.com' },
      { email: 'list.stays@example.com' },
    ]);
    const itemsOf = () => client().call('listDeliveryItems', { params: { id: delivery.id }, query: {} });
    const before = await itemsOf();
    expect(JSON.stringify(before.items[1])).toContain('list.gone');
    const userNs = before.items[0]!.receipt.contact!.userNs!;
    const erased = await client().call('eraseContact', { params: { userNs }, body: { dryRun: false } });
    expect(erased).toMatchObject({ isWiped: true, counts: { bodies: 2 } });
    const after = await itemsOf();
    expect(JSON.stringify(after)).not.toContain('list.gone');
    expect(after.items.map(({ receipt }) => [receipt.outcome, receipt.contact?.label ?? null])).toEqual([
      ['processed', null],
      ['processed', before.items[1]?.receipt.contact?.label],
      ['processed', 'list.stays@example.com'],
    ]);
    expect(after.items[2]).toEqual(before.items[2]);
    const entry = await client().call('getDelivery', { params: { id: delivery.id } });
    expect(entry).toMatchObject({ hasBody: false, erasedAt: erased.at, items: 3, itemOutcomes: { processed: 3 } });
  });

  it('LG3 tells every screen, and nobody who comes later hears of the person from old news', async () => {
    const { delivery, params } = await withSample('old.news@example.com');
    const news = await client().events();
    const bookmark = await news.bookmark();
    const late = await client().deliver(await client().webhook({ identity: { email: '$.email' } }), {
      email: 'old.news@example.com',
    });
    await client().call('eraseContact', { params, body: { dryRun: false } });
    const heard: string[] = [];
    await news.until((event) => {
      if (event.type === 'contact' && event.userNs === params.userNs) heard.push('contact');
      if (event.type === 'delivery' && event.delivery.sentence === ERASED_SENTENCE) heard.push(event.delivery.id);
      return event.type === 'backups';
    });
    expect(heard.slice(-3)).toEqual(['contact', late.id, delivery.id]);
    await news.close();
    const later = await client().events(bookmark);
    expect(await later.next()).toEqual({ type: 'reset' });
    await later.close();
  });

  it('LG3 replaces the backups where that is wished', async () => {
    const { params } = await withSample('in.backups@example.com');
    await client().call('makeBackup', {});
    const { copies } = await client().call('eraseContact', { params, body: { dryRun: false, backups: 'replace' } });
    expect(copies).toMatchObject({ choice: 'replace', replaced: true });
    const { items } = await client().call('listBackups', {});
    expect(items.map(({ reason }) => reason)).toEqual(['after-erasure']);
  });

  it('refuses what it does not understand, and whom it does not know', async () => {
    const { params } = await withSample('stays@example.com');
    const refused = (body: unknown) => client().refused('eraseContact', { params, body });
    expect(await refused({})).toMatchObject({ status: 422, details: [{ pointer: '/dryRun' }] });
    expect(await refused({ dryRun: false, backups: 'burn' })).toMatchObject({ status: 422 });
    expect(await refused({ dryRun: false, force: true })).toMatchObject({ status: 422 });
    const nobody = { params: { userNs: 'f1unobody' }, body: { dryRun: false } };
    expect(await client().refused('eraseContact', nobody)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await client().call('getContact', { params })).toMatchObject({ email: 'stays@example.com' });
  });
}
