import { type Receipt, ReceiptSchema } from '#shared/contract/receipt.ts';
import { nationalDigits } from '../identify/national-digits.ts';
import type { ErasablePerson } from '../store/port/erasure-store.ts';
import type { LocalStore } from '../store/store.ts';
import { byteText, isShortId, type PersonTraces, tracesOf } from './person-traces.ts';
import { forEachSlice } from './slices.ts';

/** By what a person is known. */
export interface KnownPerson {
  traces: PersonTraces;
  /** Full names, which others may have too. */
  names: string[];
  /** Under which channels may know them, in lower case. */
  addresses: string[];
  /** What must not be found in the file any more; in the form of `byteText`. */
  needles: string[];
  /** Whether an id of theirs is too short to be looked for. */
  hasShortId: boolean;
}

/**
 * What the contact has now, what it took over from contacts that were merged into it, and the e-mails and numbers that its requests once gave
 * it, unless those are somebody else's now.
 */
export async function knowPerson(store: LocalStore, person: ErasablePerson): Promise<KnownPerson> {
  const aliasesOf = (wanted: string) => person.aliases.filter(({ slot }) => slot === wanted);
  const texts = (wanted: string) => aliasesOf(wanted).flatMap(({ value, shown }) => [value, shown]);
  const given = await givenByRequests(store, person);
  const emails = present([person.email, person.emailRaw, ...texts('email'), ...given.emails]);
  const phones = present([person.phone, ...aliasesOf('phone').map(({ value }) => value), ...given.phones]);
  const ids = present([person.crmContactId, person.pageScopedId, ...texts('crmContactId')]);
  const { firstName, lastName } = person;
  const traces = tracesOf({
    userNs: [person.userNs, ...aliasesOf('userNs').map(({ value }) => value)],
    emails,
    phoneDigits: phones.map(nationalDigits),
    ids,
  });
  const written = present([...phones.map((phone) => phone.replace(/\D+/g, '')), person.phoneRaw]).map(byteText);
  return {
    traces,
    names: present([person.label, person.name, `${firstName ?? ''} ${lastName ?? ''}`]),
    addresses: present([...emails, ...phones, person.pageScopedId]).map((address) => address.toLowerCase()),
    needles: [...new Set([...traces.words, ...traces.digits, ...written.filter((text) => text.length > 6)])],
    hasShortId: ids.some(isShortId),
  };
}

export function readReceipt(text: string): Receipt | null {
  return ReceiptSchema.safeParse(JSON.parse(text)).data ?? null;
}

async function givenByRequests(store: LocalStore, { pk, userNs }: ErasablePerson) {
  const given = { emails: new Set<string>(), phones: new Set<string>() };
  const isTheirs = (slot: 'email' | 'phone', value: string) => {
    const owner = store.contacts.find(slot, slot === 'email' ? value.normalize('NFC').toLowerCase() : value);
    return owner === null || owner.userNs === userNs;
  };
  const note = ({ receipt }: { receipt: string }) => {
    for (const { slot, verdict, before, after } of readReceipt(receipt)?.contactChanges ?? []) {
      if ((slot !== 'email' && slot !== 'phone') || (verdict !== 'set' && verdict !== 'unchanged')) continue;
      for (const value of [before, after]) {
        if (value !== null && isTheirs(slot, value)) given[slot === 'email' ? 'emails' : 'phones'].add(value);
      }
    }
  };
  await forEachSlice(
    (after) => store.erasure.receiptsOf(pk, after),
    ({ seq }) => seq,
    note,
  );
  await forEachSlice(
    (after) => store.erasure.itemReceiptsOf(pk, after),
    ({ place }) => place,
    note,
  );
  return given;
}

function present(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.filter((text) => text !== null))].filter((text) => text.trim() !== '');
}
