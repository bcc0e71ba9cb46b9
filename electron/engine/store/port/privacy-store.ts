import type { FlowConfig } from '#shared/contract/flow.ts';

/** What answers may quote, looked up for the people, requests and runs that they are about (LG3). Ids of nobody and nothing are passed over. */
export interface PrivacyStore {
  /** The values of private fields that contacts have now or are known to have had before, as stored and as they were sent; yes or no is none. By User Ns. */
  valuesOf(contacts: readonly string[]): Promise<Map<string, string[]>>;
  /** The receipts of requests, and of their items that are about one of these contacts. */
  receiptsOf(deliveries: readonly string[], contacts: readonly string[]): Promise<KnownReceipt[]>;
  /** The steps of runs as they were when each started (SN1). A configuration that several share is the same object. */
  stepsOf(runs: readonly string[]): Promise<{ run: string; config: FlowConfig; webhookId: string | null }[]>;
}

export interface KnownReceipt {
  deliveryId: string;
  webhookId: string;
  /** JSON, as it is stored: most tell nothing private, and to read them takes longer than all else that a page of the log costs. */
  receipt: string;
}
