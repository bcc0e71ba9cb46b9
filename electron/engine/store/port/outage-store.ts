import type { Outage } from '#shared/contract/outage.ts';

/** A time without a way in from the internet, in the words of the contract. */
export interface StoredOutage extends Omit<Outage, 'from' | 'to'> {
  from: number;
  /** Null while it lasts. */
  to: number | null;
}

export interface OutageStore {
  /** False where one is already under way, which then goes on. */
  begin(outage: Pick<StoredOutage, 'provider' | 'lostUrl' | 'sentence' | 'from'>): Promise<boolean>;
  /** Ends the one that is under way, at `url` or (null) because there is to be no address any more. False where there is none. */
  end(url: string | null, at: number): Promise<boolean>;
  /** Latest first. */
  list(limit: number): Promise<StoredOutage[]>;
}
