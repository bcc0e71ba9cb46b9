/** A webhook whose sender must be told, or has been told, that the public address changed (TN4). Addresses are without a slash at the end. */
export interface StoredAddressChange {
  webhookId: string;
  name: string;
  token: string;
  /** What its sender has. */
  lostBase: string;
  /** The public address that last worked. */
  base: string;
  changedAt: number;
  toldAt: number | null;
  toldBy: 'owner' | 'request' | null;
}

export interface AddressChangeStore {
  /** This public address works. True where it is another than the last one: from then on all that have a sender wait to be told. */
  note(base: string, at: number): Promise<boolean>;
  /** The public addresses that senders may have: the one that last worked, then those before it that somebody was to be told about, latest first. */
  bases(): Promise<string[]>;
  /** The ids of those whose sender has not been told. */
  waiting(): Promise<string[]>;
  /** By name. */
  list(): Promise<StoredAddressChange[]>;
  /** Null takes the tick back. False where the webhook is not on the list. */
  tick(webhookId: string, told: { by: 'owner' | 'request'; at: number } | null): Promise<boolean>;
}
