import type { DeliveryQuery } from '#shared/contract/delivery.ts';
import type { RunQuery } from '#shared/contract/flow.ts';
import type { MessageQuery } from '#shared/contract/message.ts';
import type { Outcome } from '#shared/contract/outcome.ts';
import type { OverviewRange } from '#shared/contract/overview.ts';
import type { TimelineKind } from '#shared/contract/timeline.ts';

/** Which requests the log shows; the cursor and page size are the list's own business. */
export type DeliveryFilter = Omit<DeliveryQuery, 'before' | 'limit'>;
export type MessageFilter = Omit<MessageQuery, 'before' | 'limit'>;
export type RunFilter = Omit<RunQuery, 'before' | 'limit'>;

/** Which requests are to be replayed together. */
export type ReplayWish = { ids: string[] } | { filter: DeliveryFilter };

/** What goes along in a file of webhooks. */
export interface WebhookFileWish {
  sample: 'none' | 'masked';
  tests: 'none' | 'all';
}

/** The names under which answers of the engine are kept on the screens' side. A shorter key covers the longer ones that begin with it. */
export const keys = {
  health: ['health'] as const,
  /** Of the last hours or days. Months are asked for anew by their screen: one request more is nothing to see there. */
  overviews: ['overview', 'lately'] as const,
  overview: (range: OverviewRange) => ['overview', range === 'year' ? 'year' : 'lately', range] as const,
  webhooks: ['webhooks'] as const,
  webhook: (id: string) => ['webhook', id, 'saved'] as const,
  listening: (id: string) => ['webhook', id, 'listening'] as const,
  sample: (id: string) => ['webhook', id, 'sample'] as const,
  /** Of one webhook, or of all of them (null). */
  webhookFile: (id: string | null, wish: WebhookFileWish) =>
    id === null ? (['webhook-file', wish] as const) : (['webhook', id, 'file', wish] as const),
  everyTest: ['webhook-tests'] as const,
  testsOf: (id: string) => ['webhook-tests', id] as const,
  /** With a draft; null: as it is saved. */
  testRun: (id: string, config: object | null) => ['webhook-tests', id, config] as const,
  everyDriftedRows: ['drifted-rows'] as const,
  driftedRows: (id: string) => ['drifted-rows', id] as const,
  everythingOfWebhook: (id: string) => ['webhook', id] as const,
  /** Dry runs: they depend on the contacts and fields there are. */
  backTests: ['back-test'] as const,
  backTestsOf: (id: string) => ['back-test', id] as const,
  backTest: (id: string, version: number, config: object) => ['back-test', id, version, config] as const,
  previews: ['preview'] as const,
  preview: (id: string, sampleRevision: number, draft: object) => ['preview', id, sampleRevision, draft] as const,
  /** Comparisons of a first run with today: they depend on everything that a run depends on. */
  replays: ['replay'] as const,
  replay: (id: string) => ['replay', id] as const,
  replaySeveral: (wish: ReplayWish) => ['replay', 'several', wish] as const,
  deliveryLists: ['deliveries'] as const,
  deliveries: (filter: DeliveryFilter) => ['deliveries', filter] as const,
  logViews: ['log-views'] as const,
  searchState: ['search-state'] as const,
  everyFoundRequest: ['found-requests'] as const,
  foundRequests: (text: string) => ['found-requests', text] as const,
  delivery: (id: string) => ['delivery', id] as const,
  privateOfDelivery: (id: string) => ['delivery', id, 'private'] as const,
  everyDelivery: ['delivery'] as const,
  deliveryItems: (id: string, outcome: Outcome | null, isPrivateShown: boolean) =>
    ['delivery', id, 'items', outcome, isPrivateShown] as const,
  contactLists: ['contacts'] as const,
  contacts: (q: string, segment: string | null) => ['contacts', q, segment] as const,
  pastImports: ['contact-imports', 'past'] as const,
  heldImports: ['contact-imports', 'held'] as const,
  contactImport: (id: string) => ['contact-import', id] as const,
  contact: (userNs: string) => ['contact', userNs] as const,
  /** With the contact: whatever changes one may change the other. */
  historyOfContact: (userNs: string, isPrivateShown: boolean) =>
    ['contact', userNs, 'history', isPrivateShown] as const,
  timelineOfContact: (userNs: string) => ['contact', userNs, 'timeline'] as const,
  timeline: (userNs: string, only: TimelineKind | null, isPrivateShown: boolean) =>
    ['contact', userNs, 'timeline', only, isPrivateShown] as const,
  tags: ['tags'] as const,
  privateOfContact: (userNs: string) => ['contact', userNs, 'private'] as const,
  everyContact: ['contact'] as const,
  conflictLists: ['conflicts'] as const,
  conflicts: (status: 'open' | 'decided') => ['conflicts', status] as const,
  openConflicts: ['conflicts', 'count'] as const,
  conflict: (id: string) => ['conflict', id] as const,
  everyConflict: ['conflict'] as const,
  conflictRules: ['conflict-rules'] as const,
  mergePreview: (keep: string, from: string, take: object) => ['merge-preview', keep, from, take] as const,
  /** What erasing somebody would do: it begins like the contact, since it changes with it. */
  erasure: (userNs: string, backups: string) => ['contact', userNs, 'erasure', backups] as const,
  fields: ['fields'] as const,
  flows: ['flows'] as const,
  flow: (key: string) => ['flows', key] as const,
  flowPreview: (key: string, asked: object | null) => ['preview', 'flow', key, asked] as const,
  runs: ['runs'] as const,
  heldRuns: ['runs', 'held'] as const,
  run: (id: string) => ['runs', 'one', id] as const,
  runLists: (filter: RunFilter) => ['runs', 'list', filter] as const,
  messages: ['messages'] as const,
  messageLists: (filter: MessageFilter) => ['messages', 'list', filter] as const,
  message: (id: string) => ['messages', 'one', id] as const,
  privateOfMessage: (id: string) => ['messages', 'one', id, 'private'] as const,
  /** Not among the messages: once one has gone, there is nothing to ask for. */
  messagePreview: (id: string, isPrivateShown: boolean) => ['message-preview', id, isPrivateShown] as const,
  groupCounts: ['messages', 'groups'] as const,
  attention: ['messages', 'attention'] as const,
  messagesToday: ['messages', 'today'] as const,
  channels: ['channels'] as const,
  channelTest: (channel: string, sentAt: string | null) => ['channel-test', channel, sentAt] as const,
  optOuts: ['opt-outs'] as const,
  optOutList: (contact: string | null) => ['opt-outs', contact] as const,
  outages: ['outages'] as const,
  addressChanges: ['address-changes'] as const,
  settings: ['settings'] as const,
  segments: ['settings', 'segments'] as const,
  retentionPreview: (retention: object) => ['settings', 'retention-preview', retention] as const,
  tunnelTokens: ['settings', 'tunnel-tokens'] as const,
  backups: ['backups'] as const,
  exports: ['exports'] as const,
  bulkChanges: ['bulk-changes'] as const,
  supportBundle: ['support-bundle'] as const,
};
