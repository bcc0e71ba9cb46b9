import type { Message } from './message.ts';

/** What a message costs, by the channel's price of one part, call or message; null where the owner has not said that. */
export function costOf({ segments }: Pick<Message, 'segments'>, price: number | null): number | null {
  return price === null ? null : price * (segments?.count ?? 1);
}

const AMOUNT = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** `0.16`: an amount in the business’s currency. */
export function sayAmount(amount: number): string {
  return AMOUNT.format(amount);
}
