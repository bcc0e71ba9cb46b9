import type { ApiServices } from './services.ts';

/**
 * After every change of webhooks: processing and the other screens hear of it, and the receiver works with the new state when this
 * resolves.
 */
export async function webhookChanged({ receiver, hub }: ApiServices, ...ids: string[]): Promise<void> {
  for (const id of ids) hub.publish({ type: 'webhook', id });
  await receiver.refresh();
}
