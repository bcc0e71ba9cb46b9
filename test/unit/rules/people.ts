import type { ContactFinder, DecidedBefore, FindingSlot, KnownContact } from '#shared/contract/known-contact.ts';
import type { Channel, ProfileSlot } from '#shared/contract/webhook.ts';

/** A contact in a table of cases: only what matters is written down. */
export interface Person extends Partial<Record<FindingSlot | ProfileSlot, string>> {
  userNs: string;
  label: string;
  channel?: Channel;
  fields?: KnownContact['fields'];
}

export function knownContact(person: Person): KnownContact {
  const { userNs, label, channel = 'sms', crmContactId = null, phone = null, email = null, fields = {} } = person;
  const { firstName = null, lastName = null, name = null } = person;
  return {
    userNs,
    label,
    channel,
    identifiers: { userNs, crmContactId, phone, email },
    profile: { firstName, lastName, name },
    fields,
  };
}

/** A contact book in memory that keeps the store's promise: identifiers are compared exactly as they are given. */
export function finderOf(people: readonly Person[]): ContactFinder {
  return (slot, value) => {
    const found = people.find((person) => person[slot] === value);
    return found === undefined ? null : knownContact(found);
  };
}

/** An owner who has decided nothing yet (ID10). */
export const nothingDecided: DecidedBefore = () => null;
