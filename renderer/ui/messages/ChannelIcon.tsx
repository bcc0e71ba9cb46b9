import {
  IconBell,
  IconBrandMessenger,
  IconBrandWhatsapp,
  IconMail,
  IconMessage,
  IconPhone,
  IconSend,
} from '@tabler/icons-react';
import type { SendStep } from '#shared/contract/flow.ts';

const ICONS: Record<SendStep['channel'], typeof IconMail> = {
  sms: IconMessage,
  voice: IconPhone,
  whatsapp: IconBrandWhatsapp,
  email: IconMail,
  messenger: IconBrandMessenger,
  desktop: IconBell,
  contact: IconSend,
};

/** A picture beside the channel's name; it says nothing that the words do not. */
export function ChannelIcon({ channel, size = 16 }: { channel: SendStep['channel']; size?: number }) {
  const Icon = ICONS[channel];
  return <Icon size={size} stroke={1.75} aria-hidden />;
}
