import { useChannels } from '#renderer/door/queries.ts';
import type { Message } from '#shared/contract/message.ts';
import { costOf } from '#shared/contract/message-cost.ts';
import { costWords } from './message-words.ts';
import { useMoney } from './use-money.ts';

/** Says what a message costs by the price of its channel; null where the owner has set none. */
export function useCost(): (message: Pick<Message, 'channel' | 'segments'>) => string | null {
  const channels = useChannels().data ?? [];
  const money = useMoney();
  return (message) => {
    const price = channels.find(({ channel }) => channel === message.channel)?.settings.price ?? null;
    const cost = costOf(message, price);
    return cost === null ? null : costWords(cost, money);
  };
}
