import type { ChannelTest } from '#shared/contract/channel.ts';
import type { Intake, TunnelStatus } from '#shared/contract/health.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { TunnelChoice } from '#shared/contract/settings.ts';
import type { AddressChanges } from '../address-changes.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import type { Clock } from '../clock.ts';
import type { BulkChanging, Deciding, Erasing, Importing, Processing, Reading, Steering } from '../core/core.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import type { ExportFiles } from '../export-files.ts';
import type { Journal } from '../journal.ts';
import type { JudgedAgain } from '../receiver/judge-again.ts';
import type { UnprovenDelivery } from '../store/port/delivery-store.ts';
import type { Store } from '../store/store.ts';
import type { TunnelTokens } from '../tunnel-tokens.ts';
import type { WebhookSecrets } from '../webhook-secrets.ts';

/** Everything the door may touch. The engine wires it; tests hand in the real store and small stand-ins for the rest. */
export interface ApiServices {
  store: Store;
  reading: Reading;
  steering: Steering;
  deciding: Deciding;
  erasing: Erasing;
  importing: Importing;
  bulk: BulkChanging;
  exports: Pick<ExportFiles, 'list' | 'begin' | 'drop' | 'take' | 'forget'>;
  secrets: WebhookSecrets;
  channels: ChannelService;
  hub: EventHub;
  clock: Clock;
  /** A new id with its noun's prefix, e.g. `newId('whk')` → `whk_…`. */
  newId: (prefix: string) => string;
  /** A new secret address part: 24 random bytes as base64url (32 characters). */
  newToken: () => string;
  /** The network, used for one thing: sending sample requests to our own receiver. */
  fetch: (url: string, request: RequestInit) => Promise<Response>;
  receiver: ReceiverService;
  tunnel: TunnelService;
  addressChanges: Pick<AddressChanges, 'tick'>;
  tunnelTokens: Pick<TunnelTokens, 'of' | 'stored' | 'put' | 'delete'>;
  processing: Omit<Processing, 'stop'>;
  safety: SafetyService;
  info: { version: string; startedAt: number; host: 'desktop' | 'browser'; dataDir: string };
  log: EngineLog;
  /** What the engine noted lately. */
  journal: Pick<Journal, 'events'>;
}

/** What the door needs of the receiver. */
export interface ReceiverService {
  /** Its address on this computer without a slash at the end, e.g. `http://127.0.0.1:4780`; null before the start. */
  url(): string | null;
  /** Whether it takes requests now. */
  listening(): boolean;
  /** Webhooks were changed: reads the table of tokens again. When it resolves, the next request meets the new state. */
  refresh(): Promise<void>;
  /** Requests that counted against the webhook's limit in its current window. */
  used(webhookId: string): number;
  /** Requests to addresses of no webhook since the start (LG1). */
  unknownRequests(): number;
  /** Until then, lets the webhook’s sender hand over its secret by itself. */
  connect(webhookId: string, until: number): void;
  /** Whether it would take these requests as coming from their sender, each as of the time when it came; in their order. */
  judgeAgain(webhook: { id: string; tokens: readonly string[] }, requests: readonly UnprovenDelivery[]): JudgedAgain[];
  /** A header that marks the one request which carries it as ours (`origin: 'test'`); good for one use and a minute at most. */
  issueTestNonce(): { name: string; value: string };
}

/** What the door needs of the channels. */
export interface ChannelService {
  accounts: Pick<ChannelAccounts, 'put' | 'delete' | 'isSet' | 'secrets' | 'others' | 'takeOver'>;
  /** Really sends one message to the owner, and says what came of it. */
  test(channel: MessageChannel, to: string): Promise<ChannelTest>;
  /** What is known by now of the last test; null: there was none with what it sends with now. */
  followTest(channel: MessageChannel): Promise<ChannelTest | null>;
  /** Why nothing leaves by it for now, and until when (ms since 1970); null where its provider does not rest. */
  restOf(channel: MessageChannel): Promise<{ until: number; sentence: string } | null>;
}

/** What the door tells about the stored data. */
export interface SafetyService {
  intake(): Intake;
  /** Takes no requests, or takes them again, from the next one on. */
  pause(isPaused: boolean): Promise<void>;
  notices(): string[];
  /** When the computer's clock, which is doubted now, was last believed (ms since 1970); null while it is believed. */
  doubtedSince(): number | null;
  confirmClock(): Promise<void>;
}

/** What the door needs of the public address. */
export interface TunnelService {
  status(): TunnelStatus;
  /** Asks through the address now, or opens it now, instead of when its time comes. */
  check(): void;
  /** Works with another choice from now on. Resolves when it has been taken over, without waiting for the network. */
  choose(choice: TunnelChoice): Promise<void>;
}
