import type { Channel } from '#shared/contract/webhook.ts';

/** Channels as people call them, and what being reached there takes. */
export const CHANNEL_WORDS: Record<Channel, { label: string; needs: string }> = {
  sms: { label: 'SMS', needs: 'Needs a phone number.' },
  voice: { label: 'Voice call', needs: 'Needs a phone number.' },
  whatsapp: {
    label: 'WhatsApp',
    needs: 'Needs a phone number, and the person must have written to you or get an approved template.',
  },
  email: { label: 'E-mail', needs: 'Needs an e-mail address.' },
  messenger: { label: 'Messenger', needs: 'Only for people who have written to you first.' },
};
