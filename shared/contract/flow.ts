import { z } from 'zod';
import { InstantSchema, PageQuerySchema, PathTextSchema, pageOf } from './common.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { FieldKeySchema } from './field.ts';
import { FlowKeySchema } from './flow-key.ts';
import { TagSchema } from './tag.ts';
import { CHANNELS } from './webhook.ts';

export const FlowNameSchema = z.string().trim().min(1, 'Give the flow a name.').max(120);

/** Names a step within its flow for ever, also when it is moved: a message is sent once per request, flow and step (SN5). */
export const StepIdSchema = z.string().regex(/^[a-z0-9]{4,16}$/);

/** Liquid (SN7). A value that is missing and has no default keeps the whole text back. */
const TemplateSchema = z.string().max(10_000);

/** Where a message goes: over one channel, over the contact's own, or as a notification to the owner. */
export const SEND_CHANNELS = [...CHANNELS, 'contact', 'desktop'] as const;

export const SendStepSchema = z.strictObject({
  id: StepIdSchema,
  kind: z.literal('send'),
  channel: z.enum(SEND_CHANNELS),
  /** Of an e-mail; the other channels have none. */
  subject: TemplateSchema.default(''),
  text: TemplateSchema,
  /** BCP 47 tag of the language of days and months, and of the voice that speaks a call. */
  language: z.string().max(35).default('en-GB'),
  /** WhatsApp's name (Content SID) of an approved template, for use outside of the 24 hours (SN3), with its variables by number. */
  approved: z
    .strictObject({ name: z.string().trim().min(1).max(100), variables: z.record(z.string().max(40), TemplateSchema) })
    .nullable()
    .default(null),
});
export type SendStep = z.infer<typeof SendStepSchema>;

/** `after` counts from the step before; `at-field` from a date in one of the contact's fields; `time` is the next such time on the business's clocks. */
export const WaitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('after'), minutes: z.number().int().min(1).max(525_600) }),
  z.strictObject({
    kind: z.literal('at-field'),
    field: FieldKeySchema,
    /** Minutes after the date; negative is before it. */
    offsetMinutes: z.number().int().min(-525_600).max(525_600).default(0),
    /** What to do when that moment has passed already, or the field is empty. */
    otherwise: z.enum(['go-on', 'stop']).default('stop'),
  }),
  z.strictObject({ kind: z.literal('time'), time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
]);
export type Wait = z.infer<typeof WaitSchema>;

export const WaitStepSchema = z.strictObject({ id: StepIdSchema, kind: z.literal('wait'), wait: WaitSchema });

/** What a condition looks at. */
export const OperandSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('field'), field: FieldKeySchema }),
  z.strictObject({
    of: z.literal('contact'),
    slot: z.enum(['crmContactId', 'phone', 'email', 'firstName', 'lastName', 'name', 'channel']),
  }),
  z.strictObject({ of: z.literal('tag'), tag: TagSchema }),
  /** In the request that started the flow; a flow that was started by hand has none. */
  z.strictObject({ of: z.literal('payload'), path: PathTextSchema }),
]);
export type Operand = z.infer<typeof OperandSchema>;

/** `exists` and `missing` need no value; `before` and `after` compare dates, `less` and `greater` numbers. A tag is there (`exists`) or not. */
export const COMPARISONS = [
  'exists',
  'missing',
  'is',
  'is-not',
  'contains',
  'starts-with',
  'less',
  'greater',
  'before',
  'after',
] as const;

export const TestSchema = z.strictObject({
  operand: OperandSchema,
  comparison: z.enum(COMPARISONS),
  value: z.string().max(1000).default(''),
});
export type Test = z.infer<typeof TestSchema>;

export const FieldStepSchema = z.strictObject({
  id: StepIdSchema,
  kind: z.literal('set-field'),
  field: FieldKeySchema,
  /** Null clears the field. */
  value: TemplateSchema.nullable(),
});
export type FieldStep = z.infer<typeof FieldStepSchema>;

export const TagStepSchema = z.strictObject({
  id: StepIdSchema,
  kind: z.literal('tag'),
  action: z.enum(['add', 'remove']),
  tag: TagSchema,
});

/** Addresses inside the owner's network are refused unless their host is allowed in the settings (TRUST.md, SSRF). */
export const HttpStepSchema = z.strictObject({
  id: StepIdSchema,
  kind: z.literal('http'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  url: TemplateSchema,
  headers: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1, 'Write the name of the header.').max(100),
        value: TemplateSchema,
      }),
    )
    .max(20)
    .default([]),
  /** Sent as it is, with the content type of `headers`, or as JSON. */
  body: TemplateSchema.default(''),
  /**
   * The address recognises a request that it already has by its Idempotency-Key: one of which nobody knows whether it arrived is asked again by itself,
   * with the same key. False: it is told as unknown, and never repeated (SN4).
   */
  canRepeat: z.boolean().default(false),
});
export type HttpStep = z.infer<typeof HttpStepSchema>;

export const StopStepSchema = z.strictObject({ id: StepIdSchema, kind: z.literal('stop') });

export const PlainStepSchema = z.discriminatedUnion('kind', [
  SendStepSchema,
  WaitStepSchema,
  FieldStepSchema,
  TagStepSchema,
  HttpStepSchema,
  StopStepSchema,
]);
export type PlainStep = z.infer<typeof PlainStepSchema>;

/** Conditions may stand in conditions, this deep. */
export const DEEPEST_CONDITION = 5;

