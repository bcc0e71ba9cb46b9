import { useChannels } from '#renderer/door/queries.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import type { ChannelState } from '#shared/contract/channel.ts';
import type { Message } from '#shared/contract/message.ts';

type Queued = Pick<Message, 'channel' | 'state' | 'dueAt'>;

/** Says of a message whether it waits because its provider rests, in words and until when; null where it does not. */
export function useRest(): (message: Queued) => ChannelState['rest'] {
  const channels = useChannels().data ?? [];
  const now = useNow();
  return (message) => restOf(message, channels, now);
}

/** One that is due later anyway does not wait for that. */
export function restOf(
  { channel, state, dueAt }: Queued,
  channels: readonly Pick<ChannelState, 'channel' | 'rest'>[],
  now: number,
): ChannelState['rest'] {
  const rest = channels.find((one) => one.channel === channel)?.rest ?? null;
  if (rest === null || state !== 'queued' || Date.parse(rest.until) <= now) return null;
  return dueAt !== null && Date.parse(dueAt) > Date.parse(rest.until) ? null : rest;
}
