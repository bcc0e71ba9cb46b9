import type { ContactReference } from '#shared/contract/contact-reference.ts';
import type { ContactFinder, ContactWrite, FindingSlot, KnownContact } from '#shared/contract/known-contact.ts';
import type { ItemOutcomes, ItemReceipt, Receipt } from '#shared/contract/receipt.ts';
import { IDENTITY_SLOTS } from '#shared/contract/webhook.ts';
import type { People } from '../identify/identify-contact.ts';
import type { ItemsSettlement, Settlement } from '../store/port/work-store.ts';
import { failedSettlement } from './failed-settlement.ts';

/** What a request would do, as the receipts that it would have (PR5). */
export interface DryRun {
  receipt: Receipt;
  /** Null where the request is one. */
  items: { total: number; outcomes: ItemOutcomes; receipts: ItemReceipt[] } | null;
}

/** The receipt of a settlement, completed with what else it would do. `item` counts from 1; it is 0 where the request is one. */
export type TellOne = (settlement: Settlement, item: number, find: ContactFinder) => Receipt | Promise<Receipt>;

/**
 * Carries a decision through without the store. Item by item, each sees what the ones before it would have written, as it does in the
 * transaction; so the receipts are those of the live run, but for the User Ns of contacts that are not made here.
 */
export async function dryRun(
  settlement: Settlement | ItemsSettlement,
  { find, decidedBefore }: People,
  tell: TellOne = ({ receipt }) => receipt,
): Promise<DryRun> {
  if (!('count' in settlement)) return { receipt: await tell(settlement, 0, find), items: null };
  const { count, decideItem, conclude } = settlement;
  const people = new ImaginedPeople(find);
  const outcomes: ItemOutcomes = {};
  const receipts: ItemReceipt[] = [];
  for (let index = 0; index < count; index += 1) {
    const decided = safely(() => decideItem(index, people.find, decidedBefore));
    // Before the next one is decided: until then the payload shows this item.
    const receipt = await tell(decided, index + 1, people.find);
    if (decided.write !== null) people.remember(decided.write);
    outcomes[receipt.outcome] = (outcomes[receipt.outcome] ?? 0) + 1;
    receipts.push({ position: index + 1, receipt: withoutImagined(receipt) });
  }
  return { receipt: conclude(outcomes), items: { total: count, outcomes, receipts } };
}

/** As the store settles it (PR3). */
function safely(decide: () => Settlement): Settlement {
  try {
    return decide();
  } catch {
    return failedSettlement();
  }
}

/** No User Ns looks like this. */
const IMAGINED = 'imagined ';

export function isImagined(userNs: string): boolean {
  return userNs.startsWith(IMAGINED);
}

function withoutImagined(receipt: Receipt): Receipt {
  const { contact, identification } = receipt;
  return {
    ...receipt,
    contact: contact && { ...contact, userNs: contact.userNs && isImagined(contact.userNs) ? null : contact.userNs },
    identification: identification && {
      ...identification,
      possibleDuplicates: identification.possibleDuplicates.map(withoutUserNs),
      candidates: identification.candidates.map(withoutUserNs),
    },
  };
}

/** One who is imagined to be there has no page to go to. */
function withoutUserNs<Of extends { contact: ContactReference }>(one: Of): Of {
  return isImagined(one.contact.userNs) ? { ...one, contact: { ...one.contact, userNs: '' } } : one;
}

/** A contact with what was imagined to be written to it, by what others would find it. */
interface Imagined {
  contact: KnownContact;
  /** As it is compared, where a write set it. */
  keys: Partial<Record<FindingSlot, string>>;
}

/** The contacts there are, with what was imagined to be written. */
export class ImaginedPeople {
  readonly #find: ContactFinder;
  readonly #changed = new Map<string, Imagined>();
  readonly #found = new Map<string, string>();

  constructor(find: ContactFinder) {
    this.#find = find;
  }

  readonly find: ContactFinder = (slot, value) => {
    const imagined = slot === 'userNs' ? value : this.#found.get(keyOf(slot, value));
    const userNs = imagined ?? this.#find(slot, value)?.userNs;
    const changed = userNs === undefined ? undefined : this.#changed.get(userNs);
    if (changed === undefined) return this.#find(slot, value);
    // The value that it had was replaced by another one.
    return (changed.keys[slot] ?? value) === value ? changed.contact : null;
  };

  remember(write: ContactWrite): void {
    const userNs = write.kind === 'create' ? `${IMAGINED}${this.#changed.size}` : write.userNs;
    const before = this.#changed.get(userNs);
    const known = before?.contact ?? this.#find('userNs', userNs) ?? blank(userNs, write);
    const keys = { ...before?.keys };
    for (const slot of IDENTITY_SLOTS) {
      const value = slot === 'userNs' ? undefined : write.identifiers[slot]?.value;
      if (value === undefined) continue;
      keys[slot] = value;
      this.#found.set(keyOf(slot, value), userNs);
    }
    this.#changed.set(userNs, { contact: written(known, write), keys });
  }
}

const keyOf = (slot: FindingSlot, value: string) => `${slot} ${value}`;

function blank(userNs: string, write: ContactWrite): KnownContact {
  return {
    userNs,
    label: '',
    channel: write.kind === 'create' ? write.channel : 'sms',
    identifiers: { userNs, crmContactId: null, phone: null, email: null },
    profile: { firstName: null, lastName: null, name: null },
    fields: Object.create(null),
  };
}

function written(known: KnownContact, write: ContactWrite): KnownContact {
  const { crmContactId, phone, email } = write.identifiers;
  const identifiers = {
    userNs: known.userNs,
    crmContactId: crmContactId?.value ?? known.identifiers.crmContactId,
    phone: phone?.value ?? known.identifiers.phone,
    email: email?.raw ?? known.identifiers.email,
  };
  const profile = { ...known.profile, ...write.profile };
  const fields: KnownContact['fields'] = Object.assign(Object.create(null), known.fields);
  for (const [key, value] of Object.entries(write.fields)) {
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  return { ...known, identifiers, profile, fields, label: labelOf(identifiers, profile) };
}

/** What the store would call the contact. */
function labelOf(identifiers: KnownContact['identifiers'], profile: KnownContact['profile']): string {
  const { phone, email, crmContactId, userNs } = identifiers;
  const fullName = [profile.firstName, profile.lastName]
    .filter((part) => part !== null)
    .join(' ')
    .trim();
  return profile.name ?? (fullName || (email ?? phone ?? crmContactId ?? userNs ?? ''));
}
