import type { IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';

export const IDENTITY_WORDS: Record<IdentitySlot, string> = {
  userNs: 'User Ns',
  crmContactId: 'CRM Contact Id',
  phone: 'Phone',
  email: 'Email',
};
export const PROFILE_WORDS: Record<ProfileSlot, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  name: 'Full name',
};
