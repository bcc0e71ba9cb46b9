import type { IdentitySlot, ProfileSlot } from './webhook.ts';

export type Slot = IdentitySlot | ProfileSlot;

/** What a slot is called wherever it has a name of its own. */
export const SLOT_LABELS: Record<Slot, string> = {
  userNs: 'User Ns',
  crmContactId: 'CRM Contact Id',
  phone: 'Phone',
  email: 'Email',
  firstName: 'First name',
  lastName: 'Last name',
  name: 'Name',
};

/** A slot in the middle of a sentence. */
export const SLOT_WORDS = {
  userNs: 'User Ns',
  crmContactId: 'CRM Contact Id',
  phone: 'phone number',
  email: 'e-mail',
  firstName: 'first name',
  lastName: 'last name',
  name: 'name',
} as const satisfies Record<Slot, string>;

/** A slot at the start of a sentence. */
export function slotLabel(slot: Slot): string {
  const words = SLOT_WORDS[slot];
  return words[0]!.toUpperCase() + words.slice(1);
}
