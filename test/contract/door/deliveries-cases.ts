import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DeliveryQuery } from '#shared/contract/delivery.ts';
import type { DoorClient } from './door-client.ts';

export function deliveriesCases(client: () => DoorClient): void {
  const email = { identity: { email: '$.email' } };
  const list = async (query: Partial<DeliveryQuery>) => (await client().call('listDeliveries', { query })).items;
  const rawBody = (id: string) => client().door.fetch(`/api/deliveries/${id}/body`);

  describe('the log', () => {
    it('comes in pages, newest first, each request once', async () => {
      const { id: webhookId, token } = await client().webhook();
      const posted: (string | null)[] = [];
      for (let index = 0; index < 5; index += 1) posted.unshift((await client().post({ token }, { index })).id);
      const first = await client().call('listDeliveries', { query: { webhookId, limit: 2 } });
      const second = await client().call('listDeliveries', {
        query: { webhookId, limit: 2, before: first.nextCursor ?? '' },
      });
      const third = await client().call('listDeliveries', {
        query: { webhookId, limit: 2, before: second.nextCursor ?? '' },
      });
      expect([first, second, third].map(({ items }) => items.length)).toEqual([2, 2, 1]);
      expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(posted);
      expect(third.nextCursor).toBeNull();
    });

    it('finds by outcome, contact and time', async () => {
      const webhook = await client().webhook(email);
      const webhookId = webhook.id;
      const good = await client().deliver(webhook, { email: 'found@example.com' });
      const bad = await client().deliver(webhook, '{', 'application/json');
      expect((await list({ webhookId, outcome: 'unparsed' })).map(({ id }) => id)).toEqual([bad.id]);
      expect(await list({ webhookId, outcome: 'pending' })).toEqual([]);
      expect((await list({ contact: good.contact?.userNs ?? '' })).map(({ id }) => id)).toEqual([good.id]);
      expect(await list({ webhookId, until: '2001-01-01T00:00:00.000Z' })).toEqual([]);
      expect((await list({ webhookId, since: good.receivedAt })).map(({ id }) => id)).toEqual([bad.id, good.id]);
    });

    it.each([
      { title: 'a page of nothing', query: { limit: 0 }, pointer: '/limit' },
      { title: 'a page without end', query: { limit: 1e9 }, pointer: '/limit' },
      { title: 'words for a number', query: { limit: 'many' }, pointer: '/limit' },
      { title: 'a page that is none', query: { before: "1' OR 1=1" }, pointer: '/before' },
      { title: 'an outcome that there is not', query: { outcome: 'splendid' }, pointer: '/outcome' },
      { title: 'a parameter that there is not', query: { cursor: 'x' }, pointer: '/cursor' },
      { title: 'a time that is none', query: { since: 'yesterday' }, pointer: '/since' },
    ])('refuses $title', async ({ query, pointer }) => {
      const error = await client().refused('listDeliveries', { query });
      expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
    });
  });

  describe('one request', () => {
    it('RC3 shows texts opened as they were when it was worked on, whatever is saved later', async () => {
      const webhook = await client().webhook({ identity: { email: '$.raw.email' }, openStrings: ['$.raw'] });
      const closedText = '{"raw":"{\\"email\\":\\"in.text@example.com\\"}"}';
      const delivery = await client().deliver(webhook, closedText);
      const text = '{"raw":{"email":"in.text@example.com"}}';
      expect(delivery).toMatchObject({ outcome: 'processed', bodyText: closedText, parsed: { text, closedText } });
      const saved = { config: email, version: webhook.version };
      await client().call('updateWebhook', { params: { id: webhook.id }, body: saved });
      const later = await client().call('getDelivery', { params: { id: delivery.id } });
      expect(later.parsed).toMatchObject({ text, closedText });
    });

    it('RC3 of many people is told as a whole, and person by person', async () => {
      const webhook = await client().webhook({ itemsPath: '$', identity: { email: '$[*].email' } });
      const people = [{ email: 'first.of.many@example.com' }, {}, { email: 'last.of.many@example.com' }];
      const delivery = await client().deliver(webhook, people);
      expect(delivery).toMatchObject({
        outcome: 'unidentified',
        sentence: '3 people: 2 processed, 1 unidentified.',
        contact: null,
        items: 3,
        itemOutcomes: { processed: 2, unidentified: 1 },
        receipt: { identification: null, fields: [] },
      });
      const params = { id: delivery.id };
      const all = await client().call('listDeliveryItems', { params, query: {} });
      expect(all.items.map(({ position, receipt }) => [position, receipt.outcome, receipt.contact?.label])).toEqual([
        [1, 'processed', 'first.of.many@example.com'],
        [2, 'unidentified', undefined],
        [3, 'processed', 'last.of.many@example.com'],
      ]);
      const page = await client().call('listDeliveryItems', { params, query: { limit: 1, after: 1 } });
      expect(page).toMatchObject({ items: [{ position: 2 }], nextCursor: '2' });
      const good = await client().call('listDeliveryItems', { params, query: { outcome: 'processed', after: 1 } });
      expect(good.items.map(({ position }) => position)).toEqual([3]);

      const userNs = all.items[2]?.receipt.contact?.userNs ?? '';
      expect((await list({ contact: userNs })).map(({ id }) => id)).toEqual([delivery.id]);
      expect(await client().call('getContact', { params: { userNs } })).toMatchObject({
        requests: 1,
        createdBy: { deliveryId: delivery.id },
      });
      const rows = await client().call('listWebhooks', {});
      expect(rows.find(({ id }) => id === webhook.id)?.used).toBe(3);
      const error = await client().refused('listDeliveryItems', { params: { id: 'dlv_none' } });
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    });

    it('RC4 of many people is worked on whole; then the limit is reached', async () => {
      const limit = { requests: 3, hours: 24 };
      const webhook = await client().webhook({ itemsPath: '$', identity: { email: '$[*].email' }, limit });
      const five = Array.from({ length: 5 }, (_, index) => ({ email: `limit${index}@example.com` }));
      expect(await client().deliver(webhook, five)).toMatchObject({ items: 5, outcome: 'processed' });
      expect(await client().post(webhook, five)).toMatchObject({ status: 429 });
    });

    it('LG2 is shown with everything known about it', async () => {
      const webhook = await client().webhook(email);
      const delivery = await client().deliver(webhook, '{ "email": "whole@example.com", "n": 1.50 }');
      expect(delivery).toMatchObject({
        webhookId: webhook.id,
        webhookName: 'Bookings',
        origin: 'sender',
        outcome: 'processed',
        answered: 200,
        method: 'POST',
        contentType: 'application/json',
        sizeBytes: 43,
        hasBody: true,
        bodyText: '{ "email": "whole@example.com", "n": 1.50 }',
        bodyTextCut: false,
        parsed: { ok: true, format: 'json', text: expect.stringContaining('1.50') },
        configVersion: 1,
        receipt: { outcome: 'processed', identification: { rule: 'ID6' } },
        contact: { label: 'whole@example.com' },
      });
      expect(delivery.headers).toContainEqual([expect.stringMatching(/^content-type$/i), 'application/json']);
    });

    it.each([
      {
        title: 'JSON with a fault',
        body: '{"a":}',
        contentType: 'application/json',
        bodyText: '{"a":}',
        reason: 'bad-json',
      },
      {
        title: 'bytes that are no text',
        body: Uint8Array.of(0xff, 0xfe, 0xc0, 0xaf),
        contentType: 'application/json',
        bodyText: null,
        reason: 'bad-encoding',
      },
      {
        title: 'a format nobody reads',
        body: '%PDF-1.7',
        contentType: 'application/pdf',
        bodyText: '%PDF-1.7',
        reason: 'unsupported-format',
      },
      { title: 'nothing', body: '', contentType: 'application/json', bodyText: '', reason: 'empty-body' },
    ])('that brought $title says so', async ({ body, contentType, bodyText, reason }) => {
      const delivery = await client().deliver(await client().webhook(email), body, contentType);
      expect(delivery).toMatchObject({ outcome: 'unparsed', reason, bodyText, parsed: { ok: false, reason } });
    });

    it('shows text in the encoding that the sender stated', async () => {
      const latin = Uint8Array.from('{"email":"a@example.com","name":"Zoë"}', (letter) => letter.charCodeAt(0));
      const delivery = await client().deliver(
        await client().webhook(email),
        latin,
        'application/json; charset=iso-8859-1',
      );
      expect(delivery).toMatchObject({ bodyText: expect.stringContaining('Zoë'), parsed: { ok: true } });
    });

    it.each([
      ['xml', 'application/xml', '<a><email>xml@example.com</email></a>', '$.a.email', 'xml@example.com'],
      [
        'multipart',
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nparts@example.com\r\n--x--',
        '$.email',
        'parts@example.com',
      ],
      ['text', 'text/plain', 'text@example.com', '$', 'text@example.com'],
    ])('RC3 in %s is read and worked on', async (format, contentType, body, path, label) => {
      const webhook = await client().webhook({ identity: { email: path } });
      const delivery = await client().deliver(webhook, body, contentType);
      expect(delivery).toMatchObject({ outcome: 'processed', contact: { label }, parsed: { format, note: null } });
    });

    it('RC3 that came compressed is kept as it came and read unpacked', async () => {
      const packed = gzipSync('{"email":"packed@example.com","email":"last@example.com"}');
      const webhook = await client().webhook(email);
      const delivery = await client().deliver(webhook, packed, 'application/json', { 'content-encoding': 'gzip' });
      expect(delivery).toMatchObject({
        outcome: 'processed',
        contact: { label: 'last@example.com' },
        sizeBytes: packed.length,
        bodyText: null,
        parsed: { format: 'json', note: expect.stringContaining('“email”') },
      });
    });

    it('shows the first 64 KB of a large one', async () => {
      const text = `{"a":"${'x'.repeat(70_000)}"}`;
      const delivery = await client().deliver(await client().webhook(email), text);
      expect(delivery).toMatchObject({ bodyText: text.slice(0, 65_536), bodyTextCut: true });
      expect(delivery.parsed).toMatchObject({ ok: true, text: expect.stringMatching(/x"\s*}$/) });
    });

    it('RC5 that was refused is kept with its body', async () => {
      const webhook = await client().call('createWebhook', { body: { name: 'Off' } });
      await client().post(webhook, { email: 'later@example.com' });
      const [row] = await list({ webhookId: webhook.id });
      expect(await client().call('getDelivery', { params: { id: row?.id ?? '' } })).toMatchObject({
        outcome: 'refused',
        reason: 'inactive',
        answered: 503,
        hasBody: true,
        parsed: { ok: true },
        contact: null,
      });
    });

    it('that is not there is NOT_FOUND', async () => {
      const error = await client().refused('getDelivery', { params: { id: 'dlv_nobody' } });
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    });
  });

  describe('its raw body', () => {
    it('RC2 is handed over byte for byte, as a file that no browser renders', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      const { id } = await client().deliver(await client().webhook(), bytes, 'text/html');
      const answer = await rawBody(id);
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${id}.txt"`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
        'cache-control': expect.stringContaining('no-store'),
      });
    });

    it('is named as JSON where it says that it is', async () => {
      const { id } = await client().deliver(await client().webhook(), '{}', 'application/cloudevents+json');
      expect((await rawBody(id)).headers.get('content-disposition')).toBe(`attachment; filename="${id}.json"`);
    });

    it('is NOT_FOUND where it is not kept, or the request is not there', async () => {
      const webhook = await client().webhook();
      await client().post(webhook, 'x'.repeat(5 * 1024 * 1024 + 1));
      const [row] = await list({ webhookId: webhook.id });
      for (const id of [row?.id ?? '', 'dlv_nobody', '..%2f..%2fetc%2fpasswd']) {
        const answer = await rawBody(id);
        expect(answer.status).toBe(404);
        expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
      }
    });
  });
}
