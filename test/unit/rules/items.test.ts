import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type DeliveryWork, decideDelivery } from '#engine/process/decide-delivery.ts';
import { decideRequest } from '#engine/process/decide-request.ts';
import { dryRun } from '#engine/process/dry-run.ts';
import type { FieldType } from '#shared/contract/field.ts';
import type { ContactFinder } from '#shared/contract/known-contact.ts';
import type { Outcome } from '#shared/contract/outcome.ts';
import { ReceiptSchema } from '#shared/contract/receipt.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { Budget } from '#shared/json-path/budget.ts';
import { MOST_ITEMS } from '#shared/json-path/one-item.ts';
import { readPayloadCases } from './cases.ts';
import { finderOf, nothingDecided } from './people.ts';

interface ItemsCase {
  name: string;
  payload: JsonValue;
  config: unknown;
  outcome: Outcome;
  reason?: string;
  says: string;
  /** Outcome, label of the contact and value of the field “note”, item by item; null where the request is one. */
  items: [Outcome, string | null, string | null][] | null;
  /** The texts that stayed texts, item by item. */
  unopened?: string[][];
}

const FIELDS: { key: string; name: string; type: FieldType }[] = [
  { key: 'note', name: 'Note', type: 'text' },
  { key: 'data', name: 'Data', type: 'json' },
];

function workOf(payload: JsonValue, config: unknown): DeliveryWork {
  return {
    parsed: { ok: true, format: 'json', value: payload, note: null },
    config: WebhookConfigSchema.parse(config),
    configVersion: 7,
    fields: FIELDS,
    settings: SettingsSchema.parse({}),
  };
}

function run(payload: JsonValue, config: unknown, find: ContactFinder = finderOf([])) {
  const people = { find, decidedBefore: nothingDecided };
  return dryRun(decideRequest(workOf(payload, config), people), people);
}

const PEOPLE = { itemsPath: '$.people', identity: { email: '$.people[*].email' } };

