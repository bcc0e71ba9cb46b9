import { z } from 'zod';
import { BackupSchema } from '#shared/contract/backup.ts';
import { BulkChangeSchema, ContactChoiceSchema } from '#shared/contract/bulk-change.ts';
import { ChannelStateSchema } from '#shared/contract/channel.ts';
import { ErrorBodySchema } from '#shared/contract/common.ts';
import { ConflictDetailSchema, ConflictRuleSchema, ConflictSchema } from '#shared/contract/conflict.ts';
import {
  ContactDetailSchema,
  ContactFieldSchema,
  ContactSchema,
  ExportContactsQuerySchema,
  ListedContactSchema,
  MergeSchema,
  UpdateContactSchema,
} from '#shared/contract/contact.ts';
import { ImportFileSchema, ImportStateSchema, UndoStateSchema } from '#shared/contract/contact-import.ts';
import {
  DeliveryDetailSchema,
  DeliverySchema,
  ExportLogQuerySchema,
  ListenStateSchema,
  ParsedBodySchema,
} from '#shared/contract/delivery.ts';
import { DriftedRowSchema, DriftSchema } from '#shared/contract/drift.ts';
import { ErasureSchema } from '#shared/contract/erasure.ts';
import { EngineEventSchema } from '#shared/contract/event.ts';
import { ExportSchema } from '#shared/contract/export.ts';
import { FieldSchema, FieldValueSchema } from '#shared/contract/field.ts';
import { FlowConfigSchema, FlowSchema, RunSchema, StepSchema, StepsSchema } from '#shared/contract/flow.ts';
import { FlowPreviewSchema } from '#shared/contract/flow-preview.ts';
import { HealthSchema, TunnelStatusSchema } from '#shared/contract/health.ts';
import { LogViewFilterSchema, LogViewSchema } from '#shared/contract/log-view.ts';
import { MergePreviewSchema } from '#shared/contract/merge.ts';
import { MessageDetailSchema, MessageSchema, PlannedMessageSchema } from '#shared/contract/message.ts';
import { OptOutSchema } from '#shared/contract/opt-out.ts';
import { OutcomeSchema, ReasonSchema } from '#shared/contract/outcome.ts';
import { PreviewSchema } from '#shared/contract/preview.ts';
import {
  ContactChangeSchema,
  FieldChangeSchema,
  IdentificationSchema,
  ReceiptSchema,
  SlotReadingSchema,
  TraceStepSchema,
} from '#shared/contract/receipt.ts';
import { ReplayComparisonSchema, RunValueSchema } from '#shared/contract/replay.ts';
import type { Route } from '#shared/contract/routes/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { SegmentSchema } from '#shared/contract/segment.ts';
import { PutSettingsSchema, SettingsSchema } from '#shared/contract/settings.ts';
import { TimelineEntrySchema } from '#shared/contract/timeline.ts';
import { SampleSchema, WebhookConfigSchema, WebhookSchema } from '#shared/contract/webhook.ts';
import { WebhookRowSchema } from '#shared/contract/webhook-row.ts';
import { KeptTestSchema } from '#shared/contract/webhook-test.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Schemas that get a name of their own in the document; all others are written out where they are used. */
const ANSWERS = {
  Backup: BackupSchema,
  BulkChange: BulkChangeSchema,
  ChannelState: ChannelStateSchema,
  Conflict: ConflictSchema,
  ConflictDetail: ConflictDetailSchema,
  ConflictRule: ConflictRuleSchema,
  Contact: ContactSchema,
  ContactChange: ContactChangeSchema,
  ContactDetail: ContactDetailSchema,
  ContactField: ContactFieldSchema,
  Delivery: DeliverySchema,
  DeliveryDetail: DeliveryDetailSchema,
  Drift: DriftSchema,
  DriftedRow: DriftedRowSchema,
  EngineEvent: EngineEventSchema,
  Erasure: ErasureSchema,
  Error: ErrorBodySchema,
  Export: ExportSchema,
  Field: FieldSchema,
  FieldChange: FieldChangeSchema,
  FieldValue: FieldValueSchema,
  Flow: FlowSchema,
  FlowPreview: FlowPreviewSchema,
  FlowStep: StepSchema,
  FlowSteps: StepsSchema,
  Health: HealthSchema,
  Identification: IdentificationSchema,
  ImportFile: ImportFileSchema,
  ImportState: ImportStateSchema,
  ListedContact: ListedContactSchema,
  ListenState: ListenStateSchema,
  LogView: LogViewSchema,
  LogViewFilter: LogViewFilterSchema,
  Message: MessageSchema,
  MessageDetail: MessageDetailSchema,
  OptOut: OptOutSchema,
  Merge: MergeSchema,
  MergePreview: MergePreviewSchema,
  Outcome: OutcomeSchema,
  ParsedBody: ParsedBodySchema,
  PlannedMessage: PlannedMessageSchema,
  Preview: PreviewSchema,
  Reason: ReasonSchema,
  Receipt: ReceiptSchema,
  ReplayComparison: ReplayComparisonSchema,
  RunValue: RunValueSchema,
  Run: RunSchema,
  Sample: SampleSchema,
  Segment: SegmentSchema,
  Settings: SettingsSchema,
  SlotReading: SlotReadingSchema,
  TimelineEntry: TimelineEntrySchema,
  TraceStep: TraceStepSchema,
  TunnelStatus: TunnelStatusSchema,
  UndoState: UndoStateSchema,
  Webhook: WebhookSchema,
  WebhookRow: WebhookRowSchema,
  WebhookTest: KeptTestSchema,
};

/** What a caller sends differs from what it gets where values have defaults, so these are named apart. */
const REQUESTS = {
  ContactChoice: ContactChoiceSchema,
  ContactInput: UpdateContactSchema,
  FlowConfigInput: FlowConfigSchema,
  FlowStepInput: StepSchema,
  FlowStepsInput: StepsSchema,
  RetentionInput: PutSettingsSchema.shape.retention,
  SettingsInput: PutSettingsSchema,
  WebhookConfigInput: WebhookConfigSchema,
};

/** The named schemas, and a way to write down any schema of the route table, with references to them. */
export function openApiSchemas() {
  const routes: Route[] = Object.values(ROUTES);
  const answers = print(ANSWERS, schemasOf(routes, 'response'), 'output');
  const requests = print(
    REQUESTS,
    [...schemasOf(routes, 'body'), ...schemasOf(routes, 'query'), ExportContactsQuerySchema, ExportLogQuerySchema],
    'input',
  );
  return { named: { ...answers.named, ...requests.named }, answer: answers.schemaOf, request: requests.schemaOf };
}

function schemasOf(routes: readonly Route[], part: 'query' | 'body' | 'response'): z.ZodType[] {
  return routes.flatMap((route) => route[part] ?? []);
}

function print(named: Record<string, z.ZodType>, others: readonly z.ZodType[], io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  for (const [index, schema] of others.entries())
    if (!registry.has(schema)) registry.add(schema, { id: `${io}${index}` });
  const { schemas } = z.toJSONSchema(registry, { io, uri: referenceTo });
  const printed = (id: string): JsonSchema => {
    const { $schema, $id, ...schema } = schemas[id] as JsonSchema;
    return schema;
  };
  return {
    named: Object.fromEntries(Object.keys(named).map((id) => [id, printed(id)])),
    schemaOf(schema: z.ZodType): JsonSchema {
      const id = registry.get(schema)?.id ?? '';
      return id in named ? { $ref: referenceTo(id) } : printed(id);
    },
  };
}

export const referenceTo = (name: string): string => `#/components/schemas/${name}`;
