import type { Delivery } from '#shared/contract/delivery.ts';
import type { ErasureCopies } from '#shared/contract/erasure.ts';
import type { IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';

/**
 * Erasing a person (LG3). Everything is read in slices; what they are known by is looked for by whoever calls. `after` is 0 at first, then the
 * last seq (or pk) of the slice before; an empty slice is the end.
 */
export interface ErasureStore {
  person(userNs: string): Promise<ErasablePerson | null>;
  /** Receipts of the requests about a contact, as JSON. */
  receiptsOf(pk: number, after: number): Promise<{ seq: number; receipt: string }[]>;
  /** Receipts of the items about a contact (RC3), as JSON; `place` only tells where to go on. */
  itemReceiptsOf(pk: number, after: number): Promise<{ place: number; receipt: string }[]>;
  /** Requests whose content is not erased yet, in order of arrival; fewer at a time when they are large. */
  requests(after: number): Promise<SearchedRequest[]>;
  /** The seq from which on requests may still change: the oldest that waits, or the next to come. */
  openFrom(): Promise<number>;
  /** Contacts with the texts that they hold of others besides their own identifiers. */
  values(after: number): Promise<SearchedContact[]>;
  /** Texts besides contacts and requests in which the person (its pk) may stand, unless they hang on it. */
  texts(source: ElsewhereSource, after: number, self: number): Promise<{ pk: number; text: string }[]>;
  samples(): Promise<{ webhookId: string; text: string; deliveryId: string | null }[]>;
  /** All saved configurations, as JSON. */
  configurations(): Promise<string[]>;
  copies(): Promise<Pick<ErasureCopies, 'backups' | 'aside' | 'isRestoring'>>;
  /**
   * One transaction: for every reader the person is gone when it resolves. `look` is called inside it for requests from `plan.openFrom` on.
   * Null where the contact has gone meanwhile.
   */
  commit(
    pk: number,
    plan: ErasurePlan,
    look: (request: SearchedRequest) => ErasedRequest | null,
    at: number,
  ): Promise<CommittedErasure | null>;
  /**
   * Takes the rest off the disk: bodies in slices, then the log of the database and what lies in unused parts of its file. `needles`
   * are what must not be found in it any more, in lower case, byte for byte. A crash in between is made good at the next start.
   */
  finish(needles: readonly string[]): Promise<{ isWiped: boolean; replaced: boolean | null }>;
}

export interface ErasablePerson {
  pk: number;
  userNs: string;
  label: string;
  crmContactId: string | null;
  phone: string | null;
  phoneRaw: string | null;
  email: string | null;
  emailRaw: string | null;
  firstName: string | null;
  lastName: string | null;
  name: string | null;
  pageScopedId: string | null;
  /** Other identifiers that lead to them, since they were merged. */
  aliases: { slot: IdentitySlot; value: string; shown: string }[];
  fields: number;
  messages: number;
  runs: number;
  merges: number;
  isOptedOut: boolean;
}

export const ELSEWHERE_SOURCES = [
  'message',
  'run',
  'conflict',
  'rule',
  'merge',
  'item',
  'earlier',
  'change',
  'view',
  'test',
] as const;

export type ElsewhereSource = (typeof ELSEWHERE_SOURCES)[number];

export interface SearchedRequest {
  seq: number;
  id: string;
  webhookName: string;
  receivedAt: number;
  contact: number | null;
  isWaiting: boolean;
  headers: [string, string][];
  query: string;
  contentType: string;
  sentence: string;
  /** As JSON. */
  receipt: string | null;
  body: Uint8Array | null;
}

export interface SearchedContact {
  pk: number;
  texts: { at: { kind: 'slot'; slot: ProfileSlot | 'crmContactId' } | { kind: 'field'; pk: number }; text: string }[];
}

/** A request whose content goes. `receipt` is what stays of its receipt, as JSON; null where that goes too. */
export interface ErasedRequest {
  seq: number;
  receipt: string | null;
}

export interface ErasurePlan {
  requests: ErasedRequest[];
  openFrom: number;
  values: { pk: number; at: SearchedContact['texts'][number]['at'] }[];
  /** `instead` is what stays of a merge or of an item of others, as JSON. */
  elsewhere: { source: ElsewhereSource; pk: number; instead: string | null }[];
  /** Under which channels may know them, in lower case. */
  addresses: string[];
  /** Ids of webhooks whose sample goes. */
  samples: string[];
  replaceBackups: boolean;
}

export interface CommittedErasure {
  /** The first few of the requests concerned, as the log shows them now, and how many there are. */
  deliveries: Delivery[];
  total: number;
  /** Of other contacts that lost a value. */
  contacts: string[];
}
