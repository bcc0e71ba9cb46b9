import type { ReceiverStore } from '#engine/receiver/receiver.ts';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import type { StoredWebhook } from '#engine/store/port/webhook-store.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';

/** The part of the store that the receiver uses, in memory, with the commits it was asked for laid open and a switch to make them fail. */
export class MemoryReceiverStore implements ReceiverStore {
  readonly webhooksStored: StoredWebhook[] = [];
  readonly batches: (readonly NewDelivery[])[] = [];
  /** While set, every commit fails with it. */
  fault: Error | null = null;
  /** The rows with these ids are refused, the others are stored. */
  readonly refused = new Set<string>();
  /** Called in the middle of a commit; the commit ends when its promise resolves. */
  duringCommit: () => Promise<void> | void = () => undefined;

  get rows(): NewDelivery[] {
    return this.batches.flat();
  }

  readonly webhooks = { list: async () => structuredClone(this.webhooksStored) };

  readonly deliveries = {
    acceptBatch: async (rows: readonly NewDelivery[]) => {
      await this.duringCommit();
      if (this.fault) throw this.fault;
      this.batches.push(rows.filter(({ id }) => !this.refused.has(id)));
      return rows.map((row) => {
        if (this.refused.has(row.id)) return { refused: 'SQLITE_CONSTRAINT' };
        return this.webhooksStored.some(({ id }) => id === row.webhookId) ? delivery(row) : null;
      });
    },
    acceptedTimes: async (since: number) => {
      const counted = this.rows.filter((row) => row.answered === 200 && row.receivedAt >= since);
      return new Map(
        Object.entries(Object.groupBy(counted, (row) => row.webhookId)).map(([id, rows]) => [
          id,
          (rows ?? []).map((row) => row.receivedAt).sort((a, b) => a - b),
        ]),
      );
    },
  };
}

export function storedWebhook(change: Partial<StoredWebhook> & Pick<StoredWebhook, 'token'>): StoredWebhook {
  return {
    id: 'whk_test',
    name: 'Bookings',
    active: true,
    version: 1,
    config: WebhookConfigSchema.parse({}),
    formerTokens: [],
    listen: null,
    createdAt: 0,
    updatedAt: 0,
    ...change,
  };
}

function delivery(row: NewDelivery): Delivery {
  return {
    id: row.id,
    webhookId: row.webhookId,
    webhookName: 'Bookings',
    receivedAt: new Date(row.receivedAt).toISOString(),
    origin: row.origin,
    outcome: row.settled?.outcome ?? null,
    reason: row.settled?.reason ?? null,
    sentence: row.settled?.sentence ?? '',
    answered: row.answered,
    sizeBytes: row.sizeBytes,
    tookMs: null,
    contact: null,
    repeatOf: null,
    possibleDuplicate: false,
    replayOf: null,
    throughFormerAddress: false,
    items: null,
    alike: null,
  };
}
