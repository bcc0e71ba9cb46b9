import type { Message } from './message.ts';

/** What a message costs, by the channel's price of one part, call or message; null where the owner has not said that. */
export function costOf({ segments }: Pick<Message, 'segments'>, price: number | null): number | null {
  return price === null ? null : price * (segments?.count ?? 1);
}
