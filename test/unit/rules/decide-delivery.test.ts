import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { parseBody } from '#engine/formats/parse-body.ts';
import { decideDelivery } from '#engine/process/decide-delivery.ts';
import type { FieldType } from '#shared/contract/field.ts';
import type { ContactWrite, KnownContact } from '#shared/contract/known-contact.ts';
import { ReceiptSchema } from '#shared/contract/receipt.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { NEWEST_PARSER, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { Budget, REQUEST_STEPS } from '#shared/json-path/budget.ts';
import { readCases } from './cases.ts';
import { finderOf, knownContact, nothingDecided } from './people.ts';

interface ProviderCase {
  name: string;
  file: string;
  contentType: string;
  config: unknown;
  by: string | null;
  says: string;
  write: ContactWrite | null;
}

const FIELDS: { key: string; name: string; type: FieldType }[] = [
  { key: 'note', name: 'Note', type: 'text' },
  { key: 'price', name: 'Price', type: 'number' },
  { key: 'ok', name: 'Agreed', type: 'boolean' },
  { key: 'day', name: 'Day', type: 'date' },
  { key: 'start', name: 'Start', type: 'datetime' },
  { key: 'data', name: 'Data', type: 'json' },
];

const SETTINGS = SettingsSchema.parse({ ownEmails: ['owner@studio.example'] });

function decide(body: string | Uint8Array, contentType: string, config: unknown, people = finderOf([])) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return decideDelivery(
    {
      parsed: parseBody({ body: bytes, headers: [], contentType, query: '' }, NEWEST_PARSER),
      config: WebhookConfigSchema.parse(config),
      configVersion: 7,
      fields: FIELDS,
      settings: SETTINGS,
    },
    people,
    nothingDecided,
  );
}

