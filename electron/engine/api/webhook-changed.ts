import type { ApiServices } from './services.ts';

/** After every change of a webhook: the receiver works with the new state when this resolves, and the other screens hear of it. */
export async function webhookChanged({ receiver, hub }: ApiServices, id: string): Promise<void> {
  await receiver.refresh();
  hub.publish({ type: 'webhook', id });
}
