import type { ChannelProvider } from './channel.ts';

export const DESKTOP: ChannelProvider = {
  channel: 'desktop',
  name: 'Notification to you',
  provider: 'This computer',
  sentence: 'Appears on this computer. Contacts do not see it.',
  needs: 'nothing',
  canStart: true,
  slots: [],
  async send({ subject, text }, _account, { notify }) {
    return notify(subject || 'Fieldhook', text)
      ? { state: 'sent', providerId: null, sentence: 'It was shown on this computer.' }
      : {
          state: 'failed',
          again: false,
          notBefore: null,
          sentence:
            'No notification was shown: Fieldhook runs without its desktop app here, or this computer does not allow them.',
        };
  },
};
