import { CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { Channel, IdentitySlot } from '#shared/contract/webhook.ts';

/** What a contact must have to be reached there. Messenger needs a conversation, which no request brings. */
const NEEDED: Record<Channel, IdentitySlot | null> = {
  sms: 'phone',
  voice: 'phone',
  whatsapp: 'phone',
  email: 'email',
  messenger: null,
};

/** Says so when the contact that the sample would make could not be reached on the chosen channel; null when it could. */
export function channelGap(channel: Channel, receipt: Receipt | null): string | null {
  const slot = NEEDED[channel];
  if (slot === null || receipt?.contact?.isNew !== true) return null;
  const isThere = receipt.contactChanges.some((change) => change.slot === slot && change.after !== null);
  if (isThere) return null;
  const missing = slot === 'phone' ? 'phone number' : 'e-mail address';
  return `The sample brings no ${missing}: its contact could not be reached by ${CHANNEL_WORDS[channel]}.`;
}
