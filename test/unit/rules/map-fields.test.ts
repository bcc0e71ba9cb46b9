import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CurrentFields, mapFields } from '#engine/mapping/map-fields.ts';
import { FIELD_TYPES, type FieldType, type FieldValue } from '#shared/contract/field.ts';
import { type FieldChange, FieldChangeSchema } from '#shared/contract/receipt.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { pathReader } from '#shared/json-path/read-path.ts';
import { DEFAULT_LOCALE } from '#shared/local-form/local-form.ts';
import { readPayloadCases } from './cases.ts';

interface MappingCase {
  rule: string;
  name: string;
  payload: JsonValue;
  config: unknown;
  /** What the contact's fields hold; null where there is no contact. */
  current: CurrentFields;
  /** How sentences write dates and numbers; en-GB where it says nothing. */
  locale?: string;
  /** One entry a row; `sentence` is a part of it. */
  expected: (Partial<FieldChange> & { hasColumn?: true })[];
  /** Everything that is written; absent where the changes tell enough. */
  write?: Record<string, FieldValue | null>;
}

/** One field of each type, for all cases. */
const FIELDS: { key: string; name: string; type: FieldType }[] = [
  { key: 'note', name: 'Note', type: 'text' },
  { key: 'price', name: 'Price', type: 'number' },
  { key: 'ok', name: 'Agreed', type: 'boolean' },
  { key: 'day', name: 'Day', type: 'date' },
  { key: 'start', name: 'Start', type: 'datetime' },
  { key: 'data', name: 'Data', type: 'json' },
];

describe('mapping', () => {
  it.each(readPayloadCases<MappingCase>('mapping'))(
    '$rule $name',
    ({ payload, config, current, locale = DEFAULT_LOCALE, expected, write }) => {
      const { changes, writes } = mapFields(
        pathReader(payload),
        WebhookConfigSchema.parse(config),
        FIELDS,
        current,
        locale,
      );
      expect(changes).toHaveLength(expected.length);
      for (const [index, { sentence = '', hasColumn, ...values }] of expected.entries()) {
        const change = changes[index]!;
        expect(FieldChangeSchema.parse(change)).toEqual(change);
        expect(change).toMatchObject(values);
        expect(change.sentence).toContain(sentence);
        expect(change.column !== null).toBe(hasColumn ?? false);
      }
      if (write !== undefined) expect(writes).toEqual(write);
    },
  );

  it('PR3 a fault of our own in one row leaves the others alone', () => {
    const config = WebhookConfigSchema.parse({
      fields: [
        { field: 'start', path: '$.a' },
        { field: 'note', path: '$.a' },
      ],
    });
    // A zone that cannot be saved, as after damage to the database.
    const damaged = { ...config, timeZone: 'Nowhere/At_All' };
    const { changes, writes } = mapFields(
      pathReader({ a: '2026-03-12T09:30:00' }),
      damaged,
      FIELDS,
      {},
      DEFAULT_LOCALE,
    );
    expect(changes.map(({ verdict }) => verdict)).toEqual(['kept-out', 'set']);
    expect(changes[0]?.sentence).toContain('fault in Fieldhook');
    expect(Object.keys(writes)).toEqual(['note']);
  });

  it('CV3 a receipt cuts long values, the field gets them whole', () => {
    const text = '€'.repeat(5000);
    const config = WebhookConfigSchema.parse({ fields: [{ field: 'note', path: '$.a' }] });
    const { changes, writes } = mapFields(
      pathReader({ a: text }),
      config,
      FIELDS,
      {
        note: { text: 'x'.repeat(3000), original: null },
      },
      DEFAULT_LOCALE,
    );
    expect(writes.note?.text).toBe(text);
    const [change] = changes;
    for (const shown of [change?.raw, change?.after?.text, change?.before?.text, change?.value?.text]) {
      expect(shown).toHaveLength(2000);
      expect(shown?.endsWith('…')).toBe(true);
    }
  });

  it('CV1 a field is written exactly when its row says that it is set or cleared', () => {
    const payload = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(fc.jsonValue(), fc.constantFrom('2026-03-12', '1', 'yes', '')),
    );
    const rows = fc.uniqueArray(
      fc.record({
        field: fc.constantFrom(...FIELDS.map(({ key }) => key), 'gone'),
        path: fc.constantFrom('$.a', '$.b', '$.*', '$', '$.['),
      }),
      { selector: ({ field }) => field },
    );
    const held = fc.constantFrom<CurrentFields>(
      {},
      { note: { text: 'x', original: null }, data: { text: '{}', original: null } },
    );
    fc.assert(
      fc.property(payload, rows, held, (values, fields, current) => {
        const config = WebhookConfigSchema.parse({ fields });
        const { changes, writes } = mapFields(pathReader(values as JsonValue), config, FIELDS, current, DEFAULT_LOCALE);
        const said = changes
          .filter(({ verdict }) => verdict === 'set' || verdict === 'cleared')
          .map(({ field }) => field);
        expect(Object.keys(writes)).toEqual(said);
        for (const { field, verdict, before, after } of changes) {
          expect(writes[field] ?? null).toEqual(verdict === 'set' ? after : null);
          if (verdict !== 'set' && verdict !== 'cleared') expect(after).toEqual(before);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(FIELD_TYPES)('CV2 without a contact nothing of type %s is ever written', (type) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const config = WebhookConfigSchema.parse({ fields: [{ field: 'any', path: '$' }] });
        const { changes, writes } = mapFields(
          pathReader(value as JsonValue),
          config,
          [{ key: 'any', name: 'Any', type }],
          null,
          DEFAULT_LOCALE,
        );
        expect(writes).toEqual({});
        expect(changes[0]).toMatchObject({ before: null, after: null });
      }),
    );
  });
});
