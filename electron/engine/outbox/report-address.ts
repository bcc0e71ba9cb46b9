import type { TunnelStatus } from '#shared/contract/health.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';

const OF_TWILIO: ReadonlySet<MessageChannel> = new Set(['sms', 'whatsapp', 'voice']);

/**
 * The address of the webhook that takes what Twilio tells, for messages of this channel; null where there is none that is on, or no public
 * address. Of several the newest: the owner made it because of the others.
 */
export function reportBase(
  channel: MessageChannel,
  webhooks: readonly StoredWebhook[],
  { state, url }: Pick<TunnelStatus, 'state' | 'url'>,
): string | null {
  if (state !== 'ready' || url === null || !OF_TWILIO.has(channel)) return null;
  const taking = webhooks.filter(({ active, isBroken, config }) => active && !isBroken && config.receives === 'twilio');
  const newest = taking.toSorted((one, other) => other.createdAt - one.createdAt)[0];
  return newest === undefined ? null : `${url.replace(/\/+$/, '')}/h/${newest.token}`;
}

/** The message's own id in the address finds it even where the provider's answer, and so the provider's id, never came (SN4). */
export function reportAddress(base: string, messageId: string): string {
  return `${base}?message=${encodeURIComponent(messageId)}`;
}
