import type { EngineEvent } from '#shared/contract/event.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { EventHub } from '../events.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import type { Store } from '../store/store.ts';
import { type FlowPlaces, flowPlaces } from './read-places.ts';

/** What deliveries are worked on with. */
export interface WorkContext {
  webhooks: ReadonlyMap<string, StoredWebhook>;
  fields: readonly Field[];
  settings: Settings;
  flows: FlowPlaces;
}

/** What it is made of. */
const CHANGES: readonly string[] = ['webhook', 'field', 'settings', 'flow'] satisfies EngineEvent['type'][];

/** Keeps the context in memory and reads it again after somebody changed a webhook, a field, a flow or the settings. */
export class ContextCache {
  readonly #store: Store;
  readonly #unsubscribe: () => void;
  #context: WorkContext | null = null;
  #changes = 0;

  constructor(store: Store, hub: Pick<EventHub, 'subscribe'>) {
    this.#store = store;
    this.#unsubscribe = hub.subscribe(null, ({ event }) => {
      if (!CHANGES.includes(event.type)) return;
      this.#changes += 1;
      this.#context = null;
    });
  }

  async read(): Promise<WorkContext> {
    while (this.#context === null) {
      const before = this.#changes;
      const [webhooks, fields, settings, flows] = await Promise.all([
        this.#store.webhooks.list(),
        this.#store.fields.list(),
        this.#store.settings.get(),
        this.#store.flows.list(),
      ]);
      // Something changed while we read: what we have may be half old.
      if (before !== this.#changes) continue;
      const byId = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
      this.#context = { webhooks: byId, fields, settings, flows: flowPlaces(flows) };
    }
    return this.#context;
  }

  close(): void {
    this.#unsubscribe();
  }
}
