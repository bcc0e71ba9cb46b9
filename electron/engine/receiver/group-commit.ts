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

/** What became of each request of a batch; null where its webhook is gone. Nothing of a lost batch is on disk. */
type Written = (Delivery | NotStored | null)[] | 'lost';

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
    let writing = this.#writeNext();
    while (writing !== null) {
      const { batch, written } = await writing;
      // What a lost batch took of a limit is free again before the next one is decided on.
      if (written === 'lost') this.#answer(batch, written);
      // The disk does not wait for the answers.
      writing = this.#writeNext();
      if (written !== 'lost') this.#answer(batch, written);
    }
    this.#state = 'idle';
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  #writeNext(): Promise<{ batch: readonly Waiting[]; written: Written }> | null {
    const batch = this.#queue.splice(0, LIMITS.batch);
    return batch.length === 0 ? null : this.#write(batch).then((written) => ({ batch, written }));
  }

  #answer(batch: readonly Waiting[], deliveries: Written): void {
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

  async #write(batch: readonly Waiting[]): Promise<Written> {
    const now = this.#options.now();
    try {
      return await this.#options.acceptBatch(batch.map((waiting) => waiting.row(now)));
    } catch (error) {
      this.#options.onLost(error, batch.length);
      return 'lost';
    }
  }
}
