import type { Backup, BackupReason } from '#shared/contract/backup.ts';
import type { ChannelSettings } from '#shared/contract/channel.ts';
import type { Page } from '#shared/contract/common.ts';
import type { Conflict, ConflictDetail, ConflictQuery, ConflictRule, Resolution } from '#shared/contract/conflict.ts';
import type { Contact, ContactDetail, Merge } from '#shared/contract/contact.ts';
import type { Delivery, DeliveryItem, DeliveryItemQuery, DeliveryQuery } from '#shared/contract/delivery.ts';
import type { ErasureCopies } from '#shared/contract/erasure.ts';
import type { Field, FieldType, FieldValue } from '#shared/contract/field.ts';
import type { FlowConfig, Run, RunQuery, UpdateFlow } from '#shared/contract/flow.ts';
import type { NewHttpRequest, NewMessage, RunProgress, RunSituation } from '#shared/contract/flow-work.ts';
import type { InboundEvent } from '#shared/contract/inbound.ts';
import type {
  ContactFinder,
  ContactWrite,
  DecidedBefore,
  IdentifierWrite,
  WritableSlot,
} from '#shared/contract/known-contact.ts';
import type { LogView } from '#shared/contract/log-view.ts';
import type { MergePreview, MergeTake, UndoMergeAnswer } from '#shared/contract/merge.ts';
import type {
  Message,
  MessageChannel,
  MessageDetail,
  MessageQuery,
  MessageReason,
  MessageState,
} from '#shared/contract/message.ts';
import type { MessageDecision } from '#shared/contract/message-words.ts';
import type { OptOut, OptOutQuery } from '#shared/contract/opt-out.ts';
import type { Outage } from '#shared/contract/outage.ts';
import type { Outcome, Reason } from '#shared/contract/outcome.ts';
import type { ItemOutcomes, Receipt } from '#shared/contract/receipt.ts';
import type { Segment, SegmentCondition } from '#shared/contract/segment.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { VerifyScheme } from '#shared/contract/verify.ts';
import type {
  Channel,
  IdentitySlot,
  ProfileSlot,
  Sample,
  UpdateWebhook,
  WebhookConfig,
} from '#shared/contract/webhook.ts';

import type { FreeSpace } from './free-space.ts';

export type { ContactFinder, ContactWrite, IdentifierWrite, KnownContact } from '#shared/contract/known-contact.ts';

/**
 * What the engine asks of its database. Methods are coarse, take and give plain data, and return promises, so that another thread or a database
 * server can stand behind them; over SQLite each is one synchronous transaction. When a promise of a writing method resolves, the change is on disk (fsync).
 * Rows never leave the store folder: everything here is in the words of the contract. Times are ms since 1970, UTC.
 */
export interface Store {
  readonly webhooks: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly contacts: ContactStore;
  readonly conflicts: ConflictStore;
  readonly fields: FieldStore;
  readonly flows: FlowStore;
  readonly runs: RunStore;
  readonly outbox: OutboxStore;
  readonly channels: ChannelStore;
  readonly optOuts: OptOutStore;
  readonly settings: SettingsStore;
  readonly outages: OutageStore;
  readonly overview: OverviewStore;
  readonly addressChanges: AddressChangeStore;
  readonly segments: SegmentStore;
  readonly logViews: LogViewStore;
  readonly imports: ImportStore;
  readonly backups: BackupStore;
  readonly care: StoreCare;
  close(): Promise<void>;
}

/** The store as it is in the thread that owns it: with what works by callbacks, which cannot be called from another one. */
export interface LocalStore extends Store {
  readonly deliveries: DeliveryStore & WorkStore;
  readonly contacts: ContactStore & ContactWorkStore;
  readonly runs: RunStore & RunWorkStore;
  readonly conflicts: ConflictStore & DecisionStore;
  readonly erasure: ErasureStore;
  readonly search: SearchStore;
}

/** The full-text index of the log (LG2), which is written behind the work on requests. */
export interface SearchStore {
  /** What is not in the index as it stands now: first what changed since, then in order of arrival; fewer than `limit` when bodies are large. */
  next(limit: number): Promise<SearchWork[]>;
  /** One transaction. `texts` of null takes a request out. What became of it meanwhile is looked at again. */
  put(requests: readonly IndexedRequest[]): Promise<void>;
  /** How many requests are not in the index as they stand now; more than that where numbers were left out. */
  behind(): Promise<number>;
}

