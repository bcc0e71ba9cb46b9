import type { Delivery } from '#shared/contract/delivery.ts';
import type { NewDelivery, NotStored } from '../store/port/delivery-store.ts';
import { LIMITS } from './limits.ts';

/** A request on its way to the disk. */
export interface Waiting {
  /** Says what to store; called when its batch is put together. */
  row(now: number): NewDelivery;
  /** The row is on disk. */
  stored(): void;
  /** The webhook was deleted in the meantime; there is no row. */
  deleted(): void;
  /** The row is not on disk: nothing may be promised to the sender. */
  lost(): void;
}

export interface GroupCommitOptions {
  acceptBatch: (rows: readonly NewDelivery[]) => Promise<(Delivery | NotStored | null)[]>;
  now: () => number;
  /** After the answers: what is on disk now. */
  onStored: (deliveries: readonly Delivery[]) => void;
  onLost: (error: unknown, rows: number) => void;
  /** The database refuses one row for what it is, by this code or kind of fault; the others of its batch are stored. */
  onRefused: (fault: string) => void;
}

/**
 * What arrived during one turn of the event loop, or while the commit before was under way, becomes one transaction: one fsync for all of
 * them instead of one each. A sender is answered only after its row is on disk, in the order of arrival.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #queue: Waiting[] = [];
  #state: 'idle' | 'scheduled' | 'committing' = 'idle';
  #onIdle: (() => void)[] = [];

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  add(waiting: Waiting): void {
    this.#queue.push(waiting);
    if (this.#state !== 'idle') return;
    this.#state = 'scheduled';
    setImmediate(this.#flush);
  }

  /** Resolves when everything added so far has been answered. */
  idle(): Promise<void> {
    if (this.#state === 'idle') return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  readonly #flush = () => void this.#commitAll();

  async #commitAll(): Promise<void> {
    this.#state = 'committing';
    while (this.#queue.length > 0) await this.#commit(this.#queue.splice(0, LIMITS.batch));
    this.#state = 'idle';
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const deliveries = await this.#write(batch);
    const stored: Delivery[] = [];
    for (const [index, waiting] of batch.entries()) {
      const delivery = deliveries === 'lost' ? 'lost' : deliveries[index];
      if (delivery === 'lost') waiting.lost();
      else if (!delivery) waiting.deleted();
      else if ('refused' in delivery) {
        waiting.lost();
        this.#options.onRefused(delivery.refused);
      } else {
        waiting.stored();
        stored.push(delivery);
      }
    }
    this.#options.onStored(stored);
  }

  async #write(batch: readonly Waiting[]): Promise<(Delivery | NotStored | null)[] | 'lost'> {
    const now = this.#options.now();
    try {
      return await this.#options.acceptBatch(batch.map((waiting) => waiting.row(now)));
    } catch (error) {
      this.#options.onLost(error, batch.length);
      return 'lost';
    }
  }
}
