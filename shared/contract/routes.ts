import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { AddressChangeListSchema, TickAddressChangeSchema } from './address-change.ts';
import { BackTestRequestSchema, BackTestSchema } from './back-test.ts';
import { BackupSchema, BackupsSchema, RestoreAnswerSchema } from './backup.ts';
import {
  ChannelSettingsSchema,
  ChannelStateSchema,
  ChannelTestSchema,
  PutChannelSecretSchema,
  TestChannelSchema,
} from './channel.ts';
import { InstantSchema, PageQuerySchema } from './common.ts';
import {
  ConflictDetailSchema,
  ConflictPageSchema,
  ConflictQuerySchema,
  ConflictRulePageSchema,
  ResolveConflictSchema,
} from './conflict.ts';
import { ContactDetailSchema, ContactPageSchema, ContactQuerySchema, UpdateContactSchema } from './contact.ts';
import { ImportFileSchema, ImportStateSchema, OpenImportSchema, RunImportSchema } from './contact-import.ts';
import {
  DeliveryDetailSchema,
  DeliveryItemPageSchema,
  DeliveryItemQuerySchema,
  DeliveryPageSchema,
  DeliveryQuerySchema,
  DeliverySchema,
  ListenStateSchema,
  SearchStateSchema,
  SendSampleSchema,
} from './delivery.ts';
import { DriftedRowSchema } from './drift.ts';
import { EraseContactSchema, ErasureSchema } from './erasure.ts';
import {
  CreateFieldSchema,
  DeleteFieldQuerySchema,
  FieldSchema,
  PrivateQuerySchema,
  UpdateFieldSchema,
} from './field.ts';
import {
  CreateFlowSchema,
  DeleteFlowQuerySchema,
  FlowSchema,
  RunPageSchema,
  RunQuerySchema,
  RunSchema,
  StartFlowSchema,
  UpdateFlowSchema,
} from './flow.ts';
import { FlowPreviewSchema, PreviewFlowSchema } from './flow-preview.ts';
import { HealthSchema } from './health.ts';
import { CreateLogViewSchema, LogViewSchema, RenameLogViewSchema } from './log-view.ts';
import { MergeAnswerSchema, MergeContactsSchema, UndoMergeAnswerSchema } from './merge.ts';
import {
  EditMessageSchema,
  MessageDetailSchema,
  MessagePageSchema,
  MessageQuerySchema,
  MessageSchema,
} from './message.ts';
import { MessagesTodaySchema } from './messages-today.ts';
import { AddOptOutSchema, OptOutPageSchema, OptOutQuerySchema, OptOutSchema } from './opt-out.ts';
import { OutageListSchema } from './outage.ts';
import { OverviewQuerySchema, OverviewSchema } from './overview.ts';
import { PreviewRequestSchema, PreviewSchema } from './preview.ts';
import { RejudgeAnswerSchema, RejudgeRequestSchema } from './rejudge.ts';
import { ReplayAnswerSchema, ReplayManyAnswerSchema, ReplayManyRequestSchema, ReplayRequestSchema } from './replay.ts';
import { PutSecretSchema } from './secret.ts';
import { CreateSegmentSchema, SegmentSchema } from './segment.ts';
import {
  PutSettingsSchema,
  PutTunnelTokenSchema,
  RetentionPreviewSchema,
  SettingsSchema,
  TunnelTokensSchema,
} from './settings.ts';
import { CreateWebhookSchema, RotateTokenSchema, SampleSchema, UpdateWebhookSchema, WebhookSchema } from './webhook.ts';
import {
  ExportedFileSchema,
  ExportQuerySchema,
  ImportedSchema,
  ImportPlanSchema,
  ImportRequestSchema,
} from './webhook-file.ts';
import { WebhookRowSchema } from './webhook-row.ts';

