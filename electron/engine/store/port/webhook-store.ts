import type { Outcome } from '#shared/contract/outcome.ts';
import type { Sample, UpdateWebhook, WebhookConfig } from '#shared/contract/webhook.ts';
import type { StoredTest } from './webhook-test-store.ts';

/** A webhook as stored; the address is made by the api from the token and the tunnel. */
export interface StoredWebhook {
  id: string;
  name: string;
  active: boolean;
  version: number;
  config: WebhookConfig;
  /** The stored configuration could not be read in full, so `config` is not what the owner set: nothing may be filed by it. */
  isBroken?: boolean;
  token: string;
  /** The tokens before rotations, each honoured until its time, latest first. */
  formerTokens: readonly FormerToken[];
  /** Start and end of the current or last listening. */
  listen: { since: number; until: number } | null;
  createdAt: number;
  updatedAt: number;
}

export interface FormerToken {
  token: string;
  until: number;
}

export interface WebhookStore {
  list(): Promise<StoredWebhook[]>;
  get(id: string): Promise<StoredWebhook | null>;
  /** The configuration as it was saved in that version; null where it is not there or cannot be read in full. */
  configAt(id: string, version: number): Promise<WebhookConfig | null>;
  /** With these tests. */
  create(webhook: StoredWebhook, tests?: readonly StoredTest[]): Promise<void>;
  /** A changed `config` adds a version; 'stale' when `version` is given and is not the saved one. */
  update(id: string, change: UpdateWebhook & { at: number }): Promise<StoredWebhook | 'not-found' | 'stale'>;
  setListening(id: string, listen: { since: number; until: number } | null): Promise<StoredWebhook | null>;
  /** Gives the webhook another token. The one it had works until `formerUntil`; of all former ones, those that still work stay, ten at most. */
  rotate(id: string, token: string, formerUntil: number, at: number): Promise<StoredWebhook | null>;
  /** Ends a former token now; `hint` is its beginning. */
  endFormerToken(id: string, hint: string, at: number): Promise<StoredWebhook | null>;
  /** When something last came under each former token, by its beginning. */
  formerUse(id: string): Promise<Map<string, number>>;
  /**
   * Removes the webhook with its deliveries and versions for every reader; contacts and their values stay. Until `forgetDeleted` it can be
   * put back, unless requests of it wait to be worked on.
   */
  delete(id: string, at: number): Promise<boolean>;
  /** Undoes its deletion; null where it cannot be undone. It uses what there is: what was deleted since comes into it with its own return. */
  putBack(id: string, at: number): Promise<StoredWebhook | null>;
  /** Takes what was deleted until then (ms since 1970) off the disk. */
  forgetDeleted(until: number): Promise<void>;
  sample(id: string): Promise<Sample | null>;
  setSample(id: string, sample: Sample | null): Promise<boolean>;
  /** For the list, every webhook: last request and requests per day since `since`, one entry a UTC hour, so that the api can cut days in the business's zone. */
  activity(since: number): Promise<Map<string, WebhookActivity>>;
}

export interface WebhookActivity {
  last: { deliveryId: string; receivedAt: number; outcome: Outcome | null } | null;
  hours: { at: number; requests: number; problems: number }[];
}