export interface ConditionStep {
  id: string;
  kind: 'condition';
  test: Test;
  yes: Step[];
  no: Step[];
}
export type Step = PlainStep | ConditionStep;

interface ConditionStepInput {
  id: string;
  kind: 'condition';
  test: z.input<typeof TestSchema>;
  yes: StepInput[];
  no: StepInput[];
}
export type StepInput = z.input<typeof PlainStepSchema> | ConditionStepInput;

export const ConditionStepSchema: z.ZodType<ConditionStep, ConditionStepInput> = z.strictObject({
  id: StepIdSchema,
  kind: z.literal('condition'),
  test: TestSchema,
  get yes() {
    return StepsSchema;
  },
  get no() {
    return StepsSchema;
  },
});

export const StepSchema: z.ZodType<Step, StepInput> = z.union([PlainStepSchema, ConditionStepSchema]);
export const StepsSchema: z.ZodType<Step[], StepInput[]> = z.array(StepSchema).max(100);

/** A year. */
export const LONGEST_COOL_DOWN_HOURS = 8760;

/** What a flow does. This is what is saved, versioned, previewed and exported. */
export const FlowConfigSchema = z.strictObject({
  steps: StepsSchema.default([]),
  /** The same contact does not go through the flow again within so many hours; null: as often as something starts it (SN5). */
  coolDownHours: z.number().int().min(1).max(LONGEST_COOL_DOWN_HOURS).nullable().default(null),
  /** What becomes of steps that fell due while Fieldhook was not running, once they are later than `lateMinutes`. */
  late: z.enum(['run', 'skip', 'ask']).default('ask'),
  lateMinutes: z.number().int().min(1).max(10_080).default(60),
});
export type FlowConfig = z.infer<typeof FlowConfigSchema>;

/** A fault in a flow: the step it is in, and what is wrong. A flow with problems can be saved; what they concern is not sent. */
export const FlowProblemSchema = z.object({
  step: StepIdSchema.nullable(),
  /** Quotes the piece that is at fault. */
  sentence: z.string(),
});
export type FlowProblem = z.infer<typeof FlowProblemSchema>;

export const FlowSchema = FlowConfigSchema.extend({
  key: FlowKeySchema,
  name: FlowNameSchema,
  /** Grows by one with every saved change of the steps; a run keeps the version it started with (SN1). */
  version: z.number().int(),
  problems: z.array(FlowProblemSchema),
  /** Webhooks whose saved configuration starts this flow. */
  usedBy: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Contacts who are in it now. */
  running: z.number().int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
});
export type Flow = z.infer<typeof FlowSchema>;

export const CreateFlowSchema = z.strictObject({ name: FlowNameSchema, config: FlowConfigSchema.optional() });

/** `version` guards against overwriting a newer save (STALE). A given `config` replaces the saved one whole. */
export const UpdateFlowSchema = z.strictObject({
  name: FlowNameSchema.optional(),
  config: FlowConfigSchema.optional(),
  version: z.number().int().optional(),
});

export type UpdateFlow = z.infer<typeof UpdateFlowSchema>;

export const RUN_STATES = ['running', 'waiting', 'held', 'done', 'stopped', 'failed'] as const;

/** What one step of a run did, in words. */
export const RunStepSchema = z.object({
  step: StepIdSchema,
  kind: z.enum(['send', 'wait', 'condition', 'set-field', 'tag', 'http', 'stop']),
  at: InstantSchema,
  state: z.enum(['done', 'waiting', 'skipped', 'failed', 'unknown']),
  sentence: z.string(),
  /** The message of a `send`. */
  messageId: z.string().nullable(),
});

/** One contact's way through a flow. `held`: it fell due too late, and the owner is asked. */
export const RunSchema = z.object({
  id: z.string(),
  flow: FlowKeySchema,
  flowName: FlowNameSchema,
  version: z.number().int(),
  /** The flow was changed since; this one goes by the version it started with (SN1). */
  isOlder: z.boolean(),
  contact: ContactReferenceSchema.nullable(),
  /** The request that started it; null when it was started by hand. */
  deliveryId: z.string().nullable(),
  /** Whether it is only a try: its messages stop in the Outbox, and nothing else is changed or asked. */
  isTry: z.boolean(),
  state: z.enum(RUN_STATES),
  sentence: z.string(),
  /** When it goes on, while it waits. */
  dueAt: InstantSchema.nullable(),
  startedAt: InstantSchema,
  finishedAt: InstantSchema.nullable(),
  steps: z.array(RunStepSchema),
});
export type Run = z.infer<typeof RunSchema>;

export const RunQuerySchema = PageQuerySchema.extend({
  flow: FlowKeySchema.optional(),
  contact: z.string().optional(),
  deliveryId: z.string().optional(),
  state: z.enum(RUN_STATES).optional(),
});
export type RunQuery = z.infer<typeof RunQuerySchema>;
/** `held` counts all about whom the owner is asked, whatever the query. */
export const RunPageSchema = pageOf(RunSchema).extend({ held: z.number().int() });
export type RunPage = z.infer<typeof RunPageSchema>;

/** `force=true` also takes the flow out of the webhooks that start it; without it a used flow answers FLOW_IN_USE. */
export const DeleteFlowQuerySchema = z.strictObject({ force: z.enum(['true', 'false']).default('false') });

export const StartFlowSchema = z.strictObject({ contact: z.string(), isTry: z.boolean().default(false) });
