import { type Webhook, type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';

/** The part of a webhook that a duplicate takes over: everything but its name, address and history. */
export function configOf(webhook: Webhook): WebhookConfig {
  return WebhookConfigSchema.strip().parse(webhook);
}

/** `Bookings` → `Bookings (copy)`, within the longest name that is allowed. */
export function copyName(name: string): string {
  const ending = ' (copy)';
  return `${name.slice(0, 120 - ending.length)}${ending}`;
}
