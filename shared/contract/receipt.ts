import { z } from 'zod';
import { VALUE_KINDS } from '../json/value-kind.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { DriftSchema } from './drift.ts';
import { FIELD_TYPES, FieldValueSchema } from './field.ts';
import { PlannedMessageSchema } from './message.ts';
import { OutcomeSchema, ReasonSchema } from './outcome.ts';
import { CHANNELS, IDENTITY_SLOTS, PROFILE_SLOTS } from './webhook.ts';

/** One step of the reasoning: the rule tried, what came of it, in one plain sentence (ID15). `decided` marks the one that settled it. */
export const TraceStepSchema = z.object({
  rule: z.string(),
  sentence: z.string(),
  decided: z.boolean(),
});
export type TraceStep = z.infer<typeof TraceStepSchema>;

/**
 * What a mapped path gave.
 * `unset` no path · `missing` path leads nowhere · `empty` null, "", blanks or [] · `value` usable · `not-usable` true, an object or several
 * values (ID1) · `invalid` not a phone number or e-mail · `blocked` a value that identifies nobody (ID11) · `bad-path` · `too-costly` (PA3)
 */
export const SLOT_VERDICTS = [
  'unset',
  'missing',
  'empty',
  'value',
  'not-usable',
  'invalid',
  'blocked',
  'bad-path',
  'too-costly',
] as const;

export const SlotReadingSchema = z.object({
  path: z.string().nullable(),
  verdict: z.enum(SLOT_VERDICTS),
  /** What the sender wrote, as text, cut at 2,000 characters; objects and lists appear as compact JSON. Null where there is nothing to show. */
  raw: z.string().nullable(),
  /** Of which kind it is; absent where the path leads nowhere. */
  sent: z.enum(VALUE_KINDS).optional(),
  /** What Fieldhook compares and stores: E.164 for a phone number. Null unless the verdict is `value`. */
  value: z.string().nullable(),
  /** How many values the path found; the first is used (PA5). */
  matches: z.number().int(),
  /** 1-based column of the fault when the verdict is `bad-path`. */
  column: z.number().int().nullable(),
  /** Verdict in words: "+44 117 496 0123, a valid number in the United Kingdom". */
  sentence: z.string(),
});
export type SlotReading = z.infer<typeof SlotReadingSchema>;

/** Somebody to whom identifiers of the request belong, and which (ID10). */
export const CandidateSchema = z.object({ contact: ContactReferenceSchema, slots: z.array(z.enum(IDENTITY_SLOTS)) });
export type Candidate = z.infer<typeof CandidateSchema>;

export const IdentificationSchema = z.object({
  decision: z.enum(['matched', 'created', 'unidentified', 'stopped', 'conflict']),
  /** The rule that decided, e.g. `ID6`. */
  rule: z.string(),
  /** The identifier that decided; null when none did, or when the owner did (ID10). */
  by: z.enum(IDENTITY_SLOTS).nullable(),
  readings: z.record(z.enum(IDENTITY_SLOTS), SlotReadingSchema),
  trace: z.array(TraceStepSchema),
  /** The different people whom the identifiers name, where they do (ID10). */
  candidates: z.array(CandidateSchema).default([]),
  /** Identifiers that belong to somebody else and so were not attached (ID8). */
  possibleDuplicates: z.array(
    z.object({ slot: z.enum(IDENTITY_SLOTS), value: z.string(), contact: ContactReferenceSchema }),
  ),
});
export type Identification = z.infer<typeof IdentificationSchema>;

/** A change of an identifier or a profile value of the contact. `kept` means the contact's own value stayed (ID9). */
export const ContactChangeSchema = z.object({
  slot: z.enum([...IDENTITY_SLOTS, ...PROFILE_SLOTS]),
  verdict: z.enum(['set', 'unchanged', 'kept', 'not-attached']),
  before: z.string().nullable(),
  after: z.string().nullable(),
  sentence: z.string(),
});
export type ContactChange = z.infer<typeof ContactChangeSchema>;

