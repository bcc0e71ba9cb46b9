import { z } from 'zod';
import { FIELD_TYPES, FieldKeySchema, FieldNameSchema } from './field.ts';
import { FlowConfigSchema, FlowNameSchema } from './flow.ts';
import { FlowKeySchema } from './flow-key.ts';
import { SettingsFormSchema } from './settings-form.ts';
import { WebhookConfigSchema, WebhookNameSchema } from './webhook.ts';
import { MOST_TESTS, TestResultSchema, WebhookTestSchema } from './webhook-test.ts';

export const WEBHOOK_FILE_FORMAT = 'fieldhook-webhooks';

/**
 * What the names of exported files end with. One ending, since systems know the program of a file by what stands behind the last dot: with `.json` all
 * JSON files would have to become ours.
 */
export const WEBHOOK_FILE_EXTENSION = 'fieldhook';
/** A larger one is not read. */
export const WEBHOOK_FILE_BYTES = 5_000_000;

/** The newest version of the file, the one that is written. Older ones are upgraded when they are read. */
export const WEBHOOK_FILE_VERSION = 1;

/** A made-up payload in the shape of a real one, so that whoever imports the file sees what the webhook does. */
export const FileSampleSchema = z.strictObject({
  text: z.string().max(500_000),
  contentType: z.string().max(200).default('application/json'),
});

export const FileFieldSchema = z.strictObject({
  key: FieldKeySchema,
  name: FieldNameSchema,
  type: z.enum(FIELD_TYPES),
  /** Absent: it is not private (LG3). */
  isPrivate: z.boolean().optional(),
});
export type FileField = z.infer<typeof FileFieldSchema>;

export const FileFlowSchema = z.strictObject({ key: FlowKeySchema, name: FlowNameSchema, config: FlowConfigSchema });

export const FileWebhookSchema = z.strictObject({
  name: WebhookNameSchema,
  config: WebhookConfigSchema,
  sample: FileSampleSchema.nullable().default(null),
  /** Absent: it has none. */
  tests: z.array(WebhookTestSchema).min(1).max(MOST_TESTS).optional(),
});
export type FileWebhook = z.infer<typeof FileWebhookSchema>;

/**
 * Webhooks as they travel between computers (EX1), with the fields and flows that they use. No address, no secret, no header value of an HTTP step and no request is in it:
 * an imported webhook is switched off, has an address of its own, and asks for its secret again. Keys name fields and flows within the file.
 */
export const WebhookFileSchema = z.strictObject({
  format: z.literal(WEBHOOK_FILE_FORMAT),
  version: z.literal(WEBHOOK_FILE_VERSION),
  fields: z.array(FileFieldSchema).max(1000).default([]),
  flows: z.array(FileFlowSchema).max(200).default([]),
  webhooks: z.array(FileWebhookSchema).min(1, 'There is no webhook in this file.').max(200),
});
export type WebhookFile = z.infer<typeof WebhookFileSchema>;

/**
 * `masked` adds each webhook’s sample with made-up values in the place of the real ones; without it no payload that arrived leaves in any form. Tests,
 * whose payloads are made up already, go along unless they are left out.
 */
export const ExportQuerySchema = z.strictObject({
  sample: z.enum(['none', 'masked']).default('none'),
  tests: z.enum(['none', 'all']).default('all'),
});

/** A text in a file that its owner has written. */
const LiteralSchema = z.object({
  /** Where it stands, in words: `Step 2: compared with`. */
  what: z.string(),
  text: z.string(),
  /** What it may be that its owner does not want to give away. A hint, no promise. */
  looksLike: z.enum(['e-mail address', 'phone number', 'key or password']).nullable(),
});
export type Literal = z.infer<typeof LiteralSchema>;

const LiteralGroupSchema = z.object({
  /** `names` are those of all webhooks, flows and fields, and has no name itself. */
  of: z.enum(['webhook', 'flow', 'names']),
  name: z.string(),
  literals: z.array(LiteralSchema),
});
export type LiteralGroup = z.infer<typeof LiteralGroupSchema>;

/** `text` is the file, to the byte; `literals` what it tells besides settings, for its owner to look at before it is handed on. */
export const ExportedFileSchema = z.object({
  fileName: z.string(),
  text: z.string(),
  literals: z.array(LiteralGroupSchema),
});

const WebhookChoiceSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('create') }),
  z.strictObject({ action: z.literal('skip') }),
  /** Takes the place of a webhook’s configuration; it keeps its address and its log, and is switched off. `version` guards what was seen (STALE). */
  z.strictObject({ action: z.literal('replace'), id: z.string().max(100), version: z.number().int() }),
]);
export type WebhookChoice = z.infer<typeof WebhookChoiceSchema>;

/**
 * What becomes of a flow of the file. `keep`: the one here of its name takes its part, as it is. `replace`: that one gets the steps of the file as a new
 * version, and the webhooks that start it are switched off; `version` guards what was seen (STALE). `create`: it is made, under another name where its
 * own is taken. `skip`: it is left out, and webhooks of the file start nothing in its place.
 */
const FlowChoiceSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('keep') }),
  z.strictObject({ action: z.literal('replace'), key: FlowKeySchema, version: z.number().int() }),
  z.strictObject({ action: z.literal('create') }),
  z.strictObject({ action: z.literal('skip') }),
]);
export type FlowChoice = z.infer<typeof FlowChoiceSchema>;

/**
 * What is imported, as the text of a file or of a settings form, or as a settings form that is filled in, and what the owner chose; what is not
 * chosen is done as the plan proposes.
 */
export const ImportRequestSchema = z
  .strictObject({
    text: z.string().max(5_500_000).optional(),
    form: SettingsFormSchema.optional(),
    choices: z
      .strictObject({
        /** By place in the file, from 0. */
        webhooks: z.record(z.string().regex(/^\d{1,3}$/), WebhookChoiceSchema).default({}),
        /** By the file’s key: the key of a field here of the same type, or null to make a new one. */
        fields: z.record(FieldKeySchema, FieldKeySchema.nullable()).default({}),
        /** By the file’s key. */
        flows: z.record(FlowKeySchema, FlowChoiceSchema).default({}),
      })
      .prefault({}),
  })
  .refine(({ text, form }) => (text === undefined) !== (form === undefined), {
    error: 'Send either a text or a form.',
  });
export type ImportRequest = z.output<typeof ImportRequestSchema>;

/** One setting that an import would change, in words; with `isPath`, in paths. */
const ChangeSchema = z.object({
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  isPath: z.literal(true).optional(),
});
export type ImportChange = z.infer<typeof ChangeSchema>;

export const PlannedWebhookSchema = z.object({
  name: z.string(),
  /** Under which name it would be here. */
  becomes: z.string(),
  /** Against the webhook here that has its name. */
  state: z.enum(['new', 'same', 'different']),
  existing: z.object({ id: z.string(), name: z.string(), version: z.number().int() }).nullable(),
  action: z.enum(['create', 'replace', 'skip']),
  /** Against `existing`; without one, what the webhook says beyond the defaults. */
  changes: z.array(ChangeSchema),
  /** Whether its sender has to be given a secret again before it can be switched on safely. */
  needsSecret: z.boolean(),
  /** What the file’s own sample would do here; null where it has none. */
  dryRun: z
    .object({
      outcome: z.string(),
      sentence: z.string(),
      fields: z.array(z.object({ name: z.string(), sentence: z.string() })),
    })
    .nullable(),
  /** How the file’s own tests would end here, in their order; null where they were not run. */
  tests: z.array(z.object({ name: z.string(), result: TestResultSchema })).nullable(),
});

export const PlannedFieldSchema = FileFieldSchema.extend({
  /** The key it gets, or that of the field which takes its part. */
  to: FieldKeySchema,
  /** Under which name it is here afterwards. */
  becomes: z.string(),
  state: z.enum(['existing', 'new', 'unused']),
  /** Why it is not simply the field of this name; null where it is. */
  note: z.string().nullable(),
  /** Fields here of the same type. */
  candidates: z.array(z.object({ key: z.string(), name: z.string() })),
});

export const PlannedFlowSchema = z.object({
  key: FlowKeySchema,
  name: z.string(),
  /** The key of what is made, or of the flow here that takes its part; null where it is left out. */
  to: FlowKeySchema.nullable(),
  /** Under which name it is here afterwards. */
  becomes: z.string(),
  /** Against the flow here that has its name. */
  state: z.enum(['new', 'same', 'different']),
  existing: z.object({ key: FlowKeySchema, name: z.string(), version: z.number().int() }).nullable(),
  action: z.enum(['keep', 'replace', 'create', 'skip']),
  /** Whether a webhook that is imported starts it. One that none starts is only written where the owner chose so. */
  isUsed: z.boolean(),
  /** Against `existing`; without one, what the flow does. */
  changes: z.array(ChangeSchema),
  /** Names of webhooks that `replace` switches off: they start the flow here, and are on. */
  switchesOff: z.array(z.string()),
  note: z.string().nullable(),
});

/** What an import would do (EX2). Nothing has been written. */
export const ImportPlanSchema = z.object({
  source: z.enum(['file', 'settings-form']),
  webhooks: z.array(PlannedWebhookSchema),
  fields: z.array(PlannedFieldSchema),
  flows: z.array(PlannedFlowSchema),
});
export type ImportPlan = z.infer<typeof ImportPlanSchema>;

/** What an import did: all of it, in one go. */
export const ImportedSchema = z.object({
  webhooks: z.array(z.object({ id: z.string(), name: z.string(), action: z.enum(['create', 'replace']) })),
  fields: z.array(z.object({ key: z.string(), name: z.string() })),
  flows: z.array(z.object({ key: z.string(), name: z.string(), action: z.enum(['create', 'replace']) })),
  /** Webhooks here that were on and start a flow that was replaced. */
  switchedOff: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Imported = z.infer<typeof ImportedSchema>;
