import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideDelivery } from '#engine/process/decide-delivery.ts';
import type { ContactWrite } from '#shared/contract/known-contact.ts';
import { ReceiptSchema } from '#shared/contract/receipt.ts';
import { type Settings, SettingsSchema } from '#shared/contract/settings.ts';
import { IDENTITY_SLOTS, type IdentitySlot, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { readPayloadCases } from './cases.ts';
import { finderOf, nothingDecided, type Person } from './people.ts';

interface Expected {
  decision: string;
  rule: string;
  by?: IdentitySlot;
  /** User Ns of the contact found; null for nobody and for a new one. */
  contact?: string | null;
  channel?: string;
  label?: string;
  verdicts?: Partial<Record<IdentitySlot, string>>;
  raws?: Partial<Record<IdentitySlot, string>>;
  matches?: Partial<Record<IdentitySlot, number>>;
  columns?: Partial<Record<IdentitySlot, true>>;
  /** The whole trace as [rule, decided]. */
  trace?: [string, boolean][];
  /** A part of one of the trace's sentences. */
  traceSays?: string;
  /** A part of the receipt's sentence. */
  says?: string;
  write?: ContactWrite | null;
  /** The people whom the identifiers name, as [User Ns, …slots]. */
  candidates?: string[][];
  /** All possible duplicates as [slot, User Ns]. */
  duplicates?: [string, string][];
  /** All changes of the contact as [slot, verdict, before, after]. */
  changes?: [string, string, string | null, string | null][];
}

interface IdentificationCase {
  rule: string;
  name: string;
  payload: JsonValue;
  people: Person[];
  config: unknown;
  /** What the owner decides about this request (ID10): a User Ns, or null for somebody new. */
  choice?: string | null;
  /** What the owner decided for good: constellations with the User Ns that they are about. */
  decided?: Record<string, string>;
  expected: Expected;
}

const SETTINGS: Settings = SettingsSchema.parse({
  ownEmails: ['owner@studio.example'],
  ownPhones: ['020 7946 0999'],
});

const IDENTITY = { userNs: '$.ns', crmContactId: '$.crm', phone: '$.phone', email: '$.email' };

interface Owner {
  choice?: string | null | undefined;
  decided?: Record<string, string> | undefined;
}

function decide(payload: JsonValue, config: unknown, people: readonly Person[], owner: Owner = {}) {
  const { choice, decided = {} } = owner;
  return decideDelivery(
    {
      parsed: { ok: true, format: 'json', value: payload, note: null },
      config: WebhookConfigSchema.parse(config),
      configVersion: 1,
      fields: [],
      settings: SETTINGS,
      ...(choice === undefined ? {} : { choice: { userNs: choice } }),
    },
    finderOf(people),
    (constellation) => decided[constellation] ?? null,
  );
}

describe('identification', () => {
  it.each(readPayloadCases<IdentificationCase>('identification'))(
    '$rule $name',
    ({ payload, config, people, choice, decided, expected }) => {
      const { receipt, write } = decide(payload, config, people, { choice, decided });
      const identification = receipt.identification!;
      const { readings } = identification;

      expect(ReceiptSchema.parse(receipt)).toEqual(receipt);
      expect(identification).toMatchObject({ decision: expected.decision, rule: expected.rule });
      const isSomebody = expected.decision === 'matched' || expected.decision === 'created';
      expect(receipt.outcome).toBe(isSomebody ? 'processed' : expected.decision);

      if (expected.by !== undefined) expect(identification.by).toBe(expected.by);
      if (expected.contact !== undefined) expect(receipt.contact?.userNs ?? null).toBe(expected.contact);
      if (expected.channel !== undefined) expect(receipt.contact?.channel).toBe(expected.channel);
      if (expected.label !== undefined) expect(receipt.contact?.label).toBe(expected.label);
      if (expected.write !== undefined) expect(write).toEqual(expected.write);
      if (expected.says !== undefined) expect(receipt.sentence).toContain(expected.says);
      if (expected.traceSays !== undefined) {
        expect(identification.trace.map(({ sentence }) => sentence).join('\n')).toContain(expected.traceSays);
      }
      if (expected.trace !== undefined) {
        expect(identification.trace.map(({ rule, decided }) => [rule, decided])).toEqual(expected.trace);
      }
      if (expected.candidates !== undefined) {
        const found = identification.candidates.map(({ contact, slots }) => [contact.userNs, ...slots]);
        expect(found).toEqual(expected.candidates);
      }
      if (expected.duplicates !== undefined) {
        const found = identification.possibleDuplicates.map(({ slot, contact }) => [slot, contact.userNs]);
        expect(found).toEqual(expected.duplicates);
      }
      if (expected.changes !== undefined) {
        const changes = receipt.contactChanges.map(({ slot, verdict, before, after }) => [
          slot,
          verdict,
          before,
          after,
        ]);
        expect(changes).toEqual(expected.changes);
      }
      for (const slot of IDENTITY_SLOTS) {
        const { verdict, raw, matches, column } = readings[slot];
        if (expected.verdicts?.[slot] !== undefined) expect([slot, verdict]).toEqual([slot, expected.verdicts[slot]]);
        if (expected.raws?.[slot] !== undefined) expect(raw).toBe(expected.raws[slot]);
        if (expected.matches?.[slot] !== undefined) expect(matches).toBe(expected.matches[slot]);
        if (expected.columns?.[slot] !== undefined) expect(column).toBeGreaterThan(0);
      }
    },
  );

  const scalars = fc.constantFrom<JsonValue>(
    ...[
      'f1ujane',
      'f1ux',
      'C-1',
      'C-9',
      '0117 496 0123',
      '0117 496 0999',
      'jane@example.com',
      'joe@example.com',
      'new@example.com',
    ],
    ...['', 'null', '000', 'test@test.com', null, true, 0, 441174960124],
  );
  const payloads = fc.record({ ns: scalars, crm: scalars, phone: scalars, email: scalars }, { requiredKeys: [] });
  const people: Person[] = [
    { userNs: 'f1ujane', label: 'Jane', crmContactId: 'C-1', phone: '+441174960123', email: 'jane@example.com' },
    { userNs: 'f1ujoe', label: 'Joe', phone: '+441174960124', email: 'joe@example.com' },
  ];
  const config = fc.record({
    identity: fc.constant(IDENTITY),
    identification: fc.constantFrom('compatible', 'careful'),
    onMatch: fc.constantFrom('fill-blanks', 'overwrite', 'leave'),
  });

  it('ID8 ID9 no request ever takes an identifier from somebody', () => {
    fc.assert(
      fc.property(payloads, config, (payload, how) => {
        const { write } = decide(payload as JsonValue, how, people);
        if (write === null) return;
        const find = finderOf(people);
        for (const slot of ['crmContactId', 'phone', 'email'] as const) {
          const given = write.identifiers[slot];
          if (given !== undefined) expect(find(slot, given.value)).toBeNull();
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('ID15 exactly one step of the trace decides, and it is the rule that is named', () => {
    fc.assert(
      fc.property(payloads, config, (payload, how) => {
        const { trace, rule } = decide(payload as JsonValue, how, people).receipt.identification!;
        expect(trace.filter(({ decided }) => decided).map((step) => step.rule)).toEqual([rule]);
        for (const { sentence } of trace) expect(sentence).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });

  it('ID2 ID7 nothing is written exactly when nobody is identified', () => {
    fc.assert(
      fc.property(payloads, config, (payload, how) => {
        const { receipt, write } = decide(payload as JsonValue, how, people);
        expect(write === null).toBe(receipt.outcome !== 'processed');
        expect(receipt.contact === null).toBe(write === null);
        if (write === null) expect(receipt.contactChanges).toEqual([]);
      }),
    );
  });

  it('ID10 careful: whoever is written to is the only one whom any identifier names', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const careful = { identity: IDENTITY, identification: 'careful' };
        const { receipt, write } = decide(payload as JsonValue, careful, people);
        const { readings, decision } = receipt.identification!;
        const find = finderOf(people);
        const named = new Set(
          IDENTITY_SLOTS.flatMap((slot) => {
            const { value } = readings[slot];
            return (value === null ? null : find(slot, value)?.userNs) ?? [];
          }),
        );
        expect(decision === 'conflict').toBe(named.size > 1);
        if (write?.kind === 'update') expect([...named]).toEqual([write.userNs]);
        if (write?.kind === 'create') expect(named.size).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('ID10 careful and compatible agree where there is one identifier', () => {
    const slots = fc.constantFrom(...IDENTITY_SLOTS);
    fc.assert(
      fc.property(payloads, slots, (payload, slot) => {
        const identity = { [slot]: IDENTITY[slot] };
        const [one, other] = ['compatible', 'careful'].map((identification) =>
          decide(payload as JsonValue, { identity, identification }, people),
        );
        expect(one!.write).toEqual(other!.write);
        expect(one!.receipt.outcome).toBe(other!.receipt.outcome);
      }),
    );
  });

  it('ID11 K11 blank, null and blocked values never bring two requests to one contact', () => {
    const useless = fc.constantFrom<JsonValue>(
      '',
      ' ',
      null,
      'null',
      'undefined',
      'None',
      'n/a',
      '***',
      '0',
      0,
      [],
      {},
      true,
    );
    fc.assert(
      fc.property(fc.record({ ns: useless, crm: useless, phone: useless, email: useless }), (payload) => {
        const met: string[] = [];
        const { write } = decideDelivery(
          {
            parsed: { ok: true, format: 'json', value: payload as JsonValue, note: null },
            config: WebhookConfigSchema.parse({
              identity: { userNs: '$.ns', crmContactId: '$.crm', phone: '$.phone', email: '$.email' },
            }),
            configVersion: 1,
            fields: [],
            settings: SETTINGS,
          },
          (slot, value) => {
            met.push(`${slot} ${value}`);
            return null;
          },
          nothingDecided,
        );
        expect({ write, met }).toEqual({ write: null, met: [] });
      }),
    );
  });
});
