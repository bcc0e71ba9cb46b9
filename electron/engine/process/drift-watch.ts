import type { Receipt } from '#shared/contract/receipt.ts';
import type { ItemsSettlement, Settlement } from '../store/port/work-store.ts';
import type { LocalStore } from '../store/store.ts';
import { type Histories, learn, type RowHistory } from './judge-drift.ts';

/** Receipts that are read when nothing is known of a webhook yet. */
const READ = 50;

/**
 * How it was with the rows of each webhook, kept in memory: a few counts for each row. After a start it is read from the last receipts, when
 * somebody asks. Replays and test requests say nothing of what senders do, and are not learned.
 */
export class DriftWatch {
  readonly #store: Pick<LocalStore, 'deliveries'>;
  readonly #known = new Map<string, Promise<Map<string, RowHistory>>>();

  constructor(store: Pick<LocalStore, 'deliveries'>) {
    this.#store = store;
  }

  /** What is known of a webhook; it goes on changing as requests are worked on. */
  histories(webhookId: string): Promise<Histories> {
    return this.#load(webhookId);
  }

  /**
   * Resolves to what decides about the webhook's next request and learns from it. The request before it has been decided by then, so that the
   * second of two sees the first.
   */
  async learner(webhookId: string): Promise<DriftLearner> {
    const histories = await this.#load(webhookId);
    const learned = (settlement: Settlement): Settlement => {
      learn(histories, settlement.receipt);
      return settlement;
    };
    return (decide) => {
      const settlement = decide(histories);
      if (!('count' in settlement)) return learned(settlement);
      const { decideItem } = settlement;
      return { ...settlement, decideItem: (...item) => learned(decideItem(...item)) };
    };
  }

  /** What was learned may not have been kept: it is read again. */
  forget(): void {
    this.#known.clear();
  }

  #load(webhookId: string): Promise<Map<string, RowHistory>> {
    const known = this.#known.get(webhookId) ?? this.#read(webhookId);
    this.#known.set(webhookId, known);
    known.catch(() => this.#known.delete(webhookId));
    return known;
  }

  async #read(webhookId: string): Promise<Map<string, RowHistory>> {
    const histories = new Map<string, RowHistory>();
    const receipts: readonly Receipt[] = await this.#store.deliveries.lastReceipts(webhookId, READ);
    for (const receipt of receipts) learn(histories, receipt);
    return histories;
  }
}

export type DriftLearner = (
  decide: (histories: Histories) => Settlement | ItemsSettlement,
) => Settlement | ItemsSettlement;
