import type { TunnelStatus } from '#shared/contract/health.ts';
import type { Clock } from './clock.ts';
import type { EngineLog } from './engine.ts';
import type { EventHub } from './events.ts';
import type { AddressChangeStore } from './store/port/address-change-store.ts';
import type { NewDelivery } from './store/port/delivery-store.ts';

export interface AddressChangesOptions {
  store: AddressChangeStore;
  hub: Pick<EventHub, 'publish'>;
  clock: Pick<Clock, 'now'>;
  log: EngineLog;
}

type Arrived = Pick<NewDelivery, 'webhookId' | 'origin' | 'answered' | 'headers'>;

/**
 * Remembers whose senders must be told that the public address changed (TN4), until the owner ticks it off or a request comes to the new
 * address. Whether one did is read from the headers that name the address; they prove nothing, and nothing but a reminder hangs on them.
 */
export class AddressChanges {
  readonly #options: AddressChangesOptions;
  #base: string | null = null;
  /** The webhooks that are not ticked off; empty nearly always, so that arriving requests cost nothing. */
  #waiting: ReadonlySet<string> = new Set();
  #writing: Promise<void> = Promise.resolve();

  constructor(options: AddressChangesOptions) {
    this.#options = options;
  }

  /** Hears of every status of the tunnel: only an address that works is one to tell. */
  hear({ state, url }: Pick<TunnelStatus, 'state' | 'url'>): void {
    const base = url?.replace(/\/+$/, '') ?? null;
    if (state !== 'ready' || base === null || base === this.#base) return;
    this.#base = base;
    void this.#write((store) => store.note(base, this.#options.clock.now()));
  }

  /** These requests are on disk. */
  arrived(deliveries: readonly Arrived[]): void {
    if (this.#waiting.size === 0 || this.#base === null) return;
    const host = new URL(this.#base).host;
    for (const delivery of deliveries) {
      if (!this.#waiting.has(delivery.webhookId) || !provesTold(delivery, host)) continue;
      const told = { by: 'request', at: this.#options.clock.now() } as const;
      void this.#write((store) => store.tick(delivery.webhookId, told));
    }
  }

  /** The owner ticks a webhook off, or takes the tick back. Resolves to false where it is not on the list. */
  async tick(webhookId: string, isTold: boolean): Promise<boolean> {
    const { store, clock } = this.#options;
    let isKnown = false;
    await this.#write(async () => {
      isKnown = await store.tick(webhookId, isTold ? { by: 'owner', at: clock.now() } : null);
      return isKnown;
    });
    return isKnown;
  }

  /** Resolves when everything that was heard is on disk. */
  settled(): Promise<void> {
    return this.#writing;
  }

  /** One after the other. The promise is for who asked; elsewhere, what cannot be written is a reminder that is missing, and the log says so. */
  #write(work: (store: AddressChangeStore) => Promise<boolean>): Promise<void> {
    const { store, hub, log } = this.#options;
    const written = this.#writing.then(async () => {
      const hasChanged = await work(store);
      this.#waiting = new Set(await store.waiting());
      if (hasChanged) hub.publish({ type: 'health' });
    });
    this.#writing = written.catch(() => log('warn', 'address-change-not-noted', {}));
    return written;
  }
}

function provesTold({ origin, answered, headers }: Arrived, host: string): boolean {
  if (origin !== 'sender' || answered !== 200) return false;
  return headers.some(([name, value]) => /^(x-forwarded-)?host$/i.test(name) && value.trim().toLowerCase() === host);
}
