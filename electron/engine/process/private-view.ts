import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { usesField } from '#shared/flow/steps.ts';
import type { LocalStore } from '../store/store.ts';
import type { PrivateView } from './mask-private.ts';

/** What of a webhook's requests is not to be shown; null where all of it may be. */
export async function privateView(
  store: Pick<LocalStore, 'fields' | 'flows'>,
  { flow }: Pick<WebhookConfig, 'flow'>,
): Promise<PrivateView | null> {
  const keys = await store.fields.privateKeys();
  if (keys.length === 0) return null;
  const started = flow === null ? null : await store.flows.get(flow);
  const hidesMessages = started !== null && keys.some((key) => usesField(started.config, key));
  return { keys: new Set(keys), hidesMessages };
}
