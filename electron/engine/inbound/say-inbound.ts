import { CHANNEL_IN_SENTENCE } from '#shared/contract/channel-words.ts';
import type { InboundEvent } from '#shared/contract/inbound.ts';

/** What an event means for the owner, in one sentence for the receipt. */
export function sayInbound(event: InboundEvent): string {
  if (event.kind === 'report') return event.sentence;
  const { from, wish } = event;
  const channel = CHANNEL_IN_SENTENCE[event.channel];
  if (wish === null) return `${from} wrote by ${channel} and can be answered there.`;
  return wish.wants === 'stop'
    ? `${from} wrote ${wish.word}: no ${channel} goes there any more.`
    : `${from} wrote ${wish.word}: ${channel} may go there again.`;
}
