import type { Channel, IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';

/** A slot in the middle of a sentence. */
export const SLOT_WORDS = {
  userNs: 'User Ns',
  crmContactId: 'CRM Contact Id',
  phone: 'phone number',
  email: 'e-mail',
  firstName: 'first name',
  lastName: 'last name',
  name: 'name',
} as const satisfies Record<IdentitySlot | ProfileSlot, string>;

export const CHANNEL_WORDS = {
  sms: 'SMS',
  voice: 'voice call',
  whatsapp: 'WhatsApp',
  email: 'e-mail',
  messenger: 'Messenger',
} as const satisfies Record<Channel, string>;

/** A slot at the start of a sentence. */
export function slotLabel(slot: IdentitySlot | ProfileSlot): string {
  const words = SLOT_WORDS[slot];
  return words[0]!.toUpperCase() + words.slice(1);
}
