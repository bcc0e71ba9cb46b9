import type { SendStep } from '#shared/contract/flow.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
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

/** Every way a message can take. */
export const MESSAGE_CHANNEL_WORDS: Record<MessageChannel, string> = {
  ...CHANNEL_WORDS,
  desktop: 'Notification to you',
};

/** Where a step of a flow sends to. */
export const SEND_CHANNEL_WORDS: Record<SendStep['channel'], string> = {
  ...MESSAGE_CHANNEL_WORDS,
  contact: 'The contact’s own channel',
};
