import type { Delivery } from '#shared/contract/delivery.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { Hold, RunProgress, RunSituation } from '#shared/contract/flow-work.ts';
import type { InboundEvent } from '#shared/contract/inbound.ts';
import type { ContactFinder, ContactWrite, DecidedBefore } from '#shared/contract/known-contact.ts';
import type { Message } from '#shared/contract/message.ts';
import type { ItemOutcomes, Receipt } from '#shared/contract/receipt.ts';
import type { Channel } from '#shared/contract/webhook.ts';
import type { PendingDelivery } from './delivery-store.ts';
import type { MovedRun } from './run-store.ts';

/** The work on what was accepted. */
export interface WorkStore {
  /** The oldest requests that have not been worked on, in order of arrival; fewer than `limit` when their bodies are large. */
  pending(limit: number): Promise<PendingDelivery[]>;
  /**
   * Works on deliveries in the given order in one transaction. For each, `decide` is called inside the transaction and sees what the
   * ones before it wrote; its settlement (contact, fields, outcome) is applied whole or not at all. If `decide` or its writes throw, that delivery
   * alone is settled as `failed` with `onFault`'s receipt. A delivery that is already settled, or whose webhook was deleted, is passed over
   * (exactly once). A fault of the disk undoes the whole batch and rejects; the deliveries stay pending.
   */
  settle(work: readonly SettleWork[], at: number): Promise<SettledDelivery[]>;
}

export interface SettleWork {
  seq: number;
  /** Pure; called inside the transaction. */
  decide: (people: ContactFinder, decidedBefore: DecidedBefore) => Settlement | ItemsSettlement;
  onFault: (error: unknown) => Settlement;
}

export interface Settlement {
  /** Stored with what only the store knows: a new contact's User Ns and label, and `no-field` where a field was deleted in between. */
  receipt: Receipt;
  configVersion: number | null;
  write: ContactWrite | null;
  /** The flow that starts for the contact, in the same transaction; absent where none does. */
  flow?: FlowStart | null;
  /** What a channel's provider tells, with its effects in the same transaction; absent where it is data. */
  inbound?: InboundEvent[];
}

/** A flow that something starts. The plan is pure; it is called inside the transaction, with what was written before it. */
export interface FlowStart {
  key: string;
  /** Tells the items of one request apart: each has its own contact and starts the flow for itself. 0 without items. */
  item: number;
  plan: (situation: RunSituation) => RunProgress;
  /** Which messages of the run wait for the owner; absent where none do. `channel` is the contact's own. */
  hold?: (config: FlowConfig, channel: Channel) => Hold;
}

/**
 * A request that is worked on item by item (RC3). Each item is settled like a request of its own, one that fails as `failed` by itself, all in
 * the transaction of their request.
 */
export interface ItemsSettlement {
  configVersion: number | null;
  /** At least 1. */
  count: number;
  /** Called once for each, from 0 on, inside the transaction: it sees what the items before it wrote. */
  decideItem: (index: number, people: ContactFinder, decidedBefore: DecidedBefore) => Settlement;
  /** The position of the one item that is worked on again (ID10), the others having been settled before; absent where all of them are. */
  only?: number;
  /** The receipt of the whole, once all items are settled. */
  conclude: (outcomes: ItemOutcomes) => Receipt;
}

/** The contacts of the items of a request, each once, and the flows that they started. */
export interface SettledItems {
  contacts: string[];
  /** The conflicts that came of them (ID10). */
  conflicts: string[];
  runs: Pick<SettledDelivery, 'run' | 'flowFault'>[];
}

export interface SettledDelivery {
  delivery: Delivery;
  contactUserNs: string | null;
  /** The flow that it started. */
  run: MovedRun | null;
  /** A fault of ours in the first steps of that flow, which ended as `failed`. */
  flowFault?: unknown;
  /** The conflict that came of it (ID10). */
  conflictId: string | null;
  /** Messages of ours that it told about, as they are now. */
  reported: Message[];
  /** What came of its items (RC3); absent where the request is one. */
  items?: SettledItems;
}