/**
 * The one door, as data: the engine serves exactly these routes, the screens' client calls exactly these routes, and the OpenAPI
 * document is printed from them, so the three cannot disagree. Path parameters are written `:name`.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/api/${string}`;
  /** One sentence for the API description. */
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What a success answers as JSON with status 200 (201 for a created noun); absent means 204 and no body. */
  response?: z.ZodType;
  created?: true;
  /** Codes of its own, besides those of every route, with a body or with an id in the path (see api/openapi.ts). */
  errors?: readonly ErrorCode[];
}

const route = <const Definition extends Route>(definition: Definition) => definition;

export const ROUTES = {
  getHealth: route({ method: 'GET', path: '/api/health', summary: 'How Fieldhook is doing.', response: HealthSchema }),
  getOverview: route({
    method: 'GET',
    path: '/api/overview',
    summary: 'How requests and messages of the last hours, days or months went, counted.',
    query: OverviewQuerySchema,
    response: OverviewSchema,
  }),

  listWebhooks: route({
    method: 'GET',
    path: '/api/webhooks',
    summary: 'All webhooks with what happened to them lately, oldest first.',
    response: z.array(WebhookRowSchema),
  }),
  createWebhook: route({
    method: 'POST',
    path: '/api/webhooks',
    summary:
      'Makes a webhook, switched off. Without a configuration it starts from the defaults, in the business’s country and zone.',
    body: CreateWebhookSchema,
    response: WebhookSchema,
    created: true,
  }),
  getWebhook: route({
    method: 'GET',
    path: '/api/webhooks/:id',
    summary: 'One webhook.',
    response: WebhookSchema,
  }),
  updateWebhook: route({
    method: 'PATCH',
    path: '/api/webhooks/:id',
    summary:
      'Renames, switches, or saves a configuration. Faulty paths and unknown fields are refused with their place.',
    body: UpdateWebhookSchema,
    response: WebhookSchema,
    errors: ['STALE'],
  }),
  exportWebhook: route({
    method: 'GET',
    path: '/api/webhooks/:id/export',
    summary:
      'The file of one webhook with the fields and flows it uses: no address, no secret, and no payload unless asked.',
    query: ExportQuerySchema,
    response: ExportedFileSchema,
    errors: ['NOT_EXPORTABLE'],
  }),
  exportWebhooks: route({
    method: 'GET',
    path: '/api/webhook-file',
    summary: 'The same for all webhooks, in one file.',
    query: ExportQuerySchema,
    response: ExportedFileSchema,
    errors: ['NOT_EXPORTABLE'],
  }),
  webhookFileSchema: route({
    method: 'GET',
    path: '/api/webhook-file/schema',
    summary: 'The JSON Schema of the file.',
    response: z.record(z.string(), z.unknown()),
  }),
  planImport: route({
    method: 'POST',
    path: '/api/webhook-file/plan',
    summary: 'What importing a file, or a settings form, would do. Nothing is written.',
    body: ImportRequestSchema,
    response: ImportPlanSchema,
    errors: ['STALE'],
  }),
  importWebhooks: route({
    method: 'POST',
    path: '/api/webhook-file/import',
    summary: 'Imports it, all or nothing. Every webhook it makes or replaces is switched off.',
    body: ImportRequestSchema,
    response: ImportedSchema,
    errors: ['STALE'],
  }),
  deleteWebhook: route({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: 'Deletes a webhook with its requests. Contacts and their values stay.',
  }),
  rotateToken: route({
    method: 'POST',
    path: '/api/webhooks/:id/rotate',
    summary: 'Gives the webhook a new address; the old one works on for the stated hours.',
    body: RotateTokenSchema,
    response: WebhookSchema,
  }),
  endFormerAddress: route({
    method: 'DELETE',
    path: '/api/webhooks/:id/former/:hint',
    summary: 'Ends a former address of the webhook now.',
    response: WebhookSchema,
  }),

  putSecret: route({
    method: 'PUT',
    path: '/api/webhooks/:id/secrets/:name',
    summary: 'Stores a secret of the webhook (`secret` or `verifyToken`). It goes in and never comes out.',
    body: PutSecretSchema,
  }),
  deleteSecret: route({
    method: 'DELETE',
    path: '/api/webhooks/:id/secrets/:name',
    summary: 'Removes a secret of the webhook. A webhook with a signature refuses everything until it has one again.',
  }),
  connectSender: route({
    method: 'POST',
    path: '/api/webhooks/:id/connect',
    summary: 'For ten minutes, lets a sender that hands its secret over by itself (Asana) do so.',
    response: z.object({ until: InstantSchema }),
  }),
  rejudge: route({
    method: 'POST',
    path: '/api/webhooks/:id/rejudge',
    summary: 'Judges refused requests again with today’s signature and secrets, and has the proven ones worked on.',
    body: RejudgeRequestSchema,
    response: RejudgeAnswerSchema,
  }),

  startListening: route({
    method: 'POST',
    path: '/api/webhooks/:id/listen',
    summary: 'Listens for 30 minutes: requests become samples, also while the webhook is switched off.',
    response: ListenStateSchema,
  }),
  getListening: route({
    method: 'GET',
    path: '/api/webhooks/:id/listen',
    summary: 'Whether it is listening, and what has arrived since it last began to.',
    response: ListenStateSchema,
  }),
  stopListening: route({
    method: 'DELETE',
    path: '/api/webhooks/:id/listen',
    summary: 'Ends listening.',
    response: ListenStateSchema,
  }),
  sendSample: route({
    method: 'POST',
    path: '/api/webhooks/:id/send-sample',
    summary: 'Sends a made-up request to the webhook through the receiver, marked as a test.',
    body: SendSampleSchema,
    response: z.object({ answered: z.number().int(), deliveryId: z.string().nullable() }),
  }),

  getSample: route({
    method: 'GET',
    path: '/api/webhooks/:id/sample',
    summary: 'The payload that the editor works on.',
    response: SampleSchema.nullable(),
  }),
  putSample: route({
    method: 'PUT',
    path: '/api/webhooks/:id/sample',
    summary: 'Keeps a payload for the editor to work on.',
    body: SampleSchema.strict(),
    response: SampleSchema,
  }),
  preview: route({
    method: 'POST',
    path: '/api/webhooks/:id/preview',
    summary: 'Dry run: what this draft would do with this payload or stored request. Nothing is written.',
    body: PreviewRequestSchema,
    response: PreviewSchema,
    errors: ['NOTHING_TO_PREVIEW'],
  }),
  backTest: route({
    method: 'POST',
    path: '/api/webhooks/:id/back-test',
    summary:
      'Dry run: what this draft would do with the newest real requests, against the saved webhook. Nothing is written.',
    body: BackTestRequestSchema,
    response: BackTestSchema,
  }),

  listDriftedRows: route({
    method: 'GET',
    path: '/api/webhooks/:id/drifted-rows',
    summary:
      'The rows of the saved webhook whose paths do not give any more what they gave before, each with the path that is probably meant now.',
    response: z.array(DriftedRowSchema),
  }),

  listDeliveries: route({
    method: 'GET',
    path: '/api/deliveries',
    summary: 'The log, newest first.',
    query: DeliveryQuerySchema,
    response: DeliveryPageSchema,
  }),
  listLogViews: route({
    method: 'GET',
    path: '/api/log-views',
    summary: 'Filters of the log that the owner named.',
    response: z.array(LogViewSchema),
  }),
  createLogView: route({
    method: 'POST',
    path: '/api/log-views',
    summary: 'Keeps a filter of the log under a name.',
    body: CreateLogViewSchema,
    response: LogViewSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  renameLogView: route({
    method: 'PATCH',
    path: '/api/log-views/:id',
    summary: 'Renames a saved view of the log.',
    body: RenameLogViewSchema,
    response: LogViewSchema,
    errors: ['NAME_TAKEN'],
  }),
  deleteLogView: route({
    method: 'DELETE',
    path: '/api/log-views/:id',
    summary: 'Deletes a saved view; the requests in it stay.',
  }),
  getSearchState: route({
    method: 'GET',
    path: '/api/search-state',
    summary: 'How many requests of the log cannot be found by text yet.',
    response: SearchStateSchema,
  }),
  getDelivery: route({
    method: 'GET',
    path: '/api/deliveries/:id',
    summary: 'One request with everything known about it.',
    query: PrivateQuerySchema,
    response: DeliveryDetailSchema,
  }),

  listDeliveryItems: route({
    method: 'GET',
    path: '/api/deliveries/:id/items',
    summary: 'What each item of a request did that was worked on item by item, in their order.',
    query: DeliveryItemQuerySchema,
    response: DeliveryItemPageSchema,
  }),

  releaseDelivery: route({
    method: 'POST',
    path: '/api/deliveries/:id/release',
    summary: 'Works on a request that was held back: a suppressed duplicate, or a refused one whose body is kept.',
    response: DeliverySchema,
    errors: ['NOT_RELEASABLE'],
  }),
  replayDelivery: route({
    method: 'POST',
    path: '/api/deliveries/:id/replay',
    summary: 'Runs a stored request with today’s configuration, or tells what would differ from its first run.',
    body: ReplayRequestSchema,
    response: ReplayAnswerSchema,
    errors: ['NOT_REPLAYABLE', 'INTAKE_CLOSED'],
  }),
  replayDeliveries: route({
    method: 'POST',
    path: '/api/deliveries/replay',
    summary: 'Replays up to 500 requests in the order of their arrival, or tells what would differ.',
    body: ReplayManyRequestSchema,
    response: ReplayManyAnswerSchema,
    errors: ['INTAKE_CLOSED'],
  }),

  listContacts: route({
    method: 'GET',
    path: '/api/contacts',
    summary: 'Contacts, latest change first.',
    query: ContactQuerySchema,
    response: ContactPageSchema,
    errors: ['NOT_FOUND'],
  }),
  createContact: route({
    method: 'POST',
    path: '/api/contacts',
    summary: 'Adds a contact by hand.',
    body: UpdateContactSchema,
    response: ContactDetailSchema,
    created: true,
    errors: ['IDENTIFIER_TAKEN'],
  }),
  getContact: route({
    method: 'GET',
    path: '/api/contacts/:userNs',
    summary: 'One contact with its fields and where each value came from.',
    query: PrivateQuerySchema,
    response: ContactDetailSchema,
  }),
  updateContact: route({
    method: 'PATCH',
    path: '/api/contacts/:userNs',
    summary: 'Changes a contact by hand.',
    body: UpdateContactSchema,
    response: ContactDetailSchema,
    errors: ['IDENTIFIER_TAKEN'],
  }),
  deleteContact: route({
    method: 'DELETE',
    path: '/api/contacts/:userNs',
    summary: 'Deletes a contact and its values. Requests stay in the log without their link to it.',
  }),
  mergeContacts: route({
    method: 'POST',
    path: '/api/contacts/merge',
    summary: 'Merges one contact into another, or says what that would give. Requests move along; it can be undone.',
    body: MergeContactsSchema,
    response: MergeAnswerSchema,
    errors: ['NOT_FOUND'],
  }),
  undoMerge: route({
    method: 'POST',
    path: '/api/contacts/merges/:id/undo',
    summary: 'Takes a merge back: both contacts are as they were, except for what has been changed since.',
    response: UndoMergeAnswerSchema,
    errors: ['MERGE_NOT_UNDOABLE'],
  }),

  openContactImport: route({
    method: 'POST',
    path: '/api/contact-imports',
    summary: 'Reads a CSV file of contacts and proposes where its columns go. Nothing is written.',
    body: OpenImportSchema,
    response: ImportFileSchema,
    created: true,
    errors: ['IMPORT_RUNNING'],
  }),
  getContactImport: route({
    method: 'GET',
    path: '/api/contact-imports/:id',
    summary: 'How far an import, or its dry run, is.',
    response: ImportStateSchema,
  }),
  runContactImport: route({
    method: 'POST',
    path: '/api/contact-imports/:id/run',
    summary: 'Imports the file that was opened, or tells what that would do, by the rules that identify people.',
    body: RunImportSchema,
    response: ImportStateSchema,
    errors: ['IMPORT_RUNNING'],
  }),
  cancelContactImport: route({
    method: 'DELETE',
    path: '/api/contact-imports/:id',
    summary: 'Ends a run after the rows under way, or lets the file go. What was imported stays.',
  }),

  listConflicts: route({
    method: 'GET',
    path: '/api/conflicts',
    summary: 'Requests that name different people, those that wait for a decision first.',
    query: ConflictQuerySchema,
    response: ConflictPageSchema,
  }),
  getConflict: route({
    method: 'GET',
    path: '/api/conflicts/:id',
    summary: 'One conflict with what the request says and the people it names.',
    response: ConflictDetailSchema,
  }),
  resolveConflict: route({
    method: 'POST',
    path: '/api/conflicts/:id/resolve',
    summary: 'Says whom the request is about, and works on it, once.',
    body: ResolveConflictSchema,
    response: ConflictDetailSchema,
    errors: ['CONFLICT_DECIDED', 'CANDIDATE_GONE', 'NOT_DECIDABLE'],
  }),
  listConflictRules: route({
    method: 'GET',
    path: '/api/conflict-rules',
    summary: 'What is remembered about conflicts, latest first.',
    query: PageQuerySchema,
    response: ConflictRulePageSchema,
  }),
  deleteConflictRule: route({
    method: 'DELETE',
    path: '/api/conflict-rules/:id',
    summary: 'Forgets a decision: the next such request waits for a new one.',
  }),

  listSegments: route({
    method: 'GET',
    path: '/api/segments',
    summary: 'Groups of contacts by what they have in common, by name.',
    response: z.array(SegmentSchema),
  }),
  createSegment: route({
    method: 'POST',
    path: '/api/segments',
    summary: 'Makes a group of contacts. Who belongs to it is found anew each time.',
    body: CreateSegmentSchema,
    response: SegmentSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  deleteSegment: route({
    method: 'DELETE',
    path: '/api/segments/:id',
    summary: 'Deletes a segment; its contacts stay.',
  }),

  eraseContact: route({
    method: 'POST',
    path: '/api/contacts/:userNs/erase',
    summary:
      'Erases a person everywhere, raw requests included, and says what was removed; a dry run says what would be.',
    body: EraseContactSchema,
    response: ErasureSchema,
  }),

  listFields: route({
    method: 'GET',
    path: '/api/fields',
    summary: 'All custom fields with where they are used.',
    response: z.array(FieldSchema),
  }),
  createField: route({
    method: 'POST',
    path: '/api/fields',
    summary: 'Makes a custom field.',
    body: CreateFieldSchema,
    response: FieldSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  updateField: route({
    method: 'PATCH',
    path: '/api/fields/:key',
    summary: 'Renames a field; its key stays.',
    body: UpdateFieldSchema,
    response: FieldSchema,
    errors: ['NAME_TAKEN'],
  }),
  deleteField: route({
    method: 'DELETE',
    path: '/api/fields/:key',
    summary: 'Deletes a field with its values. A used field is refused unless forced.',
    query: DeleteFieldQuerySchema,
    errors: ['FIELD_IN_USE'],
  }),

  listFlows: route({
    method: 'GET',
    path: '/api/flows',
    summary: 'All flows with what is wrong with them, where they are used and how many contacts are in them.',
    response: z.array(FlowSchema),
  }),
  createFlow: route({
    method: 'POST',
    path: '/api/flows',
    summary: 'Makes a flow, empty or with the given steps.',
    body: CreateFlowSchema,
    response: FlowSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  getFlow: route({ method: 'GET', path: '/api/flows/:key', summary: 'One flow.', response: FlowSchema }),
  updateFlow: route({
    method: 'PATCH',
    path: '/api/flows/:key',
    summary: 'Renames a flow or saves its steps. Contacts who are in it go on with the version that they started with.',
    body: UpdateFlowSchema,
    response: FlowSchema,
    errors: ['NAME_TAKEN', 'STALE'],
  }),
  deleteFlow: route({
    method: 'DELETE',
    path: '/api/flows/:key',
    summary: 'Deletes a flow and ends it for everyone who is in it. A used flow is refused unless forced.',
    query: DeleteFlowQuerySchema,
    errors: ['FLOW_IN_USE'],
  }),
  previewFlow: route({
    method: 'POST',
    path: '/api/flows/:key/preview',
    summary:
      'Dry run: the steps that this draft would take and the messages it would send. Nothing is written or sent.',
    body: PreviewFlowSchema,
    response: FlowPreviewSchema,
  }),
  startFlow: route({
    method: 'POST',
    path: '/api/flows/:key/start',
    summary: 'Starts the flow by hand for a contact.',
    body: StartFlowSchema,
    response: RunSchema,
    created: true,
    errors: ['FLOW_NOT_STARTED'],
  }),

  listRuns: route({
    method: 'GET',
    path: '/api/runs',
    summary: 'Contacts on their way through flows, latest start first.',
    query: RunQuerySchema,
    response: RunPageSchema,
  }),
  getRun: route({
    method: 'GET',
    path: '/api/runs/:id',
    summary: 'One contact’s way through a flow, step by step.',
    response: RunSchema,
  }),
  continueRun: route({
    method: 'POST',
    path: '/api/runs/:id/continue',
    summary: 'Goes on at once with a flow that waits or is held.',
    response: RunSchema,
    errors: ['RUN_NOT_WAITING'],
  }),
  stopRun: route({
    method: 'POST',
    path: '/api/runs/:id/stop',
    summary: 'Ends a flow that waits or is held. What has been sent stays sent.',
    response: RunSchema,
    errors: ['RUN_NOT_WAITING'],
  }),

  listMessages: route({
    method: 'GET',
    path: '/api/messages',
    summary: 'The Outbox, newest first, and how many messages wait for a decision.',
    query: MessageQuerySchema,
    response: MessagePageSchema,
  }),
  getMessagesToday: route({
    method: 'GET',
    path: '/api/messages-today',
    summary: 'What became of messages since the business’s midnight, by channel, and what they cost.',
    response: MessagesTodaySchema,
  }),
  getMessage: route({
    method: 'GET',
    path: '/api/messages/:id',
    summary: 'One message with every attempt to send it.',
    response: MessageDetailSchema,
  }),
  editMessage: route({
    method: 'PATCH',
    path: '/api/messages/:id',
    summary: 'Changes the text of a message that has not gone out.',
    body: EditMessageSchema,
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  retryMessage: route({
    method: 'POST',
    path: '/api/messages/:id/retry',
    summary: 'Sends a message again that failed, is blocked, or of which nobody knows whether it went out.',
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  releaseMessage: route({
    method: 'POST',
    path: '/api/messages/:id/release',
    summary: 'Lets a held message go now.',
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  dropMessage: route({
    method: 'POST',
    path: '/api/messages/:id/drop',
    summary: 'Drops a message that has not gone out.',
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  markMessageSent: route({
    method: 'POST',
    path: '/api/messages/:id/mark-sent',
    summary: 'Settles a message of which nobody knew whether it went out: it did.',
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),

  listOptOuts: route({
    method: 'GET',
    path: '/api/opt-outs',
    summary: 'Who wants no messages on which channel, latest first, and by what that became known.',
    query: OptOutQuerySchema,
    response: OptOutPageSchema,
  }),
  addOptOut: route({
    method: 'POST',
    path: '/api/opt-outs',
    summary: 'Nothing goes to this number or address on this channel any more.',
    body: AddOptOutSchema,
    response: OptOutSchema,
  }),
  deleteOptOut: route({
    method: 'DELETE',
    path: '/api/opt-outs/:id',
    summary: 'Messages may go there again.',
  }),

  listChannels: route({
    method: 'GET',
    path: '/api/channels',
    summary: 'Every way a message can take: what it needs, how it is set up, and whether it is live.',
    response: z.array(ChannelStateSchema),
  }),
  putChannel: route({
    method: 'PUT',
    path: '/api/channels/:channel',
    summary: 'Replaces the settings of a channel. Live mode needs everything that the channel sends with.',
    body: ChannelSettingsSchema,
    response: ChannelStateSchema,
    errors: ['CHANNEL_NOT_READY'],
  }),
  putChannelSecret: route({
    method: 'PUT',
    path: '/api/channels/:channel/secrets/:name',
    summary: 'Stores a secret of the channel. It goes in and never comes out.',
    body: PutChannelSecretSchema,
  }),
  deleteChannelSecret: route({
    method: 'DELETE',
    path: '/api/channels/:channel/secrets/:name',
    summary: 'Removes a secret of the channel. What it would have sent is blocked until there is one again.',
  }),
  testChannel: route({
    method: 'POST',
    path: '/api/channels/:channel/test',
    summary: 'Really sends one message to the owner, also in test mode, and says what came of it.',
    body: TestChannelSchema,
    response: ChannelTestSchema,
  }),

  getSettings: route({
    method: 'GET',
    path: '/api/settings',
    summary: 'Settings of the business.',
    response: SettingsSchema,
  }),
  putSettings: route({
    method: 'PUT',
    path: '/api/settings',
    summary: 'Replaces the settings, all of them.',
    body: PutSettingsSchema,
    response: SettingsSchema,
  }),
  previewRetention: route({
    method: 'POST',
    path: '/api/settings/retention-preview',
    summary: 'What other limits on how long requests are kept would delete. Nothing is deleted.',
    body: PutSettingsSchema.shape.retention,
    response: RetentionPreviewSchema,
  }),
  listOutages: route({
    method: 'GET',
    path: '/api/outages',
    summary: 'When requests from the internet could not arrive, latest first.',
    response: OutageListSchema,
  }),
  listAddressChanges: route({
    method: 'GET',
    path: '/api/address-changes',
    summary: 'The webhooks whose senders must be told that the public address changed, and those that were.',
    response: AddressChangeListSchema,
  }),
  tickAddressChange: route({
    method: 'PUT',
    path: '/api/address-changes/:id',
    summary: 'Says that a webhook’s sender has been told the new address, or takes that back. `id` is the webhook’s.',
    body: TickAddressChangeSchema,
    response: AddressChangeListSchema,
    errors: ['NOT_FOUND'],
  }),
  getTunnelTokens: route({
    method: 'GET',
    path: '/api/settings/tunnel-tokens',
    summary: 'For which providers of the public address a token is stored.',
    response: TunnelTokensSchema,
  }),
  putTunnelToken: route({
    method: 'PUT',
    path: '/api/settings/tunnel-tokens/:provider',
    summary: 'Stores the token of a provider of the public address. It goes in and never comes out.',
    body: PutTunnelTokenSchema,
  }),
  deleteTunnelToken: route({
    method: 'DELETE',
    path: '/api/settings/tunnel-tokens/:provider',
    summary: 'Removes the token of a provider of the public address.',
  }),

  listBackups: route({
    method: 'GET',
    path: '/api/backups',
    summary: 'Backups of everything that is stored, latest first.',
    response: BackupsSchema,
  }),
  makeBackup: route({
    method: 'POST',
    path: '/api/backups',
    summary: 'Makes a backup and checks it; answers when it is on disk.',
    response: BackupSchema,
    created: true,
    errors: ['BACKUP_FAILED'],
  }),
  restoreBackup: route({
    method: 'POST',
    path: '/api/backups/:id/restore',
    summary: 'Asks the next start to put this backup in the place of the data. Until then nothing changes.',
    response: RestoreAnswerSchema,
    errors: ['BACKUP_UNUSABLE'],
  }),
  cancelRestore: route({
    method: 'DELETE',
    path: '/api/backups/restore',
    summary: 'Takes back the wish to restore a backup.',
  }),
  checkTunnel: route({
    method: 'POST',
    path: '/api/tunnel/check',
    summary:
      'Asks now whether requests come through the public address, and opens it again without waiting if it was lost.',
    response: HealthSchema,
  }),
  pauseIntake: route({
    method: 'POST',
    path: '/api/intake/pause',
    summary: 'Takes no requests until resumed or started again: senders are asked to come again later (503).',
    response: HealthSchema,
  }),
  resumeIntake: route({
    method: 'POST',
    path: '/api/intake/resume',
    summary: 'Takes requests again after a pause.',
    response: HealthSchema,
  }),
  resumeProcessing: route({
    method: 'POST',
    path: '/api/processing/resume',
    summary: 'Works on waiting requests again after Fieldhook stopped doing so by itself.',
    response: HealthSchema,
  }),
  confirmClock: route({
    method: 'POST',
    path: '/api/clock/confirm',
    summary: 'Says that the computer’s clock is right although it has jumped ahead: what is old is deleted again.',
    response: HealthSchema,
  }),
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;

type ParameterNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Of<Name extends RouteName, Key extends string, Side extends 'input' | 'output'> =
  (typeof ROUTES)[Name] extends Record<Key, infer Schema extends z.ZodType>
    ? Side extends 'input'
      ? z.input<Schema>
      : z.output<Schema>
    : never;

type Field<Key extends string, Value> = [Value] extends [never] ? unknown : { [K in Key]: Value };
type Parameters<Name extends RouteName> = [ParameterNames<(typeof ROUTES)[Name]['path']>] extends [never]
  ? unknown
  : { params: Record<ParameterNames<(typeof ROUTES)[Name]['path']>, string> };

/** What can be left out as a whole, because each part of it can. */
type MaybeField<Key extends string, Value> =
  Record<never, never> extends Value ? { [K in Key]?: Value } : Field<Key, Value>;

/** What a caller gives: `{ params?, query?, body? }`, each only where the route has it. */
export type RouteInput<Name extends RouteName> = Parameters<Name> &
  MaybeField<'query', Of<Name, 'query', 'input'>> &
  Field<'body', Of<Name, 'body', 'input'>>;

/** What a handler gets: the same after validation. */
export type RouteRequest<Name extends RouteName> = Parameters<Name> &
  Field<'query', Of<Name, 'query', 'output'>> &
  Field<'body', Of<Name, 'body', 'output'>>;

/** What a route answers; undefined where it has no body. */
export type RouteResponse<Name extends RouteName> = [Of<Name, 'response', 'output'>] extends [never]
  ? undefined
  : Of<Name, 'response', 'output'>;

export const RAW_ROUTES = {
  /** The raw body of a request as an attachment, byte for byte, never rendered. */
  deliveryBody: '/api/deliveries/:id/body',
  /** Live news (server-sent events), see EngineEvent. */
  events: '/api/events',
  openapi: '/api/openapi.json',
  /** Everything there is, as files, streamed. */
  contactsCsv: '/api/contacts.csv',
  contactsJson: '/api/contacts.jsonl',
  log: '/api/deliveries.jsonl',
} as const;
