import type { ChannelProvider, OutgoingMessage } from './channel.ts';
import { createTwilio, findTwilio, senderOf, TWILIO, TWILIO_SLOTS } from './twilio-api.ts';
import { fateAtTwilio } from './twilio-fate.ts';

const PREFIX = 'whatsapp:';

export const WHATSAPP: ChannelProvider = {
  channel: 'whatsapp',
  name: 'WhatsApp',
  provider: TWILIO,
  sentence:
    'Needs a phone number. Writes freely for 24 hours after the contact’s last message; outside of them only with a template that WhatsApp approved.',
  needs: 'phone',
  canStart: false,
  slots: [
    ...TWILIO_SLOTS,
    {
      name: 'from',
      label: 'WhatsApp sender',
      hint: 'The number of your WhatsApp sender at Twilio, with its country code.',
      isSecret: false,
      isRequired: true,
    },
  ],
  send: (message, account, ports, signal) =>
    createTwilio('Messages', { ...senderOf(message, account, PREFIX), ...contentOf(message) }, account, ports, signal),
  follow: (providerId, account, ports) => fateAtTwilio('Messages', providerId, account, ports),
  // The text of an approved template is put together at WhatsApp's, so nothing tells which of several messages was ours.
  reconcile: async ({ to, text, approved }, account, ports, attempt) =>
    approved === null
      ? findTwilio('Messages', `${PREFIX}${to}`, ({ body }) => body === text, account, ports, attempt)
      : null,
};

function contentOf({ text, approved }: OutgoingMessage): Record<string, string> {
  if (approved === null) return { Body: text };
  return { ContentSid: approved.name, ContentVariables: JSON.stringify(approved.variables) };
}