/** A request that is to be indexed; without a webhook it is gone or erased, and leaves the index. */
export type SearchWork =
  | { seq: number; webhookId: null }
  | {
      seq: number;
      webhookId: string;
      /** Its body is empty where it is not kept any more. */
      request: Pick<PendingDelivery, 'headers' | 'contentType' | 'query' | 'body'>;
      hasBody: boolean;
    };

export interface IndexedRequest {
  seq: number;
  /** What it says, in pieces; the people it is about are added by the store. */
  texts: readonly string[] | null;
}

/** Filters of the log that the owner named, in the order in which they were made. */
export interface LogViewStore {
  list(): Promise<LogView[]>;
  create(view: LogView): Promise<LogView | 'name-taken'>;
  rename(id: string, name: string): Promise<LogView | 'name-taken' | null>;
  delete(id: string): Promise<boolean>;
}

/** Webhooks that come in a file, with their fields and flows (EX2). */
export interface ImportStore {
  /** The keys of all flows that are or were here. */
  flowKeys(): Promise<string[]>;
  /** Writes all of it or nothing; 'stale' where it does not fit any more what is here. Every webhook is switched off by it. */
  apply(parts: ImportedParts): Promise<'applied' | 'stale'>;
}

export interface ImportedParts {
  fields: { key: string; name: string; type: FieldType; isPrivate?: boolean | undefined }[];
  flows: { key: string; name: string; config: FlowConfig }[];
  created: { id: string; token: string; name: string; config: WebhookConfig; sample: ImportedSample }[];
  /** `version` is the one that the owner saw. */
  replaced: { id: string; version: number; config: WebhookConfig; sample: ImportedSample }[];
  /** What was here when the import was planned, and takes the part of something in the file. */
  expected: { fields: { key: string; type: FieldType }[]; flows: { key: string; config: FlowConfig }[] };
  at: number;
}

type ImportedSample = { text: string; contentType: string } | null;

export interface BackupStore {
  /** Latest first. */
  list(): Promise<Backup[]>;
  /** Makes and checks a copy in the background, one at a time. Rejects where there is no room or the copy is not whole. */
  make(reason: BackupReason): Promise<Backup>;
  /** Asks the next start to put a copy in the place of the data. */
  restoreAtNextStart(id: string): Promise<Backup | 'not-found' | 'unusable'>;
  /** The copy that was asked for, if its file is still there. */
  restoring(): Promise<Backup | null>;
  /** Takes the wish to restore back. */
  keepAsIs(): Promise<void>;
}

/** Something about the stored data that the owner should know and that did not prevent the start. */
export type StoreNotice =
  | { kind: 'lost-requests'; first: number; last: number }
  | { kind: 'restored'; file: string; aside: string }
  | { kind: 'restore-refused'; file: string };

/** The state of the files behind the store. */
export interface StoreCare {
  readonly notices: readonly StoreNotice[];
  /** The last starts ended in crashes, one shortly after the other, and none got any work done. */
  readonly isCrashLoop: boolean;
  /** False when the database file was moved, deleted or replaced under way: what is written would be lost. */
  isInPlace(): Promise<boolean>;
  /** Null where the system does not say. */
  freeSpace(): Promise<FreeSpace | null>;
  /** To be called every few seconds: brings to disk what need not be there at each commit. */
  sync(): Promise<void>;
  /** Nothing is there yet that a backup could keep. */
  isEmpty(): Promise<boolean>;
  /** When the computer's clock was last believed, in ms since 1970; null in a new database. */
  believedClock(): Promise<number | null>;
  believeClock(at: number): Promise<void>;
  /** Deletes what is older than it is to be kept, in slices. Resolves to what went. Stops early when the store is closed. */
  deleteOld(limits: KeepLimits): Promise<{ bodies: number; deliveries: number }>;
  /** What `deleteOld` would take. */
  countOld(limits: KeepLimits): Promise<OldCounts>;
}

export interface OldCounts {
  /** Requests that would leave the log. */
  deliveries: number;
  /** Raw texts that would go, those of such requests included. */
  bodies: number;
  /** When the oldest request, and the oldest with its raw text, arrived that would stay; null where none does. */
  keptDelivery: number | null;
  keptBody: number | null;
}

