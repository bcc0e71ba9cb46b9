import { describe, expect, it } from 'vitest';
import { compareItems } from '#engine/process/compare-items.ts';
import { decideRequest } from '#engine/process/decide-request.ts';
import { dryRun } from '#engine/process/dry-run.ts';
import type { ItemReceipt } from '#shared/contract/receipt.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { finderOf, nothingDecided } from './people.ts';

const PEOPLE: JsonValue = {
  people: [
    { email: 'ann@example.com', note: 'one', text: 'x' },
    { phone: '0117 496 0123', note: 'two' },
    { email: 'cem@example.com', note: 'three' },
  ],
};
const EMAIL = { itemsPath: '$.people', identity: { email: '$.people[*].email' } };
const KNOWN = [
  { userNs: 'f1uann', label: 'Ann', email: 'ann@example.com', fields: { note: { text: 'newer', original: null } } },
  { userNs: 'f1ucem', label: 'Cem', email: 'cem@example.com' },
];

async function receiptsOf(config: object): Promise<ItemReceipt[]> {
  const people = { find: finderOf(KNOWN), decidedBefore: nothingDecided };
  const work = {
    parsed: { ok: true as const, format: 'json' as const, value: PEOPLE, note: null },
    config: WebhookConfigSchema.parse(config),
    configVersion: 1,
    fields: [{ key: 'note', name: 'Note', type: 'text' as const }],
    settings: SettingsSchema.parse({}),
  };
  return (await dryRun(decideRequest(work, people), people)).items!.receipts;
}

describe('PR4 a replay of many people', () => {
  it('is compared person by person, and nothing differs where nothing changed', async () => {
    expect(compareItems(await receiptsOf(EMAIL), await receiptsOf(EMAIL), 'en-GB')).toEqual({
      verdict: 'same',
      differences: [],
      sentence: 'Of 3 people: 3 the same.',
    });
  });

  it('is better where one more would be worked on', async () => {
    const both = { ...EMAIL, identity: { ...EMAIL.identity, phone: '$.people[*].phone' } };
    const { verdict, sentence, differences } = compareItems(await receiptsOf(EMAIL), await receiptsOf(both), 'en-GB');
    expect({ verdict, sentence }).toEqual({ verdict: 'better', sentence: 'Of 3 people: 2 the same, 1 better.' });
    expect(new Set(differences.map(({ item }) => item))).toEqual(new Set([2]));
  });

  it('is worse as soon as one would fail, and says whose newer values it would replace', async () => {
    const fields = [{ field: 'note', path: '$.people[*].note' }];
    const text = { ...EMAIL, identity: { email: '$.people[?@.text].email' }, fields };
    const { verdict, sentence, differences } = compareItems(await receiptsOf(EMAIL), await receiptsOf(text), 'en-GB');
    expect({ verdict, sentence }).toEqual({
      verdict: 'worse',
      sentence: 'Of 3 people: 1 the same, 1 better, 1 would now fail.',
    });
    expect(differences.find(({ replaces }) => replaces !== null)).toMatchObject({ item: 1, replaces: 'newer' });
  });

  it('of another number of people is different', async () => {
    const receipts = await receiptsOf(EMAIL);
    expect(compareItems(receipts, receipts.slice(1), 'en-GB').verdict).toBe('different');
  });
});
