import type { WebhookTest } from '#shared/contract/webhook-test.ts';

export type StoredTest = WebhookTest & { id: string };

/** The tests of webhooks, in the order in which they were made. */
export interface WebhookTestStore {
  /** Of one webhook; none where it is not there. */
  list(webhookId: string): Promise<StoredTest[]>;
  /** 'full' where the webhook has as many as it may. */
  create(webhookId: string, test: StoredTest): Promise<'created' | 'full' | 'not-found'>;
  update(webhookId: string, test: StoredTest): Promise<boolean>;
  delete(webhookId: string, id: string): Promise<boolean>;
}
