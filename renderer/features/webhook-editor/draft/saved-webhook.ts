import { z } from 'zod';
import type { Draft, Edit, Saved } from '#renderer/ui/draft/draft.ts';
import { type Webhook, type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';

export type WebhookDraft = Draft<WebhookConfig>;
export type WebhookEdit = Edit<WebhookConfig>;

/** What of a webhook is edited as a draft. */
export function savedOf(webhook: Webhook): Saved<WebhookConfig> {
  return { version: webhook.version, config: ConfigPart.parse(webhook) };
}
const ConfigPart = z.object(WebhookConfigSchema.shape);
