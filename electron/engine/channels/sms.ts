import type { ChannelProvider } from './channel.ts';
import { createTwilio, findTwilio, senderOf, TWILIO, TWILIO_SLOTS } from './twilio-api.ts';
import { fateAtTwilio } from './twilio-fate.ts';

export const SMS: ChannelProvider = {
  channel: 'sms',
  name: 'SMS',
  provider: TWILIO,
  sentence: 'Needs a phone number. May write first.',
  needs: 'phone',
  canStart: true,
  slots: [
    ...TWILIO_SLOTS,
    {
      name: 'from',
      label: 'Sender',
      hint: 'Your Twilio number with its country code, a name that Twilio allows, or a Messaging Service SID (MG…).',
      isSecret: false,
      isRequired: true,
    },
  ],
  send: (message, account, ports, signal) =>
    createTwilio('Messages', { ...senderOf(message, account), Body: message.text }, account, ports, signal),
  follow: (providerId, account, ports) => fateAtTwilio('Messages', providerId, account, ports),
  reconcile: ({ to, text }, account, ports, attempt) =>
    findTwilio(
      'Messages',
      to,
      ({ body, direction }) => body === text && direction !== 'inbound',
      account,
      ports,
      attempt,
    ),
};