/**
 * What happened to one custom field. Where nobody was identified, the verdict and `value` tell what would have been, `before` and
 * `after` are null, and the sentence says that nothing was written. A receipt is for reading: values longer than 2,000 characters are
 * cut in it (with a `…` at the end), never in the field.
 * `set` new value · `unchanged` same value · `cleared` explicit null (CV2) · `missing` path leads nowhere, the field keeps what it had ·
 * `kept-out` the value cannot be converted, the field keeps what it had (CV1) · `bad-path` · `too-costly` · `no-field` the field was deleted
 */
export const FIELD_VERDICTS = [
  'set',
  'unchanged',
  'cleared',
  'missing',
  'kept-out',
  'bad-path',
  'too-costly',
  'no-field',
] as const;

export const FieldChangeSchema = z.object({
  field: z.string(),
  name: z.string(),
  type: z.enum(FIELD_TYPES),
  path: z.string(),
  verdict: z.enum(FIELD_VERDICTS),
  /** What the sender wrote, as text, cut at 2,000 characters. */
  raw: z.string().nullable(),
  /** Of which kind it is (of several, the first); absent where the path leads nowhere. */
  sent: z.enum(VALUE_KINDS).optional(),
  /** The value after each transform of the row (CV9), cut like `raw`; null where there was none. Absent without transforms. */
  steps: z.array(z.string().nullable()).optional(),
  /** What the sender's value becomes in this field's type (CV); null where there is none or it is kept out. */
  value: FieldValueSchema.nullable(),
  before: FieldValueSchema.nullable(),
  /** The value the field has afterwards (the old one unless `set` or `cleared`). */
  after: FieldValueSchema.nullable(),
  matches: z.number().int(),
  column: z.number().int().nullable(),
  sentence: z.string(),
});
export type FieldChange = z.infer<typeof FieldChangeSchema>;

/** Of which kind the values are that a flow reads in the request itself; null where its path leads nowhere. `flow` is its key. */
export const FlowReadingSchema = z.object({
  flow: z.string(),
  name: z.string(),
  read: z.array(z.object({ path: z.string(), sent: z.enum(VALUE_KINDS).nullable() })),
});
export type FlowReading = z.infer<typeof FlowReadingSchema>;

/** What a request did, or (dry run) would do. Made by the same code in both cases (PR5, ID15). */
export const ReceiptSchema = z.object({
  outcome: OutcomeSchema,
  reason: ReasonSchema.nullable(),
  sentence: z.string(),
  next: z.string(),
  identification: IdentificationSchema.nullable(),
  profile: z.record(z.enum(PROFILE_SLOTS), SlotReadingSchema).nullable(),
  /** The contact concerned; `userNs` is null while it would only be created (dry run). */
  contact: z
    .object({ userNs: z.string().nullable(), label: z.string(), isNew: z.boolean(), channel: z.enum(CHANNELS) })
    .nullable(),
  contactChanges: z.array(ContactChangeSchema),
  fields: z.array(FieldChangeSchema),
  /** The messages of the webhook's flow, with their final text. In the log they are as they were planned; the Outbox tells what became of them. */
  messages: z.array(PlannedMessageSchema).default([]),
  /** Texts that were to be opened as JSON (RC3) and stayed texts; absent where there are none. */
  unopened: z.array(z.object({ path: z.string(), sentence: z.string() })).optional(),
  /** Places of the request that the webhook's flow reads itself; absent where it reads none. */
  places: FlowReadingSchema.optional(),
  /** Rows whose path does not give here what it gave in earlier requests, and places that the flow reads; absent where there are none. */
  drifts: z.array(DriftSchema).optional(),
});
export type Receipt = z.infer<typeof ReceiptSchema>;

/** What one item of a request did that is worked on item by item (RC3). `position` counts from 1. */
export const ItemReceiptSchema = z.object({ position: z.number().int(), receipt: ReceiptSchema });
export type ItemReceipt = z.infer<typeof ItemReceiptSchema>;

/** How many items ended how; only outcomes that there are. */
export const ItemOutcomesSchema = z.partialRecord(OutcomeSchema, z.number().int());
export type ItemOutcomes = z.infer<typeof ItemOutcomesSchema>;
