import type { StoredMessage, StoredRow } from './read-stored.ts';
import type { Taken } from './sms-provider.ts';

/** How a message may end. */
const ENDS = ['sent', 'unknown', 'failed'];

/**
 * Compares what the provider took with the messages on disk, after nothing is to be sent any more and the provider was asked. Each fault is one line; none
 * means: one message for each request that had its effect; what is told as sent was taken once, what is told as failed has failed there, what is
 * unknown was taken at most once, and not at all where its provider was asked about it.
 */
export function findDoubleSends(
  taken: readonly Taken[],
  messages: readonly StoredMessage[],
  deliveries: readonly StoredRow[],
): string[] {
  const takenOf = Map.groupBy(taken, ({ text }) => text);
  const byText = Map.groupBy(messages, ({ text }) => text);
  const byDelivery = Map.groupBy(messages, ({ deliveryId }) => deliveryId);
  return [
    ...messages.filter(({ state }) => !ENDS.includes(state)).map(({ text, state }) => `${text} ended as ${state}`),
    ...[...takenOf.keys()].filter((text) => !byText.has(text)).map((text) => `${text} was sent and is no message`),
    ...[...byText].flatMap(([text, same]) => faultOf(text, takenOf.get(text) ?? [], same) ?? []),
    ...deliveries
      .filter(({ outcome }) => outcome === 'processed')
      .map(({ id }) => ({ id, messages: byDelivery.get(id)?.length ?? 0 }))
      .filter(({ messages }) => messages !== 1)
      .map(({ id, messages }) => `${id} has ${messages} messages`),
  ];
}

function faultOf(text: string, taken: readonly Taken[], same: readonly StoredMessage[]): string | null {
  const count = taken.length;
  if (count > same.length) return `sent twice: ${text} left ${count} times for ${same.length} messages`;
  const failed = taken.filter(({ isFailed }) => isFailed).length;
  const told = (state: string) => same.filter((message) => message.state === state).length;
  if (told('sent') > count - failed) {
    return `${text} is told as sent ${told('sent')} times, and left ${count - failed} times`;
  }
  if (told('failed') > failed) return `${text} is told as failed ${told('failed')} times, and failed ${failed} times`;
  // Those whose line broke are asked about half a minute later: each of them may have been taken.
  const isAsked = same.some(({ state, reason }) => state === 'unknown' && reason === 'interrupted');
  const mayBe = same.filter(({ state, reason }) => state === 'unknown' && reason !== 'interrupted').length;
  return isAsked && count > told('sent') + told('failed') + mayBe ? `nobody asked: ${text} was taken` : null;
}
