import { CHANNELS, type Channel } from '#shared/contract/webhook.ts';

/** How a contact is reached, as people call it. */
export const CHANNEL_WORDS: Record<Channel, string> = {
  sms: 'SMS',
  voice: 'Voice call',
  whatsapp: 'WhatsApp',
  email: 'E-mail',
  messenger: 'Messenger',
};

/** For a Select. */
export const CHANNEL_CHOICES = CHANNELS.map((channel) => ({ value: channel, label: CHANNEL_WORDS[channel] }));
