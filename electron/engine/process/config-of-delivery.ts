import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { StoredDelivery } from '../store/port/delivery-store.ts';
import type { LocalStore } from '../store/store.ts';

/** The configuration that a request was worked on with; before that, the present one. */
export async function configOfDelivery(
  store: LocalStore,
  { webhookId, configVersion }: Pick<StoredDelivery, 'webhookId' | 'configVersion'>,
): Promise<WebhookConfig> {
  const worked = configVersion === null ? null : await store.webhooks.configAt(webhookId, configVersion);
  return worked ?? (await store.webhooks.get(webhookId))?.config ?? WebhookConfigSchema.parse({});
}
