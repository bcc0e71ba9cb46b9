import type { ChannelProvider } from './channel.ts';
import { createTwilio, findTwilio, senderOf, TWILIO, TWILIO_SLOTS } from './twilio-api.ts';
import { fateAtTwilio } from './twilio-fate.ts';
import { speak } from './twiml.ts';

export const VOICE: ChannelProvider = {
  channel: 'voice',
  name: 'Voice call',
  provider: TWILIO,
  sentence: 'Needs a phone number. Calls and speaks the text.',
  needs: 'phone',
  canStart: true,
  slots: [
    ...TWILIO_SLOTS,
    {
      name: 'from',
      label: 'Caller’s number',
      hint: 'Your Twilio number, or one that Twilio has verified as yours.',
      isSecret: false,
      isRequired: true,
    },
  ],
  send: (message, account, ports, signal) =>
    createTwilio(
      'Calls',
      { ...senderOf(message, account), Twiml: speak(message.text, message.language) },
      account,
      ports,
      signal,
    ),
  follow: (providerId, account, ports) => fateAtTwilio('Calls', providerId, account, ports),
  reconcile: ({ to }, account, ports, attempt) =>
    findTwilio('Calls', to, ({ direction }) => direction === 'outbound-api', account, ports, attempt),
};