function fixture(file: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/${file}`, import.meta.url));
}

describe('what a delivery does', () => {
  it.each(readCases<ProviderCase>('providers'))(
    'PR5 decides $name',
    ({ file, contentType, config, by, says, write }) => {
      const settlement = decide(fixture(file), contentType, config);
      expect(ReceiptSchema.parse(settlement.receipt)).toEqual(settlement.receipt);
      expect(settlement.receipt.identification?.by).toBe(by);
      expect(settlement.receipt.sentence).toBe(says);
      expect(settlement.write).toEqual(write);
      expect(settlement.configVersion).toBe(7);
    },
  );

  const CONFIG = {
    identity: { userNs: '$.ns', email: '$.email' },
    fields: [
      { field: 'note', path: '$.note' },
      { field: 'price', path: '$.price' },
    ],
  };
  const JANE = { userNs: 'f1ujane', label: 'Jane Doe', email: 'jane@example.com' };

  it('PR1 the same booking again changes nothing but still belongs to the contact', () => {
    const body = '{"email":"jane@example.com","note":"x","price":2}';
    const first = decide(body, 'application/json', CONFIG).write;
    if (first?.kind !== 'create') throw new Error('not a new contact');
    const known: KnownContact = { ...knownContact(JANE), fields: first.fields };
    const again = decide(body, 'application/json', CONFIG, () => known);
    expect(again.write).toEqual({ kind: 'update', userNs: 'f1ujane', identifiers: {}, profile: {}, fields: {} });
    expect(again.receipt).toMatchObject({
      outcome: 'processed',
      sentence: 'Jane Doe, found by e-mail (ID6). Fields: 2 unchanged.',
      contact: { userNs: 'f1ujane', label: 'Jane Doe', isNew: false, channel: 'sms' },
    });
  });

  it('CV2 a null in the request clears a field of the contact', () => {
    const held = { price: { text: '2', original: null } };
    const { receipt, write } = decide(
      '{"email":"jane@example.com","price":null}',
      'application/json',
      CONFIG,
      finderOf([{ ...JANE, fields: held }]),
    );
    expect(write).toMatchObject({ kind: 'update', fields: { price: null } });
    expect(receipt.sentence).toBe('Jane Doe, found by e-mail (ID6). Fields: 1 cleared, 1 missing.');
  });

  it('PR2 a stopped request writes nothing and still shows what its values would have become', () => {
    const { receipt, write } = decide(
      '{"ns":"f1unobody","email":"jane@example.com","note":"x"}',
      'application/json',
      CONFIG,
      finderOf([JANE]),
    );
    expect(write).toBeNull();
    expect(receipt).toMatchObject({
      outcome: 'stopped',
      contact: null,
      contactChanges: [],
      sentence: 'Stopped (ID3): the User Ns “f1unobody” belongs to nobody. Nothing was written.',
    });
    expect(receipt.fields[0]).toMatchObject({ verdict: 'set', value: { text: 'x' }, before: null, after: null });
    expect(receipt.fields[0]?.sentence).toContain('Nothing is written');
  });

  it('PR2 every request that is not processed has a next step', () => {
    for (const body of ['', '{', '{}', '{"ns":"f1unobody"}', 'hello']) {
      const { receipt, write } = decide(body, '', CONFIG);
      expect(write).toBeNull();
      expect(receipt.next).not.toBe('Nothing to do.');
      expect(receipt.sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each([
    [
      '{"a":1,\n"b" 2}',
      'application/json',
      'bad-json',
      'The request cannot be read as JSON. A colon is missing between a name and its value (line 2, column 5).',
    ],
    ['', 'application/json', 'empty-body', 'The request was empty.'],
    [
      '['.repeat(70),
      'application/json',
      'too-deep',
      'The request is nested more than 64 levels deep (line 1, column 65).',
    ],
    [
      '%PDF-1.7',
      'application/pdf',
      'unsupported-format',
      'The request is of the type “application/pdf”, which Fieldhook does not read.',
    ],
    ['<a>\n<b></a>', 'application/xml', 'bad-xml', 'The request cannot be read as XML (line 2, column 4).'],
    [
      Buffer.from('fffec0af', 'hex'),
      'application/json',
      'bad-encoding',
      'The request looks like UTF-16 but does not say so: the sender has to state charset=utf-16.',
    ],
    [
      'a',
      'application/x-www-form-urlencoded',
      'bad-form',
      'The request says it is a form, but not one “name=value” is in it.',
    ],
  ])('PR2 a body that cannot be read says why and where: %j', (body, contentType, reason, sentence) => {
    const { receipt, write, configVersion } = decide(body, contentType, CONFIG);
    expect(receipt).toMatchObject({
      outcome: 'unparsed',
      reason,
      sentence,
      identification: null,
      contact: null,
      fields: [],
    });
    expect({ write, configVersion }).toEqual({ write: null, configVersion: 7 });
  });

  it('RC3 paths go on inside a text that is opened as JSON', () => {
    const body = `payload=${encodeURIComponent('{"email":"jane@example.com","order":{"total":12.50}}')}`;
    const inside = {
      identity: { email: '$.payload.email' },
      fields: [{ field: 'price', path: '$.payload.order.total' }],
    };
    const form = 'application/x-www-form-urlencoded';
    const closed = decide(body, form, inside);
    expect(closed.receipt).toMatchObject({ outcome: 'unidentified', fields: [{ verdict: 'missing' }] });
    const { receipt } = decide(body, form, { ...inside, openStrings: ['$.payload'] });
    expect(receipt).toMatchObject({ outcome: 'processed', fields: [{ verdict: 'set', value: { text: '12.50' } }] });
    expect(receipt).not.toHaveProperty('unopened');
  });

  it('RC3 a text that cannot be opened stays what it is, and the receipt says so', () => {
    const config = { identity: { email: '$.email' }, openStrings: ['$.raw'] };
    const { receipt } = decide('{"email":"jane@example.com","raw":"{\\"a\\":"}', 'application/json', config);
    expect(receipt.outcome).toBe('processed');
    expect(ReceiptSchema.parse(receipt).unopened).toEqual([
      { path: '$.raw', sentence: expect.stringContaining('It cannot be read as JSON, so it stays text') },
    ]);
  });

  it('PA3 200 searches of one large request cost no more together than one may; who it is about comes first', () => {
    const items = Array.from({ length: 12_000 }, (_, id) => ({ id, name: `n${id}`, at: 'x' }));
    const payload = { email: 'jane@example.com', items };
    const searches = Array.from({ length: 199 }, (_, index) => ({ field: `f${index}`, path: `$..f${index}` }));
    const rows = [...searches, { field: 'f199', path: '$.items[7].name' }];
    const spend = vi.spyOn(Budget.prototype, 'spend');
    const { receipt } = decideDelivery(
      {
        parsed: { ok: true, format: 'json', value: payload, note: null },
        config: WebhookConfigSchema.parse({ identity: { email: '$..email' }, fields: rows }),
        configVersion: 7,
        fields: rows.map(({ field }) => ({ key: field, name: field, type: 'text' })),
        settings: SETTINGS,
      },
      finderOf([]),
      nothingDecided,
    );
    const steps = spend.mock.calls.reduce((sum, [cost]) => sum + cost, 0);
    spend.mockRestore();
    // What goes beyond the limit is one list of the payload at most, and one attempt for each row that comes too late.
    expect(steps).toBeLessThan(REQUEST_STEPS + items.length + rows.length);
    expect(receipt.identification?.readings.email).toMatchObject({ verdict: 'value', value: 'jane@example.com' });
    const verdicts = receipt.fields.map(({ verdict }) => verdict);
    expect(verdicts[0]).toBe('missing');
    expect(verdicts[198]).toBe('too-costly');
    expect(receipt.fields[199]).toMatchObject({ verdict: 'set', after: { text: 'n7' } });
  });

  it('PA3 a path that several rows use is searched once', () => {
    const spend = vi.spyOn(Budget.prototype, 'spend');
    const stepsOf = (rows: number) => {
      spend.mockClear();
      const fields = FIELDS.slice(0, rows).map(({ key }) => ({ field: key, path: '$..a' }));
      decide('{"list":[{"a":1},{"a":2}]}', 'application/json', { fields });
      return spend.mock.calls.length;
    };
    const once = stepsOf(1);
    expect(once).toBeGreaterThan(0);
    expect(stepsOf(5)).toBe(once);
    spend.mockRestore();
  });

  it('PR5 decides the same twice and leaves the payload as it was', () => {
    const request = {
      body: fixture('shopify-order-created.json'),
      headers: [],
      contentType: 'application/json',
      query: '',
    };
    const parsed = parseBody(request, NEWEST_PARSER);
    const before = structuredClone(parsed);
    const work = {
      parsed,
      config: WebhookConfigSchema.parse({ ...CONFIG, payloadField: 'data' }),
      configVersion: 1,
      fields: FIELDS,
      settings: SETTINGS,
    };
    const decide = () => decideDelivery(work, finderOf([]), nothingDecided);
    expect(decide()).toEqual(decide());
    expect(structuredClone(parsed)).toEqual(before);
  });
});
