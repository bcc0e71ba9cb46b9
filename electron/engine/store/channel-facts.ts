import type { ChannelFacts } from '#shared/contract/flow-work.ts';

/**
 * What the store knows of the ways to a contact. Every channel is in test mode until the owner makes it live, and nobody has written
 * to us as long as no message of theirs is recorded.
 */
export function channelFacts(): (contact: number) => ChannelFacts {
  return () => ({ mode: () => 'test', lastInbound: () => null, pageScopedId: () => null });
}
