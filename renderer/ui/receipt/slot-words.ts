import type { IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';

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
