import type { StoredMessage, StoredRow } from './read-stored.ts';

/**
 * Compares what the provider took with the messages on disk, after nothing is to be sent any more. Each fault is one line; none means: one message
 * for each request that had its effect; each ended as `sent` or `unknown`; what is told as sent was taken once, and what is unknown at most once.
 */
export function findDoubleSends(
  taken: readonly string[],
  messages: readonly StoredMessage[],
  deliveries: readonly StoredRow[],
): string[] {
  const counts = countOf(taken);
  const byText = Map.groupBy(messages, ({ text }) => text);
  const byDelivery = Map.groupBy(messages, ({ deliveryId }) => deliveryId);
  return [
    ...messages
      .filter(({ state }) => state !== 'sent' && state !== 'unknown')
      .map(({ text, state }) => `${text} ended as ${state}`),
    ...[...counts].filter(([text]) => !byText.has(text)).map(([text]) => `${text} was sent and is no message`),
    ...[...byText].flatMap(([text, same]) => {
      const count = counts.get(text) ?? 0;
      const sent = same.filter(({ state }) => state === 'sent').length;
      if (count > same.length) return [`sent twice: ${text} left ${count} times for ${same.length} messages`];
      return count < sent ? [`${text} is told as sent ${sent} times, and left ${count} times`] : [];
    }),
    ...deliveries
      .filter(({ outcome }) => outcome === 'processed')
      .map(({ id }) => ({ id, messages: byDelivery.get(id)?.length ?? 0 }))
      .filter(({ messages }) => messages !== 1)
      .map(({ id, messages }) => `${id} has ${messages} messages`),
  ];
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
