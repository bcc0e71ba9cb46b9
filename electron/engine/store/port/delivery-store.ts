import type { Page } from '#shared/contract/common.ts';
import type { Delivery, DeliveryItem, DeliveryItemQuery, DeliveryQuery } from '#shared/contract/delivery.ts';
import type { Outcome, Reason } from '#shared/contract/outcome.ts';
import type { ItemOutcomes, Receipt } from '#shared/contract/receipt.ts';
import type { VerifyScheme } from '#shared/contract/verify.ts';

/** What the receiver puts on disk before it answers. `settled` is set for requests that need no processing (sample, refused). */
export interface NewDelivery {
  id: string;
  webhookId: string;
  receivedAt: number;
  origin: 'sender' | 'test';
  method: string;
  query: string;
  headers: readonly (readonly [string, string])[];
  contentType: string;
  /** Raw bytes as received; null where the body was not read (too large) or is not kept (rate limit). */
  body: Uint8Array | null;
  sizeBytes: number;
  answered: number;
  settled: { outcome: Outcome; reason: Reason | null; sentence: string } | null;
  /** Whether it arrived while the owner was listening. */
  heard: boolean;
  /** The beginning of the former token under which it came (RC9); null for the current one. */
  formerToken: string | null;
  /**
   * By what a repeat is known (RC6). `signed`: the store settles a repeat as `duplicate`. `content`: it only remarks on it. Null where nothing tells repeats apart.
   */
  repeatKey: { kind: 'signed' | 'content'; key: string } | null;
  /** The scheme by which it was proven to come from its sender (RC7). */
  verifiedBy: VerifyScheme | null;
}

/** What came of the wish to replay a request (PR4). */
export type Replayed =
  | { kind: 'made'; delivery: Delivery }
  /** The same wish had come before; nothing is made twice. */
  | { kind: 'made-before'; delivery: Delivery }
  | { kind: 'not-found' }
  | { kind: 'no-body' }
  /** It has not been worked on for the first time yet. */
  | { kind: 'waiting' };

/** A request that was refused because it did not prove its sender, with all that a judgement needs. */
export interface UnprovenDelivery {
  id: string;
  receivedAt: number;
  method: string;
  query: string;
  headers: [string, string][];
  body: Uint8Array;
}

/** That a refused request comes from its sender after all, and by what a repeat of it is known. */
export interface Proof {
  id: string;
  by: VerifyScheme;
  repeatKey: NewDelivery['repeatKey'];
}

/** A refused request that is proven now: as it is from now on, waiting for its work, or a duplicate without any. */
export interface Proven {
  delivery: Delivery;
  isRepeat: boolean;
}

export interface StoredDelivery extends Delivery {
  seq: number;
  method: string;
  query: string;
  headers: [string, string][];
  contentType: string;
  hasBody: boolean;
  receipt: Receipt | null;
  configVersion: number | null;
  verifiedBy: VerifyScheme | null;
  itemOutcomes: ItemOutcomes | null;
  /** The latest, newest first, at most 50. */
  replays: Delivery[];
  conflict: { id: string; isOpen: boolean } | null;
  /** When its content was erased with a person (LG3); an instant as in the contract. */
  erasedAt: string | null;
}

export interface PendingDelivery {
  seq: number;
  id: string;
  webhookId: string;
  receivedAt: number;
  headers: [string, string][];
  contentType: string;
  query: string;
  body: Uint8Array;
  /** Sent by the webhook's sender, and for the first time: no test request of ours, no replay. */
  isReal: boolean;
}

/** A request that the database refuses for what it is. */
export interface NotStored {
  /** The code or kind of the fault; never its message, which may quote the request. */
  refused: string;
}

export interface DeliveryStore {
  /**
   * One transaction for all; resolves when it is on disk, in the order given. Synchronous inside: called once per turn of the event loop.
   * A refused request beyond the first of an hour is counted with the last one that was stored, which stands for it. Null stands for a request whose webhook was deleted in the meantime: it is not stored, the others are; nor is one that the database
   * refuses. A fault of the disk rejects: then none of them is stored.
   */
  acceptBatch(deliveries: readonly NewDelivery[]): Promise<(Delivery | NotStored | null)[]>;
  pendingCount(): Promise<number>;
  /** Opens a held-back request (a duplicate, or a refused one with its body) again: it waits for its work, once. */
  release(id: string): Promise<Delivery | 'not-found' | 'not-held'>;
  /** The same ids, each once, in the order in which the requests first arrived; unknown ones come first. */
  inOrder(ids: readonly string[]): Promise<string[]>;
  /**
   * Stores requests once more, each as a new one that waits for its work, in the order of `ids`. The same `wish` for the same request, or for
   * one of its replays, makes one replay, however often it comes.
   */
  replay(ids: readonly string[], wish: string): Promise<Replayed[]>;
  /** The newest 50 at most, in order of arrival. */
  unproven(webhookId: string): Promise<UnprovenDelivery[]>;
  /** In the order given, which is that of arrival; those that are not refused for their signature any more are left out. Without `apply` nothing is written. */
  prove(proofs: readonly Proof[], apply: boolean): Promise<Proven[]>;
  page(query: DeliveryQuery): Promise<Page<Delivery>>;
  /** How many requests fit, counted from the newest down some thousands at a time: the sum of all counts until there is no cursor. */
  count(query: Omit<DeliveryQuery, 'limit'>): Promise<{ count: number; nextCursor: string | null }>;
  get(id: string): Promise<StoredDelivery | null>;
  body(id: string): Promise<Uint8Array | null>;
  /** The items of a request, in their order; none where the request is one. Null where it is not in the log. */
  items(id: string, query: Omit<DeliveryItemQuery, 'private'>): Promise<Page<DeliveryItem> | null>;
  /**
   * The receipts of the newest requests of a webhook that its sender sent and that could be read, oldest first: those of their items where they
   * were worked on item by item, and no more than `limit`.
   */
  lastReceipts(webhookId: string, limit: number): Promise<Receipt[]>;
  heard(webhookId: string, since: number, limit: number): Promise<Delivery[]>;
  /** Arrival times of what counts against the limit since `since`, oldest first, for each webhook: requests answered 200, and one time more for each item after the first. */
  acceptedTimes(since: number): Promise<Map<string, number[]>>;
}
