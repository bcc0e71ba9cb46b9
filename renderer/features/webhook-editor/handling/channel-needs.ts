import type { Channel } from '#shared/contract/webhook.ts';

/** What it takes to reach somebody on a channel. */
export const CHANNEL_NEEDS: Record<Channel, string> = {
  sms: 'Needs a phone number.',
  voice: 'Needs a phone number.',
  whatsapp: 'Needs a phone number; first messages need an approved template.',
  email: 'Needs an e-mail address.',
  messenger: 'Only for people who have written to you first.',
};
