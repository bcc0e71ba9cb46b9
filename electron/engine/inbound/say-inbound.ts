import { CHANNEL_IN_SENTENCE } from '#shared/contract/channel-words.ts';
import type { InboundEvent } from '#shared/contract/inbound.ts';

/** What an event means for the owner, in one sentence for the receipt. `account` is the Messenger account that the request is filed under. */
export function sayInbound(event: InboundEvent, account: string | null): string {
  if (event.kind === 'report') return event.sentence;
  const { from, wish } = event;
  if (wish === null && event.channel === 'messenger' && from !== account) {
    return `${from} wrote by Messenger in the same entry, which is filed under who wrote first in it. They become a contact when they write again.`;
  }
  const channel = CHANNEL_IN_SENTENCE[event.channel];
  if (wish === null) return `${from} wrote by ${channel} and can be answered there.`;
  return wish.wants === 'stop'
    ? `${from} wrote ${wish.word}: no ${channel} goes there any more.`
    : `${from} wrote ${wish.word}: ${channel} may go there again.`;
}
