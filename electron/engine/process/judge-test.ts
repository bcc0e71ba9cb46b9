import type { FieldType } from '#shared/contract/field.ts';
import type { Preview } from '#shared/contract/preview.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';
import { type ReadPerson, TEST_PEOPLE, type TestResult } from '#shared/contract/webhook-test.ts';

type Difference = TestResult['differences'][number];

/** How a field is called, and of what type it is: null where it is not there. */
export type FieldOf = (key: string) => { name: string; type: FieldType | null };

/**
 * Whom and what a dry run has read, person by person. Not who is known already nor what they have: a test says the same on every computer. The
 * whole payload in a field is the payload itself, and needs no test.
 */
export function peopleOf({ receipt, items }: Pick<Preview, 'receipt' | 'items'>, config: WebhookConfig): ReadPerson[] {
  const receipts = items === null ? [receipt] : items.receipts.map((item) => item.receipt);
  return receipts
    .filter(({ identification }) => identification !== null)
    .slice(0, TEST_PEOPLE)
    .map((one) => personOf(one, config));
}

function personOf({ identification, profile, fields }: Receipt, { payloadField }: WebhookConfig): ReadPerson {
  const person: Required<ReadPerson> = { identity: {}, profile: {}, fields: {} };
  for (const slot of IDENTITY_SLOTS) {
    const value = identification?.readings[slot].value ?? null;
    if (value !== null) person.identity[slot] = value;
  }
  for (const slot of PROFILE_SLOTS) {
    const value = profile?.[slot].value ?? null;
    if (value !== null) person.profile[slot] = value;
  }
  for (const { field, path, verdict, value } of fields) {
    if (field === payloadField && path === '$') continue;
    if (value !== null) person.fields[field] = value.text;
    else if (verdict === 'cleared') person.fields[field] = null;
  }
  return person;
}

/** How a test ends: what it expects has to be read, to the letter; what is read besides breaks nothing, but somebody where nobody was expected. */
export function judgeTest(expected: readonly ReadPerson[], now: readonly ReadPerson[], fieldOf: FieldOf): TestResult {
  const differences: Difference[] = [];
  if (expected.length !== now.length)
    differences.push({ what: 'People', type: null, expected: String(expected.length), now: String(now.length) });
  for (const [place, person] of expected.entries()) {
    const read = now[place];
    if (read === undefined) continue;
    const at = expected.length > 1 ? ` (${place + 1} of ${expected.length})` : '';
    for (const difference of differencesOf(person, read, fieldOf))
      differences.push({ ...difference, what: `${difference.what}${at}` });
  }
  const names = [...new Set(differences.map(({ what }) => what))].join(', ');
  return differences.length === 0
    ? { passes: true, sentence: 'It reads what it should.', differences }
    : { passes: false, sentence: `It does not read what it should: ${names}.`, differences };
}

function differencesOf(expected: ReadPerson, now: ReadPerson, fieldOf: FieldOf): Difference[] {
  const found: Difference[] = [];
  const compare = (
    { name: what, type }: ReturnType<FieldOf>,
    should: string | null | undefined,
    is: string | null | undefined,
  ) => {
    if (should !== undefined && should !== is)
      found.push({ what, type, expected: should ?? CLEARED, now: is === null ? CLEARED : (is ?? null) });
  };
  const slotOf = (slot: keyof typeof SLOT_LABELS) => ({ name: SLOT_LABELS[slot], type: null });
  for (const slot of IDENTITY_SLOTS) compare(slotOf(slot), expected.identity[slot], now.identity[slot]);
  if (Object.keys(expected.identity).length === 0) {
    const somebody = IDENTITY_SLOTS.find((slot) => now.identity[slot] !== undefined);
    if (somebody)
      found.push({ what: SLOT_LABELS[somebody], type: null, expected: null, now: now.identity[somebody] ?? null });
  }
  for (const slot of PROFILE_SLOTS) compare(slotOf(slot), expected.profile[slot], now.profile[slot]);
  for (const [field, should] of Object.entries(expected.fields)) compare(fieldOf(field), should, now.fields[field]);
  return found;
}

/** No field holds an empty text. */
const CLEARED = '';

/** Names of rows that gave a value with the real payload and give none with its made-up values. */
export function uncovered(real: readonly ReadPerson[], madeUp: readonly ReadPerson[], fieldOf: FieldOf): string[] {
  const lost = real.flatMap((person, place) => {
    const { identity, profile, fields } = madeUp[place] ?? { identity: {}, profile: {}, fields: {} };
    const slots = [...IDENTITY_SLOTS, ...PROFILE_SLOTS].filter(
      (slot) =>
        ({ ...person.identity, ...person.profile })[slot] !== undefined && !(slot in { ...identity, ...profile }),
    );
    const rows = Object.keys(person.fields).filter((field) => !(field in fields));
    return [...slots.map((slot) => SLOT_LABELS[slot]), ...rows.map((field) => fieldOf(field).name)];
  });
  return [...new Set(lost)];
}
