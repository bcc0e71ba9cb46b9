import type { BackTest } from '#shared/contract/back-test.ts';
import type { Page } from '#shared/contract/common.ts';
import type { Resolution } from '#shared/contract/conflict.ts';
import type { DeliveryDetail, DeliveryItem, DeliveryItemQuery, SearchState } from '#shared/contract/delivery.ts';
import type { Drift, DriftedRow } from '#shared/contract/drift.ts';
import type { BackupChoice } from '#shared/contract/erasure.ts';
import type { FlowConfig, FlowProblem } from '#shared/contract/flow.ts';
import type { FlowPreview, PreviewFlow } from '#shared/contract/flow-preview.ts';
import type { Message, MessagePreview, TryGroup } from '#shared/contract/message.ts';
import type { Preview, PreviewDraft } from '#shared/contract/preview.ts';
import type { ReplayComparison, ReplayOverview } from '#shared/contract/replay.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import type { BulkChanges } from '../process/bulk-changes.ts';
import type { ContactImports } from '../process/contact-import.ts';
import type { PersonErased } from '../process/erase-person.ts';
import type { Concerned, Secrets } from '../process/find-secrets.ts';
import type { ManualStart, ManualWish } from '../process/flow-loop.ts';
import type { PutBack } from '../process/let-messages-go.ts';
import type { ResolvedConflict } from '../store/port/conflict-store.ts';
import type { OutboxWorkStore } from '../store/port/outbox-store.ts';
import type { Store } from '../store/store.ts';

/**
 * The part of the engine that owns the database: the store, the loop that works on what was accepted, and everything that reads payloads.
 * All of it may run in a thread of its own (`openThreadedCore`), so that neither a large payload nor the disk holds up whoever answers
 * senders and screens. Hence everything that is called here takes and gives plain data that can be copied between threads.
 */
export interface Core {
  readonly store: Store;
  readonly processing: Processing;
  readonly reading: Reading;
  readonly steering: Steering;
  readonly deciding: Deciding;
  readonly erasing: Erasing;
  readonly importing: Importing;
  readonly bulk: BulkChanging;
  /** Ends what is under way and closes the database. */
  close(): Promise<void>;
}

/** The loop that works on accepted requests. */
export interface Processing {
  /** There may be something to do. */
  poke(): void;
  /** Whether what arrives is only stored. */
  isPaused(): boolean;
  resume(): void;
  /** Ends after the slice under way; the rest waits on disk for the next start. */
  stop(): Promise<void>;
}

/** Reads payloads and writes nothing. Rejects with an AppError where there is nothing to read. */
export interface Reading {
  /** Dry run: what a draft of a webhook would do (PR5). 'not-found' where it is to be tried on a request that is not in the log. */
  preview(draft: PreviewDraft): Promise<Preview | 'not-found'>;
  /** What a draft of a webhook would do with its newest real requests, against the saved one (PR5). */
  backTest(draft: { webhookId: string; config: WebhookConfig }): Promise<BackTest | 'not-found'>;
  /** The drifted rows of all webhooks that have any, by webhook. */
  drifts(): Promise<Map<string, Drift[]>>;
  /** The drifted rows of one webhook, each with the path that is probably meant now. */
  driftedRows(webhookId: string): Promise<DriftedRow[] | 'not-found'>;
  /**
   * A stored request with its body as text and as Fieldhook reads it today; null where it is not in the log. Private values are masked
   * unless they are asked for (LG3).
   */
  delivery(id: string, wish: { isPrivateShown: boolean }): Promise<DeliveryDetail | null>;
  /** The items of a request, in their order (RC3). Null where it is not in the log. */
  items(id: string, query: DeliveryItemQuery): Promise<Page<DeliveryItem> | null>;
  /** What answers about these may quote and is private (LG3); null where nothing is. */
  secrets(of: Concerned): Promise<Secrets | null>;
  /** What a replay would do today, against the first run (PR4). */
  replay(id: string): Promise<ReplayComparison | 'not-found'>;
  /** The same for several, each by itself. */
  replays(ids: readonly string[]): Promise<Omit<ReplayOverview, 'dryRun' | 'isCut'>>;
  /** A message that is kept back, as it would go out now. 'not-possible' where it cannot be let go (any more). */
  message(id: string): Promise<MessagePreview | 'not-found' | 'not-possible'>;
  /** Dry run of a draft flow for a contact or a request of the log (PR5). */
  previewFlow(draft: PreviewFlow): Promise<FlowPreview | { missing: 'contact' | 'delivery' }>;
  /** How far the search of the log by text got. */
  searchState(): Promise<SearchState>;
  /** What is wrong with each of these flows, whoever goes through them. */
  flowProblems(flows: readonly FlowConfig[]): Promise<FlowProblem[][]>;
}

/** Moves runs of flows at somebody's wish. */
export interface Steering {
  /** Starts a flow by hand for a contact. */
  start(flow: string, wish: ManualWish): Promise<ManualStart>;
  /** Goes on at once with a run that waits for time or for the owner. */
  goOn(run: string): Promise<'moved' | 'not-found' | 'not-waiting'>;
  /** A run may be due that was not, because what it waited for has come. */
  poke(): Promise<void>;
}

/** Carries out what the owner decides about a stored request, or about a message that is kept back. */
export interface Deciding {
  /**
   * Works on a request whose identifiers name different people (ID10) as the owner says, once. Rejects with an AppError, everything left as
   * it was: NOT_FOUND, CONFLICT_DECIDED, CANDIDATE_GONE, INVALID_INPUT for somebody whom the request does not name, NOT_DECIDABLE.
   */
  resolveConflict(id: string, resolution: Resolution): Promise<ResolvedConflict>;
  /** Lets a message go that is kept back, filled in with what is known now (SN7). */
  letMessageGo(
    id: string,
    wish: { decision: 'release' | 'retry'; seen: string | null },
  ): ReturnType<OutboxWorkStore['letGo']>;
  /** Puts messages back into the queue that are kept back for the same reason. */
  putBackGroup(which: TryGroup): Promise<PutBack>;
  /** Puts a message back into the queue whose time has come. Null where it is not due. */
  putBackDue(id: string): Promise<Message | null>;
}

/** Reads everything there is, and writes. */
export interface Erasing {
  /** Erases a person, or tells what would go (LG3). One at a time. */
  person(userNs: string, wish: { dryRun: boolean; backups: BackupChoice }): Promise<PersonErased | 'not-found'>;
}

/** Imports contacts from files (see process/contact-import.ts). */
export type Importing = Pick<ContactImports, 'open' | 'run' | 'state' | 'held' | 'cancel' | 'forget' | 'past' | 'undo'>;

/** Changes many contacts at once (see process/bulk-changes.ts). */
export type BulkChanging = Pick<BulkChanges, 'list' | 'begin' | 'undo' | 'end' | 'forget'>;

export interface CoreOptions {
  /** Folder of the database; made if absent. */
  dataDir: string;
  /** A backup to put in the place of the data first. */
  restore: string | null;
  clock: Clock;
  /** Where the news of finished work goes, and where changes of webhooks, fields and settings are told. */
  hub: EventHub;
  log: EngineLog;
}
