import { describe, expect, it } from 'vitest';
import type { PreviewRequest } from '#shared/contract/preview.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { DoorClient } from './door-client.ts';

export function previewCases(client: () => DoorClient): void {
  const create = () => client().call('createWebhook', { body: { name: 'Bookings' } });

  /** Previews on a text with a webhook of its own. */
  async function preview(config: PreviewRequest['config'], text: string, more: Partial<PreviewRequest> = {}) {
    const { id } = await create();
    return client().call('preview', { params: { id }, body: { config, source: { text }, ...more } });
  }

  it('PR5 says who it would be and what would change, and writes nothing', async () => {
    const before = await client().call('listContacts', { query: {} });
    const { parsed, receipt } = await preview(
      { identity: { email: '$.email' }, profile: { firstName: '$.name' } },
      '{"email":"Dry.Run@example.com","name":"Dry"}',
    );
    expect(parsed).toMatchObject({ ok: true, format: 'json' });
    expect(receipt).toMatchObject({
      outcome: 'processed',
      contact: { userNs: null, isNew: true },
      identification: { decision: 'created', rule: 'ID6', by: 'email' },
    });
    expect(receipt?.identification?.readings.email).toMatchObject({ verdict: 'value', value: 'dry.run@example.com' });
    expect(receipt?.contactChanges.map(({ slot, after }) => [slot, after])).toContainEqual(['firstName', 'Dry']);
    expect(await client().call('listContacts', { query: {} })).toEqual(before);
    expect(await client().call('listDeliveries', { query: { contact: 'dry.run@example.com' } })).toMatchObject({
      items: [],
    });
  });

  it('PA3 a faulty path is a verdict of its slot with its column, and the rest is shown', async () => {
    const { receipt } = await preview(
      { identity: { email: '$.email', phone: '$.a[' }, fields: [{ field: 'start', path: '$..[' }] },
      '{"email":"some.one@example.com"}',
      { newFields: [{ key: 'start', name: 'Start', type: 'datetime' }] },
    );
    expect(receipt?.identification?.readings.phone).toMatchObject({ verdict: 'bad-path', column: expect.any(Number) });
    expect(receipt?.identification?.readings.email).toMatchObject({ verdict: 'value' });
    expect(receipt?.fields).toMatchObject([{ field: 'start', verdict: 'bad-path', column: expect.any(Number) }]);
  });

  it('CV9 shows the value after each transform, and refuses to save one that could do nothing', async () => {
    const note = { key: 'shortened', name: 'Shortened', type: 'text' } as const;
    const transforms = [
      { kind: 'extract', pattern: '#(\\d+)' } as const,
      { kind: 'template', text: 'No. {{ value }}' } as const,
    ];
    const fields = [{ field: note.key, path: '$.order', transforms }];
    const { receipt } = await preview(
      { identity: { email: '$.email' }, fields },
      '{"email":"some.one@example.com","order":"Order #42"}',
      {
        newFields: [note],
      },
    );
    expect(receipt.fields).toMatchObject([
      { steps: ['42', 'No. 42'], raw: 'Order #42', after: { text: 'No. 42', original: 'Order #42' } },
    ]);
    await client().call('createField', { body: { name: note.name, type: note.type } });
    const broken = [{ field: note.key, path: '$.order', transforms: [{ kind: 'extract', pattern: '(' } as const] }];
    const { id } = await create();
    const config = WebhookConfigSchema.parse({ fields: broken });
    const error = await client().refused('updateWebhook', { params: { id }, body: { config } });
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ pointer: '/config/fields/0/transforms/0/pattern', message: expect.any(String) }],
    });
  });

  it('PR5 a draft is tried on the newest real requests, and nothing is written', async () => {
    await client().call('createField', { body: { name: 'Tried day', type: 'date' } });
    const webhook = await client().webhook({
      identity: { email: '$.email' },
      fields: [{ field: 'tried_day', path: '$.day' }],
    });
    const one = await client().deliver(webhook, {
      email: 'tried.one@example.com',
      day: '2026-03-01',
      date: 'tomorrow',
    });
    const two = await client().deliver(webhook, {
      email: 'tried.two@example.com',
      day: '2026-03-02',
      date: '2026-03-09',
    });
    await client().call('replayDelivery', { params: { id: one.id }, body: { dryRun: false } });
    const log = async () => (await client().call('listDeliveries', { query: { webhookId: webhook.id } })).items;
    await expect.poll(async () => (await log()).every(({ outcome }) => outcome !== null)).toBe(true);
    const before = await log();
    const config = WebhookConfigSchema.parse({
      identity: { email: '$.email' },
      fields: [{ field: 'tried_day', path: '$.date' }],
    });
    const result = await client().call('backTest', { params: { id: webhook.id }, body: { config } });
    expect(result).toMatchObject({
      counts: { same: 0, better: 0, different: 1, worse: 1 },
      sentence: '1 different, 1 worse.',
      requests: [
        {
          id: two.id,
          verdict: 'different',
          differences: [{ before: { text: '2026-03-02' }, now: { text: '2026-03-09' } }],
        },
        { id: one.id, verdict: 'worse', sentence: 'It would no longer get: Tried day.' },
      ],
      rows: [
        { about: { slot: 'email' }, tried: 2, usable: 2 },
        { about: { field: 'tried_day' }, tried: 2, usable: 1, keptOut: 1, example: { raw: 'tomorrow' } },
      ],
    });
    expect(await log()).toEqual(before);
    expect(await client().refused('backTest', { params: { id: 'whk_nobody' }, body: { config } })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('treats fields that are still to be made as if they were there, and others as missing', async () => {
    const { receipt } = await preview(
      {
        identity: { email: '$.email' },
        fields: [
          { field: 'to_be_made', path: '$.when' },
          { field: 'nowhere', path: '$.when' },
        ],
      },
      '{"email":"some.one@example.com","when":"2026-03-02T09:30:00+01:00"}',
      { newFields: [{ key: 'to_be_made', name: 'To be made', type: 'datetime' }] },
    );
    expect(receipt?.fields).toMatchObject([
      { field: 'to_be_made', name: 'To be made', verdict: 'set', after: { text: '2026-03-02T08:30:00.000Z' } },
      { field: 'nowhere', verdict: 'no-field' },
    ]);
    const keys = (await client().call('listFields', {})).map(({ key }) => key);
    expect(keys).not.toContain('to_be_made');
  });

  it('finds the contact that a request would find', async () => {
    const known = await client().call('createContact', { body: { email: 'known@example.com', firstName: 'Kim' } });
    const { receipt } = await preview({ identity: { email: '$.email' } }, '{"email":"KNOWN@example.com"}');
    expect(receipt?.contact).toMatchObject({ userNs: known.userNs, isNew: false });
  });

  it('works on a stored request as on the live one', async () => {
    const webhook = await client().webhook();
    const { id: deliveryId } = await client().deliver(
      webhook,
      'email=form%40example.com',
      'application/x-www-form-urlencoded',
    );
    const { parsed, receipt } = await client().call('preview', {
      params: { id: webhook.id },
      body: { config: { identity: { email: '$.email' } }, source: { deliveryId } },
    });
    expect(parsed).toMatchObject({ ok: true, format: 'form' });
    expect(receipt).toMatchObject({ outcome: 'processed', contact: { isNew: true } });
  });

  it('RC3 opens the texts that the draft opens: paths, tree and receipt see the same', async () => {
    const text = '{"raw":"{\\"email\\":\\"inside@example.com\\",\\"n\\":1.50}","other":"{\\"a\\""}';
    const config = { identity: { email: '$.raw.email' }, openStrings: ['$.raw', '$.other'] };
    const { parsed, receipt } = await preview(config, text);
    expect(parsed).toMatchObject({
      text: '{"raw":{"email":"inside@example.com","n":1.50},"other":"{\\"a\\""}',
      closedText: text,
    });
    expect(receipt).toMatchObject({ outcome: 'processed', unopened: [{ path: '$.other' }] });
    expect((await preview({}, text)).parsed).toMatchObject({ text, closedText: null });
  });

  it('leaves out the payload where it is not wanted, and tells the same otherwise', async () => {
    const { id } = await client().webhook({});
    const config = { identity: { email: '$.email' } };
    const ask = (text: string, withText: boolean) =>
      client().call('preview', { params: { id }, body: { config, source: { text }, withText } });
    const text = '{"email":"ada@example.com"}';
    const whole = await ask(text, true);
    expect(await ask(text, false)).toEqual({ ...whole, parsed: { ...whole.parsed, text: '', closedText: null } });
    expect(await ask('{', false)).toEqual(await ask('{', true));
  });

  it('RC3 tells item by item what would happen: how all end, and the receipts of the first 100', async () => {
    const people = Array.from({ length: 120 }, (_, index) => (index === 110 ? {} : { email: `p${index}@example.com` }));
    const config = { itemsPath: '$.people', identity: { email: '$.people[*].email' } };
    const { receipt, items } = await preview(config, JSON.stringify({ people }));
    expect(receipt).toMatchObject({ outcome: 'unidentified', sentence: '120 people: 119 processed, 1 unidentified.' });
    expect(items).toMatchObject({ total: 120, outcomes: { processed: 119, unidentified: 1 } });
    expect(items?.receipts.map(({ position }) => position)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(items?.receipts[1]?.receipt).toMatchObject({
      outcome: 'processed',
      contact: { label: 'p1@example.com', userNs: null },
      identification: { rule: 'ID6' },
    });
    expect((await preview({}, '{}')).items).toBeNull();
  });

  it('keeps the digits of numbers and the names of keys', async () => {
    const text = '{"__proto__":{"a":12345678901234567890},"price":1.50}';
    const { parsed } = await preview({}, text);
    expect(parsed.ok && JSON.parse(parsed.text.replaceAll(/\s/g, ''))).toBeTruthy();
    expect(parsed.ok && parsed.text.replaceAll(/\s/g, '')).toBe(text);
  });

  it('reads text that arrived in another encoding, now that it is text', async () => {
    const { id } = await create();
    const source = { text: '{"name":"Zoë"}', contentType: 'application/json; charset=iso-8859-1' };
    const { parsed } = await client().call('preview', { params: { id }, body: { config: {}, source } });
    expect(parsed).toMatchObject({ ok: true, text: expect.stringContaining('Zoë') });
  });

  it.each([
    { title: 'not JSON', text: '{"a":\n  1,}', parsed: { ok: false, reason: 'bad-json', line: 2 } },
    { title: 'empty', text: ' ', parsed: { ok: false, reason: 'empty-body' } },
    { title: 'too deep', text: '['.repeat(70) + ']'.repeat(70), parsed: { ok: false, reason: 'too-deep' } },
  ])('says why a payload that is $title cannot be read', async ({ text, parsed }) => {
    expect(await preview({}, text)).toMatchObject({
      parsed,
      receipt: { outcome: 'unparsed', reason: parsed.reason, identification: null },
    });
  });

  it('takes a payload as large as the receiver does', async () => {
    const text = JSON.stringify({ email: 'large@example.com', note: 'x'.repeat(5_000_000 - 100) });
    const { receipt } = await preview({ identity: { email: '$.email' } }, text);
    expect(receipt).toMatchObject({ outcome: 'processed' });
  });

  describe('refuses', () => {
    it.each([
      { title: 'no configuration', body: { source: { text: '{}' } }, pointer: '/config' },
      {
        title: 'an unknown key in it',
        body: { config: { ident: {} }, source: { text: '{}' } },
        pointer: '/config/ident',
      },
      { title: 'no payload', body: { config: {}, source: {} }, pointer: '/source/text' },
      { title: 'a payload that is no text', body: { config: {}, source: { text: { a: 1 } } }, pointer: '/source/text' },
    ])('$title', async ({ body, pointer }) => {
      const error = await client().refused('preview', { params: { id: (await create()).id }, body });
      expect(error).toMatchObject({ code: 'INVALID_INPUT', details: [{ pointer }] });
    });

    it('a request that is not in the log', async () => {
      const params = { id: (await create()).id };
      const error = await client().refused('preview', {
        params,
        body: { config: {}, source: { deliveryId: 'dlv_gone' } },
      });
      expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    });

    it('a request whose raw text is not kept', async () => {
      const webhook = await client().webhook();
      await client().post(webhook, 'x'.repeat(5 * 1024 * 1024 + 1));
      const { items } = await client().call('listDeliveries', { query: { webhookId: webhook.id } });
      expect(items).toMatchObject([{ outcome: 'refused', reason: 'too-large' }]);
      const body = { config: {}, source: { deliveryId: items[0]?.id } };
      const error = await client().refused('preview', { params: { id: webhook.id }, body });
      expect(error).toMatchObject({ status: 422, code: 'NOTHING_TO_PREVIEW' });
    });
  });
}
