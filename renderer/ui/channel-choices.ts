import { CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { CHANNELS } from '#shared/contract/webhook.ts';

/** For a Select. */
export const CHANNEL_CHOICES = CHANNELS.map((channel) => ({ value: channel, label: CHANNEL_WORDS[channel] }));