/** What is older goes; requests that wait stay. Times in ms since 1970. */
export interface KeepLimits {
  bodiesSince: number;
  /** Of all bodies together; the oldest go first. */
  bodyBytes: number;
  deliveriesSince: number;
}

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
  create(webhook: StoredWebhook): Promise<void>;
  /** A changed `config` adds a version; 'stale' when `version` is given and is not the saved one. */
  update(id: string, change: UpdateWebhook & { at: number }): Promise<StoredWebhook | 'not-found' | 'stale'>;
  setListening(id: string, listen: { since: number; until: number } | null): Promise<StoredWebhook | null>;
  /** Gives the webhook another token. The one it had works until `formerUntil`; of all former ones, those that still work stay, ten at most. */
  rotate(id: string, token: string, formerUntil: number, at: number): Promise<StoredWebhook | null>;
  /** Ends a former token now; `hint` is its beginning. */
  endFormerToken(id: string, hint: string, at: number): Promise<StoredWebhook | null>;
  /** When something last came under each former token, by its beginning. */
  formerUse(id: string): Promise<Map<string, number>>;
  /** Removes the webhook with its deliveries and versions; contacts and their values stay. */
  delete(id: string): Promise<boolean>;
  sample(id: string): Promise<Sample | null>;
  setSample(id: string, sample: Sample | null): Promise<boolean>;
  /** For the list, every webhook: last request and requests per day since `since`, one entry a UTC hour, so that the api can cut days in the business's zone. */
  activity(since: number): Promise<Map<string, WebhookActivity>>;
}

export interface WebhookActivity {
  last: { deliveryId: string; receivedAt: number; outcome: Outcome | null } | null;
  hours: { at: number; requests: number; problems: number }[];
}

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
   * Null stands for a request whose webhook was deleted in the meantime: it is not stored, the others are; nor is one that the database
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
  /** Why the messages of the run wait for the owner, in a sentence; null where they do not. `channel` is the contact's own. */
  hold?: (config: FlowConfig, channel: Channel) => string | null;
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

