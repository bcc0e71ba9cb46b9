import type { ChannelSettings } from '#shared/contract/channel.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { Breaker } from '../breaker.ts';
import { CHANNEL_PROVIDERS } from '../channels/providers.ts';

/** Messages that are on their way to one place at the same time. */
const AT_ONCE = 8;

/** Where messages are handed over: few at the same time, and none while it rests. */
export class Place {
  readonly breaker: Breaker = new Breaker();
  readonly sends = new Set<Promise<void>>();

  hasRoom(now: number): boolean {
    return this.sends.size < AT_ONCE && this.breaker.openAt <= now;
  }
}

/** Names the place of a channel: the host that the owner gave, or the provider. Channels of one share its rest and its room. */
export function placeOf(channel: MessageChannel, { account }: Pick<ChannelSettings, 'account'>): string {
  const address = account.baseUrl?.trim() ?? '';
  if (URL.canParse(address)) return new URL(address).host;
  const provider = CHANNEL_PROVIDERS[channel].slots.find(({ accountAt }) => accountAt !== undefined)?.accountAt;
  return provider ?? channel;
}