describe('one contact per item', () => {
  it.each(readPayloadCases<ItemsCase>('items'))(
    'RC3 $name',
    async ({ payload, config, outcome, reason = null, says, items: expected, unopened }) => {
      const before = stringifyJson(payload);
      const { receipt, items } = await run(payload, config);
      expect(ReceiptSchema.parse(receipt)).toMatchObject({ outcome, reason, sentence: says, contact: null });
      const receipts = items?.receipts.map((item) => item.receipt) ?? null;
      expect(
        receipts?.map((one) => [one.outcome, one.contact?.label ?? null, one.fields[0]?.after?.text ?? null]) ?? null,
      ).toEqual(expected);
      if (unopened) expect(receipts?.map((one) => one.unopened?.map(({ path }) => path) ?? [])).toEqual(unopened);
      expect(stringifyJson(payload)).toBe(before);
    },
  );

  it('RC3 stores the whole payload with this item alone: nobody’s contact holds another person’s data', async () => {
    const payload = { order: 'A-1', people: [{ email: 'ann@example.com' }, { email: 'ben@example.com' }] };
    const { items } = await run(payload, { ...PEOPLE, payloadField: 'data' });
    expect(items?.receipts.map(({ receipt }) => receipt.fields[0]?.after?.text)).toEqual([
      '{"order":"A-1","people":[{"email":"ann@example.com"}]}',
      '{"order":"A-1","people":[{"email":"ben@example.com"}]}',
    ]);
  });

  it('RC3 an item decides exactly like a request of its own that holds no other item', () => {
    const email = fc.constantFrom('ann@example.com', 'ben@example.com', 'no mail', '', null, 7);
    const person = fc.record({ email, note: fc.jsonValue() }, { requiredKeys: [] });
    const path = fc.constantFrom('$.people[*].note', '$.people[0].note', '$..note', '$.people', '$.people[-1:].note');
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 5 }), fc.jsonValue(), path, (people, around, at) => {
        const fields = [{ field: 'note', path: at }];
        const config = { itemsPath: '$.people', identity: { email: '$..email' }, fields };
        const known = finderOf([{ userNs: 'f1uann', label: 'Ann', email: 'ann@example.com' }]);
        const payload = { around, people } as unknown as JsonValue;
        const settlement = decideRequest(workOf(payload, config), { find: known, decidedBefore: nothingDecided });
        if (!('count' in settlement)) throw new Error('not item by item');
        expect(settlement.count).toBe(people.length);
        for (const [index, one] of people.entries()) {
          const alone = { around, people: [one] } as unknown as JsonValue;
          expect(settlement.decideItem(index, known, nothingDecided)).toEqual(
            decideDelivery(workOf(alone, { ...config, itemsPath: null }), known, nothingDecided),
          );
        }
      }),
    );
  });

  it('PR5 a dry run sees what the items before would have written, also where they changed somebody', async () => {
    const known = finderOf([{ userNs: 'f1uann', label: 'Ann', email: 'ann@example.com' }]);
    const people = [
      { email: 'ann@example.com', phone: '+44 117 496 0123', note: 'one' },
      { phone: '0117 496 0123', note: 'two' },
      { email: 'ben@example.com', phone: '0117 496 0123' },
      { email: 'ben@example.com', note: 'three' },
      { email: 'ben@example.com', note: null },
    ];
    const { items } = await run(
      { people },
      {
        itemsPath: '$.people',
        identity: { phone: '$.people[*].phone', email: '$.people[*].email' },
        fields: [{ field: 'note', path: '$.people[*].note' }],
      },
      known,
    );
    const receipts = items!.receipts.map(({ receipt }) => receipt);
    expect(receipts.map(({ identification, contact }) => [identification?.decision, contact?.userNs])).toEqual([
      ['created', null],
      ['matched', null],
      ['matched', null],
      ['matched', null],
      ['matched', null],
    ]);
    expect(receipts[0]?.identification?.possibleDuplicates).toMatchObject([{ contact: { userNs: 'f1uann' } }]);
    expect(receipts.map(({ fields }) => [fields[0]?.before?.text ?? null, fields[0]?.after?.text ?? null])).toEqual([
      [null, 'one'],
      ['one', 'two'],
      ['two', 'two'],
      ['two', 'three'],
      ['three', null],
    ]);
  });

  it('PR3 an item at which we fail is failed by itself', async () => {
    const people: ContactFinder = (_, value) => {
      if (value === 'ben@example.com') throw new Error('boom');
      return null;
    };
    const list = ['ann', 'ben', 'cem'].map((name) => ({ email: `${name}@example.com` }));
    const { receipt, items } = await run({ people: list }, PEOPLE, people);
    expect(items?.receipts.map((item) => item.receipt.outcome)).toEqual(['processed', 'failed', 'processed']);
    expect(receipt).toMatchObject({ outcome: 'failed', sentence: '3 people: 2 processed, 1 failed.' });
  });

  it('RC3 a list of 1,000 is worked on, a longer one is not', async () => {
    const people = Array.from({ length: MOST_ITEMS + 1 }, (_, index) => ({ email: `p${index}@example.com` }));
    const full = await run({ people: people.slice(1) }, PEOPLE);
    expect(full.receipt.sentence).toBe('1,000 people: 1,000 processed.');
    const tooLong = await run({ people }, PEOPLE);
    expect(tooLong.items).toBeNull();
    expect(tooLong.receipt).toMatchObject({ outcome: 'unparsed', reason: 'too-many-items' });
  });

  it('PA3 the items of a request share evenly what its paths may cost: none takes from another who it is about', async () => {
    const people = Array.from({ length: MOST_ITEMS }, (_, index) => ({ email: `p${index}@example.com` }));
    const around = Array.from({ length: 40_000 }, (_, id) => id);
    const spend = vi.spyOn(Budget.prototype, 'spend');
    const fields = [{ field: 'note', path: '$..note' }];
    const { receipt, items } = await run({ around, people } as unknown as JsonValue, { ...PEOPLE, fields });
    const steps = spend.mock.calls.reduce((sum, [cost]) => sum + cost, 0);
    spend.mockRestore();
    expect(receipt.sentence).toBe('1,000 people: 1,000 processed.');
    expect(new Set(items?.receipts.map((item) => item.receipt.fields[0]?.verdict))).toEqual(new Set(['too-costly']));
    // The search of each ends at the list around, before it is gone through.
    expect(steps).toBeLessThan(people.length * (2_000 + around.length));
  });

  it('RC3 the items of a request share what may be written: those beyond it are left out, and say so', async () => {
    const people = Array.from({ length: 10 }, (_, index) => ({ email: `p${index}@example.com` }));
    const text = 'x'.repeat(4_500_000);
    const { receipt, items } = await run({ text, people }, { ...PEOPLE, fields: [{ field: 'note', path: '$.text' }] });
    expect(receipt).toMatchObject({ outcome: 'failed', sentence: '10 people: 8 processed, 2 failed.' });
    expect(items?.receipts.at(-1)?.receipt).toMatchObject({ outcome: 'failed', reason: 'too-much-to-write' });
  });
});
