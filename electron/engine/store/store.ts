import type { AddressChangeStore } from './port/address-change-store.ts';
import type { BackupStore } from './port/backup-store.ts';
import type { StoreCare } from './port/care.ts';
import type { ChannelStore } from './port/channel-store.ts';
import type { ConflictStore, DecisionStore } from './port/conflict-store.ts';
import type { ContactStore, ContactWorkStore } from './port/contact-store.ts';
import type { DeliveryStore } from './port/delivery-store.ts';
import type { ErasureStore } from './port/erasure-store.ts';
import type { FieldStore } from './port/field-store.ts';
import type { FlowStore } from './port/flow-store.ts';
import type { ImportStore } from './port/import-store.ts';
import type { LogViewStore } from './port/log-view-store.ts';
import type { OptOutStore } from './port/opt-out-store.ts';
import type { OutageStore } from './port/outage-store.ts';
import type { OutboxStore, OutboxWorkStore } from './port/outbox-store.ts';
import type { OverviewStore } from './port/overview-store.ts';
import type { PrivacyStore } from './port/privacy-store.ts';
import type { RunStore, RunWorkStore } from './port/run-store.ts';
import type { SearchStore } from './port/search-store.ts';
import type { SegmentStore } from './port/segment-store.ts';
import type { SettingsStore } from './port/settings-store.ts';
import type { WebhookStore } from './port/webhook-store.ts';
import type { WebhookTestStore } from './port/webhook-test-store.ts';
import type { WorkStore } from './port/work-store.ts';

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
  readonly webhookTests: WebhookTestStore;
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
  readonly outbox: OutboxStore & OutboxWorkStore;
  readonly conflicts: ConflictStore & DecisionStore;
  readonly erasure: ErasureStore;
  readonly search: SearchStore;
  readonly privacy: PrivacyStore;
}
