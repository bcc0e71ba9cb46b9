import type { PendingDelivery } from './delivery-store.ts';

/** The full-text index of the log (LG2), which is written behind the work on requests. */
export interface SearchStore {
  /** What is not in the index as it stands now: first what is new, then what changed since, each in order of arrival; fewer than `limit` when bodies are large. */
  next(limit: number): Promise<SearchWork[]>;
  /** One transaction. `texts` of null takes a request out. Where the body that they are of has been deleted since `next`, they are not written. */
  put(requests: readonly IndexedRequest[]): Promise<void>;
  /** Brings a few pages of the index together, in a transaction. Resolves to whether there was anything to bring together, and there may be more. */
  merge(): Promise<boolean>;
  /** How many requests are not in the index as they stand now; more than that where numbers were left out. */
  behind(): Promise<number>;
}

/** A request that is to be indexed; without a webhook it is gone or erased, and leaves the index. */
export type SearchWork =
  | { seq: number; webhookId: null }
  | {
      seq: number;
      webhookId: string;
      /** The version of the webhook's configuration that it was worked on with. */
      configVersion: number | null;
      /** Its body is empty where it is not kept any more. */
      request: Pick<PendingDelivery, 'headers' | 'contentType' | 'query' | 'body'>;
      hasBody: boolean;
    };

export interface IndexedRequest {
  seq: number;
  /** What it says, in pieces; the people it is about are added by the store. */
  texts: readonly string[] | null;
  /** Whether its body was there when it was read. */
  hadBody: boolean;
}
