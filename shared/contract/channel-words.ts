import type { SendStep } from './flow.ts';
import type { MessageChannel } from './message.ts';
import type { Channel } from './webhook.ts';

/** How a contact is reached, as people call it. */
export const CHANNEL_WORDS: Record<Channel, string> = {
  sms: 'SMS',
  voice: 'Voice call',
  whatsapp: 'WhatsApp',
  email: 'E-mail',
  messenger: 'Messenger',
};

/** The same in the middle of a sentence. */
export const CHANNEL_IN_SENTENCE = {
  ...CHANNEL_WORDS,
  voice: 'voice call',
  email: 'e-mail',
} as const satisfies Record<Channel, string>;

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
