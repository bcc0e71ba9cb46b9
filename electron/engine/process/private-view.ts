import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { LocalStore } from '../store/store.ts';
import { privateSteps } from './find-secrets.ts';
import { type PrivateView, privatePaths } from './mask-private.ts';

/**
 * What of a webhook's requests is not to be shown; null where all of it may be. `worked` is the configuration that a request was worked on
 * with: the present one counts as well, since a row that was mended leads to what the request could not file.
 */
export async function privateView(
  store: Pick<LocalStore, 'fields' | 'flows' | 'webhooks'>,
  webhookId: string,
  worked: WebhookConfig | null,
): Promise<PrivateView | null> {
  const keys = new Set(await store.fields.privateKeys());
  if (keys.size === 0) return null;
  const present = (await store.webhooks.get(webhookId))?.config ?? null;
  const configs = [worked, present].filter((config) => config !== null);
  const paths = new Set(configs.flatMap((config) => privatePaths(config, keys)));
  let hidesMessages = false;
  for (const key of new Set(configs.map(({ flow }) => flow))) {
    const started = key === null ? null : await store.flows.get(key);
    hidesMessages ||= started !== null && privateSteps(started.config, keys, [...paths]).size > 0;
  }
  return { keys, paths, hidesMessages };
}