export interface ContactStore {
  page(query: {
    q?: string | undefined;
    /** Only those who fulfil all of these, as of `now`. */
    conditions?: readonly SegmentCondition[] | undefined;
    now?: number | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<Page<Contact> & { total: number }>;
  get(userNs: string): Promise<ContactDetail | null>;
  /** By hand. 'taken' names the slot whose value belongs to somebody else. */
  create(
    write: Extract<ContactWrite, { kind: 'create' }>,
    at: number,
  ): Promise<Contact | { taken: IdentitySlot; by: string }>;
  update(
    userNs: string,
    change: ContactEdit,
    at: number,
  ): Promise<Contact | 'not-found' | { taken: IdentitySlot; by: string }>;
  delete(userNs: string): Promise<boolean>;
  /** Merges `from` into `keep` (User Ns of two different contacts), or says what that would give. */
  merge(
    keep: string,
    from: string,
    how: { take: MergeTake; at: number; dryRun: boolean },
  ): Promise<{ preview: MergePreview; merge: Merge | null } | 'not-found'>;
  undoMerge(id: string, at: number): Promise<UndoneMerge>;
}

/** By callbacks, so only in the thread of the store. */
export interface ContactWorkStore {
  find: ContactFinder;
  /**
   * One transaction: what each item decides is written before the next one is asked, which finds it. Resolves to what was decided; all or
   * nothing.
   */
  writeEach<Item, Decided extends { write: ContactWrite | null }>(
    items: readonly Item[],
    decide: (item: Item, find: ContactFinder) => Decided,
    at: number,
  ): Promise<Decided[]>;
}

/** `refused` says why, for the owner. */
export type UndoneMerge = UndoMergeAnswer | 'not-found' | { refused: string };

/** Requests, and items of requests, whose identifiers name different people (ID10). They come up when one is settled as `conflict`. */
export interface ConflictStore {
  page(query: ConflictQuery): Promise<Page<Conflict> & { open: number }>;
  get(id: string): Promise<ConflictDetail | null>;
  rules(query: { before?: string | undefined; limit: number }): Promise<Page<ConflictRule>>;
  deleteRule(id: string): Promise<boolean>;
}

/** Deciding conflicts. */
export interface DecisionStore {
  /**
   * Carries out the owner's decision, once and in one transaction: the merges where asked for, the work on the request (or on its item, and no
   * other one) as `decide` settles it, the rule where it is to be remembered. Whatever throws, `decide` included, leaves everything as it was and the conflict open.
   */
  resolve(
    id: string,
    resolution: Resolution,
    decide: (choice: { userNs: string | null }, people: ContactFinder) => Settlement | ItemsSettlement,
    at: number,
  ): Promise<ResolvedConflict | 'not-found' | 'decided' | 'no-candidate' | 'gone'>;
  /** What is remembered about conflicts of this webhook. */
  decidedBefore(webhookId: string): DecidedBefore;
}

export interface ResolvedConflict {
  delivery: Delivery;
  /** User Ns of all contacts that were changed, made or merged. */
  contacts: string[];
  /** The flow that it started. */
  run: MovedRun | null;
}

/** An edit by hand: null clears. */
export interface ContactEdit {
  channel?: Channel;
  identifiers: Partial<Record<WritableSlot, IdentifierWrite | null>>;
  profile: Partial<Record<ProfileSlot, string | null>>;
  fields: Record<string, FieldValue | null>;
  pageScopedId?: string;
}

export interface NewField {
  name: string;
  type: FieldType;
  isPrivate?: boolean;
  at: number;
}

export interface FieldUpdate {
  name?: string | undefined;
  isPrivate?: boolean | undefined;
}

export interface FieldStore {
  list(): Promise<Field[]>;
  get(key: string): Promise<Field | null>;
  /** Makes the key from the name; 'name-taken' compares without case. */
  create(field: NewField): Promise<Field | 'name-taken'>;
  /** What is undefined stays. */
  update(key: string, change: FieldUpdate): Promise<Field | 'not-found' | 'name-taken'>;
  /** Keys of the private ones (LG3). */
  privateKeys(): Promise<string[]>;
  /** Deletes the field with its values; with `force` also takes it out of the webhooks' configurations (a new version each). Resolves to the ids of the webhooks changed. */
  delete(key: string, force: boolean, at: number): Promise<{ webhooks: string[] } | 'not-found' | 'in-use'>;
}

/** A flow as stored; its problems and where it is used are told by the api. */
export interface StoredFlow {
  key: string;
  name: string;
  version: number;
  config: FlowConfig;
  /** The stored steps could not be read in full: nothing may be sent by them. */
  isBroken?: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface FlowStore {
  list(): Promise<StoredFlow[]>;
  get(key: string): Promise<StoredFlow | null>;
  /** Webhooks whose saved configuration starts the flow, and how many contacts are in it, for every flow. */
  usage(): Promise<Map<string, { usedBy: { id: string; name: string }[]; running: number }>>;
  /** Makes the key from the name; 'name-taken' compares without case. */
  create(flow: { name: string; config: FlowConfig; at: number }): Promise<StoredFlow | 'name-taken'>;
  /** A changed `config` adds a version; 'stale' when `version` is given and is not the saved one. */
  update(key: string, change: UpdateFlow & { at: number }): Promise<StoredFlow | 'not-found' | 'stale' | 'name-taken'>;
  /**
   * Nothing starts it any more, and whoever is in it stops. With `force` it is also taken out of the webhooks' configurations (a new version
   * each). Resolves to the ids of the webhooks changed.
   */
  delete(key: string, force: boolean, at: number): Promise<{ webhooks: string[] } | 'not-found' | 'in-use'>;
}

export interface RunStore {
  page(query: RunQuery): Promise<Page<Run>>;
  get(id: string): Promise<Run | null>;
  /** Ends a run that waits or is held. */
  stop(id: string, at: number): Promise<MovedRun | 'not-found' | 'not-waiting'>;
  /**
   * Takes requests of HTTP steps whose time has come, and marks each as `attempting`: on disk before its first byte leaves. Those of a
   * run that has ended are not among them.
   */
  claimRequests(at: number, limit: number): Promise<ClaimedRequest[]>;
  /** How a claimed request ended. Unless it is tried again, its run goes on. */
  finishRequest(id: string, end: RequestEnd, at: number): Promise<void>;
  /** Requests that were under way when Fieldhook was ended become `unknown`: they may have arrived (SN4). To be called once, before the first claim. */
  abandonRequests(at: number): Promise<number>;
  /** When the next queued request may be tried; null: none is queued. */
  nextRequestAt(): Promise<number | null>;
}

export interface ClaimedRequest extends Omit<NewHttpRequest, 'step'> {
  id: string;
  /** Which try it is, from 1. */
  tries: number;
}

/** `again` is tried once more at its time: surely nothing arrived. The others are told in the run, which then goes on. */
export type RequestEnd =
  | { state: 'done' | 'failed' | 'unknown'; sentence: string }
  | { state: 'again'; notBefore: number; sentence: string };

/** What moved, for the news. */
export interface MovedRun {
  id: string;
  flow: string;
  contact: string;
  deliveryId: string | null;
  state: Run['state'];
  /** The messages that it made on the way. */
  messages: { id: string; state: NewMessage['state'] }[];
}

/** The work on runs. */
export interface RunWorkStore {
  /** Runs whose time has come, longest due first. */
  due(at: number, limit: number): Promise<DueRun[]>;
  /** When the next run goes on by itself; null: none waits for time. */
  nextDue(): Promise<number | null>;
  /**
   * Moves runs on, each one whole or not at all, all in one transaction. A run that does not wait (any more) is passed over; one whose plan or
   * writes throw ends as `failed` with `onFault`'s sentence. A fault of the disk undoes everything and rejects.
   */
  advance(work: readonly RunWork[], at: number): Promise<MovedRun[]>;
  /** Starts a flow by hand. */
  start(start: FlowStart & { contact: string; startKey: string }, at: number): Promise<StartedRun>;
  /** A run that waits, for time or for the owner. One that waits for the answer to a request is 'not-waiting'. */
  waiting(id: string): Promise<DueRun | 'not-found' | 'not-waiting'>;
  /**
   * Whether a flow would start for a contact (null: one who is still to be made), for a dry run. `startKey` is the request that would start it; null: one
   * that is not in the log. Null where there is no such flow.
   */
  outlook(wish: FlowWish, at: number): Promise<FlowOutlook | null>;
  /** A contact as a flow sees it, for a dry run. */
  person(userNs: string): Promise<FlowPerson | null>;
}

/** What a flow knows of a contact besides what anybody does. */
export type FlowPerson = Pick<RunSituation, 'tags' | 'channels'>;

export interface FlowWish {
  key: string;
  contact: string | null;
  startKey: string | null;
}

/** `refusal`: why it would not start, in words. */
export interface FlowOutlook {
  name: string;
  config: FlowConfig;
  refusal: string | null;
  person: FlowPerson;
}

export interface DueRun {
  id: string;
  /** Where it stands. */
  step: string | null;
  config: FlowConfig;
  deliveryId: string | null;
  /** Which item of that request started it (RC3), from 1; 0 where the request is one. */
  item: number;
}

export interface RunWork {
  id: string;
  /** Where it stood when this was decided: a run that has gone on since is passed over. */
  step: string | null;
  plan: (situation: RunSituation) => RunProgress;
  onFault: (error: unknown) => string;
}

/** `not-started` says why in words: the cool-down of the flow (SN5), or that it was started by this already. */
export type StartedRun =
  | { kind: 'started'; run: MovedRun; progress: RunProgress; flowName: string }
  | { kind: 'failed'; run: MovedRun; flowName: string; error: unknown }
  | { kind: 'not-started'; sentence: string }
  | { kind: 'no-flow' }
  | { kind: 'no-contact' };

/** Messages on their way out. Each method that changes one answers it as it is then, or null where it was not in the state for that. */
export interface OutboxStore {
  page(query: MessageQuery): Promise<Page<Message> & { attention: number }>;
  get(id: string): Promise<MessageDetail | null>;
  /** Changes the text of a message that has not gone out and is not about to. */
  edit(
    id: string,
    change: { subject?: string | undefined; text: string },
  ): Promise<Message | 'not-found' | 'not-possible'>;
  /** The owner's word. 'not-possible' where the message is not in a state for it (any more). */
  decide(id: string, decision: MessageDecision, at: number): Promise<Message | 'not-found' | 'not-possible'>;
  /** Messages whose turn has come, longest due first, with what the guard rails ask. `since` are the times from which "today" and "lately" are counted. */
  due(at: number, limit: number, since: { today: number; lately: number }): Promise<DueMessage[]>;
  /** When there is something to do next; null: nothing waits for time. */
  nextDue(): Promise<number | null>;
  /** Takes a message: its attempt is on disk before its first byte leaves. Null where it is nobody's to take. */
  begin(id: string, at: number): Promise<number | null>;
  finish(id: string, attempt: number, end: SendEnd, at: number): Promise<Message | null>;
  /** Keeps a message back that was to leave. `until` is when it is looked at again by itself. */
  keepBack(
    id: string,
    why: { state: 'held' | 'blocked'; reason: MessageReason; sentence: string; until: number | null },
  ): Promise<Message | null>;
  /** Ends a message in test mode: it stands in the Outbox and went nowhere. */
  pretend(id: string, at: number): Promise<Message | null>;
  /** What was on its way when Fieldhook ended becomes `unknown`. To be called once, before the first `begin`. */
  interrupt(at: number): Promise<Message[]>;
  /** Messages of which nobody knows whether they went out, and whose provider may be asked now. */
  toLookUp(at: number, limit: number): Promise<UnclearMessage[]>;
  /** What the provider said; null: nothing, ask again at `nextAt` (null: not any more). */
  lookedUp(id: string, end: SendEnd | null, nextAt: number | null, at: number): Promise<Message | null>;
}

export interface DueMessage {
  id: string;
  channel: MessageChannel;
  mode: Message['mode'];
  to: string | null;
  subject: string;
  text: string;
  language: string;
  approved: { name: string; variables: Record<string, string> } | null;
  /** How often it was tried. */
  attempts: number;
  isReleased: boolean;
  isOptedOut: boolean;
  sentToday: number;
  sentLately: number;
}

export interface UnclearMessage
  extends Pick<DueMessage, 'id' | 'channel' | 'subject' | 'text' | 'language' | 'approved' | 'attempts'> {
  to: string;
  /** When its last attempt began. */
  startedAt: number;
}

/** How an attempt ended, and where that leaves the message. */
export interface SendEnd {
  attempt: 'sent' | 'failed' | 'unknown';
  state: MessageState;
  reason: MessageReason | null;
  sentence: string;
  /** When it is tried, or asked about, again; null: not by itself. */
  dueAt: number | null;
  providerId: string | null;
}

export interface StoredChannel {
  settings: ChannelSettings;
  lastTest: { at: number; ok: boolean; sentence: string } | null;
}

export interface ChannelStore {
  get(channel: MessageChannel): Promise<StoredChannel>;
  put(channel: MessageChannel, settings: ChannelSettings): Promise<void>;
  tested(channel: MessageChannel, test: { at: number; ok: boolean; sentence: string }): Promise<void>;
  sentSince(channel: MessageChannel, since: number): Promise<number>;
  /** What became of its messages since then. */
  daySince(channel: MessageChannel, since: number): Promise<DayOfChannel>;
}

/** `sent` counts all that left or would have, `units` what those that really left are charged by; the others were made since. */
export interface DayOfChannel {
  sent: number;
  units: number;
  failed: number;
  waiting: number;
}

/** Who wants no messages (SN6). */
export interface OptOutStore {
  /** Those that stand, latest recorded first. */
  page(query: OptOutQuery): Promise<Page<OptOut>>;
  /** By the owner's hand. `address` as it is compared: E.164, or in lower case. */
  add(channel: MessageChannel, address: string, at: number): Promise<OptOut>;
  /** Messages may go there again; the channel, or null where there is no such wish. */
  end(id: string, at: number): Promise<MessageChannel | null>;
}

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

/** Groups of contacts under a name. */
export interface SegmentStore {
  /** By name. */
  list(): Promise<Segment[]>;
  get(id: string): Promise<Segment | null>;
  /** 'name-taken' compares without case. */
  create(segment: Segment): Promise<Segment | 'name-taken'>;
  delete(id: string): Promise<boolean>;
}

/** What the home screen counts. It reads kept counters, so its cost follows the hours asked for and never the requests there are. */
export interface OverviewStore {
  /**
   * `starts`: when the spans begin, oldest first; each ends where the next begins, the last one at `until`. Hours count where they begin.
   * `slowest` webhooks are at most 5.
   */
  read(starts: readonly number[], until: number): Promise<CountedOverview>;
}

export interface CountedOverview {
  /** How the requests of each span ended, without those that wait. */
  outcomes: Partial<Record<Outcome, number>>[];
  messages: { channel: MessageChannel; mode: Message['mode']; state: MessageState; count: number }[];
  /** Webhooks by the mean time from the first byte to the outcome, slowest first. */
  slowest: { webhookId: string; name: string; requests: number; meanMs: number; slowestMs: number }[];
}

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
  /** The ids of those whose sender has not been told. */
  waiting(): Promise<string[]>;
  /** By name. */
  list(): Promise<StoredAddressChange[]>;
  /** Null takes the tick back. False where the webhook is not on the list. */
  tick(webhookId: string, told: { by: 'owner' | 'request'; at: number } | null): Promise<boolean>;
}

export interface SettingsStore {
  get(): Promise<Settings>;
  put(settings: Settings): Promise<void>;
}

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

export const ELSEWHERE_SOURCES = ['message', 'run', 'conflict', 'rule', 'merge', 'item', 'view'] as const;
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
