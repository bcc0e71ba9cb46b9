import type { MessageChannel } from '#shared/contract/message.ts';
import type { ChannelProvider } from './channel.ts';
import { DESKTOP } from './desktop-notification.ts';
import { EMAIL } from './email.ts';
import { MESSENGER } from './messenger.ts';
import { SMS } from './sms.ts';
import { VOICE } from './voice.ts';
import { WHATSAPP } from './whatsapp.ts';

export const CHANNEL_PROVIDERS: Readonly<Record<MessageChannel, ChannelProvider>> = {
  sms: SMS,
  voice: VOICE,
  whatsapp: WHATSAPP,
  email: EMAIL,
  messenger: MESSENGER,
  desktop: DESKTOP,
};
