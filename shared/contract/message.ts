import { z } from 'zod';
import { InstantSchema, PageQuerySchema, pageOf } from './common.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { StepIdSchema } from './flow.ts';
import { FlowKeySchema } from './flow-key.ts';
import { CHANNELS } from './webhook.ts';

/** The ways a message can take; `desktop` is a notification to the owner. */
export const MESSAGE_CHANNELS = [...CHANNELS, 'desktop'] as const;
export const MessageChannelSchema = z.enum(MESSAGE_CHANNELS);
export type MessageChannel = z.infer<typeof MessageChannelSchema>;

/**
 * Where a message stands. `queued` waits for its turn · `held` by a guard rail, or for the owner · `blocked` cannot go out as it is ·
 * `sending` is on its way · `sent` the provider took it · `delivered` the provider says it arrived · `failed` surely not sent ·
 * `unknown` it went out and no clear answer came: never sent again without the owner (SN4) · `dropped` by the owner.
 * In test mode a message ends as `sent` with `mode` `test`: it appears in the Outbox and went nowhere.
 */
export const MESSAGE_STATES = [
  'queued',
  'held',
  'blocked',
  'sending',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'dropped',
] as const;
export const MessageStateSchema = z.enum(MESSAGE_STATES);
export type MessageState = z.infer<typeof MessageStateSchema>;

/** Why a message is held, blocked, failed or unknown. */
export const MESSAGE_REASONS = [
  'no-address',
  'bad-address',
  'cannot-start',
  'opted-out',
  'missing-value',
  'bad-template',
  'quiet-hours',
  'daily-cap',
  'spike',
  'address-limit',
  'budget',
  'country-not-allowed',
  'cool-down',
  'too-late',
  'drifted',
  'restored',
  'not-set-up',
  'needs-credentials',
  'refused-by-provider',
  'undelivered',
  'provider-down',
  'no-answer',
  'interrupted',
] as const;
export const MessageReasonSchema = z.enum(MESSAGE_REASONS);
export type MessageReason = z.infer<typeof MessageReasonSchema>;

export const AttemptSchema = z.object({
  startedAt: InstantSchema,
  finishedAt: InstantSchema.nullable(),
  state: z.enum(['attempting', 'sent', 'failed', 'unknown']),
  /** What the provider answered, in one sentence; never a credential. */
  sentence: z.string(),
});

export const MessageSchema = z.object({
  id: z.string(),
  channel: MessageChannelSchema,
  mode: z.enum(['test', 'live']),
  state: MessageStateSchema,
  reason: MessageReasonSchema.nullable(),
  /** State and reason in words, and what to do next. */
  sentence: z.string(),
  next: z.string(),
  /** Null for a notification to the owner. */
  contact: ContactReferenceSchema.nullable(),
  /** E.164, e-mail address or page-scoped id; null where the contact has none for this channel. */
  to: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  /** The owner wrote its text: it goes out exactly so. That of any other message that is kept back is filled in anew when it is let go. */
  isEdited: z.boolean(),
  /** What an SMS costs: its segments, and how they are counted. Null for other channels. */
  segments: z.object({ count: z.number().int(), encoding: z.enum(['GSM-7', 'UCS-2']) }).nullable(),
  flow: z.object({ key: FlowKeySchema, name: z.string(), step: StepIdSchema }).nullable(),
  runId: z.string().nullable(),
  deliveryId: z.string().nullable(),
  createdAt: InstantSchema,
  /** When it is tried (again); null when it is not going to be by itself. */
  dueAt: InstantSchema.nullable(),
  sentAt: InstantSchema.nullable(),
});
export type Message = z.infer<typeof MessageSchema>;

export const MessageDetailSchema = MessageSchema.extend({
  /** BCP 47 tag of the voice that speaks a call; null for other channels. */
  language: z.string().nullable(),
  attempts: z.array(AttemptSchema),
  /** The provider's own id of it. */
  providerId: z.string().nullable(),
});
export type MessageDetail = z.infer<typeof MessageDetailSchema>;
export type Attempt = z.infer<typeof AttemptSchema>;

export const MessageQuerySchema = PageQuerySchema.extend({
  state: MessageStateSchema.optional(),
  channel: MessageChannelSchema.optional(),
  /** Why it is held, blocked, failed or unknown. */
  reason: MessageReasonSchema.optional(),
  contact: z.string().optional(),
  deliveryId: z.string().optional(),
  /** Only what waits for a decision of the owner: blocked, unknown, failed for good, and held without an end. */
  attention: z.enum(['true', 'false']).optional(),
  /** Only what is held until its time has come, and then goes out by itself. */
  later: z.enum(['true', 'false']).optional(),
  /** Only what can be decided together with all of its channel and reason. */
  together: z.enum(['true', 'false']).optional(),
});
export type MessageQuery = z.output<typeof MessageQuerySchema>;
/** `attention` counts all that wait for a decision, `later` all that wait for their time; `firstAt` is when the first of these goes. */
export const MessagePageSchema = pageOf(MessageSchema).extend({
  attention: z.number().int(),
  later: z.object({ count: z.number().int(), firstAt: InstantSchema.nullable() }),
});
export type MessagePage = z.infer<typeof MessagePageSchema>;

/** Changes the text of a message that has not gone out. */
export const EditMessageSchema = z.strictObject({
  subject: z.string().max(500).optional(),
  text: z.string().max(10_000),
});

/** A message that is kept back, as it would go out now. */
export const MessagePreviewSchema = z.object({
  /** As it would go; where it cannot, as it stands. */
  now: MessageSchema,
  /** As it stands, where that would go elsewhere or says something else; null where it is the same. */
  was: MessageSchema.nullable(),
  /** Why it cannot go as it is, in words; null where it can. */
  refusal: z.object({ reason: MessageReasonSchema, sentence: z.string() }).nullable(),
  /** Stands for exactly what `now` says. */
  seen: z.string(),
});
export type MessagePreview = z.infer<typeof MessagePreviewSchema>;

/** `seen` is of the preview that was looked at: a message that says something else by now is refused. Left out, it goes as it is now. */
export const LetGoQuerySchema = z.strictObject({ seen: z.string().max(100).optional() });

/**
 * The messages of a channel that are kept back for one reason are decided together, where that reason is of all of them alike; each reason with the
 * state in which it keeps them. Those of which a try may have reached anybody are in no group: each of them is decided alone (SN4).
 */
export const GROUP_STATES = {
  'quiet-hours': 'held',
  'daily-cap': 'held',
  spike: 'held',
  'address-limit': 'held',
  budget: 'held',
  'country-not-allowed': 'blocked',
  'not-set-up': 'blocked',
  'needs-credentials': 'blocked',
  'refused-by-provider': 'failed',
  'provider-down': 'failed',
} as const satisfies Partial<Record<MessageReason, MessageState>>;
export type GroupReason = keyof typeof GROUP_STATES;
export const GROUP_REASONS = Object.keys(GROUP_STATES) as [GroupReason, ...GroupReason[]];
export const GroupReasonSchema = z.enum(GROUP_REASONS);

/** How many messages are in a group. */
export const GroupCountSchema = z.object({
  channel: MessageChannelSchema,
  reason: GroupReasonSchema,
  count: z.number().int(),
});
export type GroupCount = z.infer<typeof GroupCountSchema>;

/** One group. `until`: only those made up to that moment, so that none goes which was not looked at. */
export const GroupSchema = z.strictObject({
  channel: MessageChannelSchema,
  reason: GroupReasonSchema,
  until: InstantSchema.optional(),
});
export type Group = z.infer<typeof GroupSchema>;

/** Which are to be tried again. `pastLimits`: the owner lets them go, and no limit is asked again. */
export const TryGroupSchema = GroupSchema.extend({ pastLimits: z.boolean().default(false) });
export type TryGroup = z.output<typeof TryGroupSchema>;

/** `id` undoes it. */
export const DroppedGroupSchema = z.object({ dropped: z.number().int(), id: z.string() });

export const UndroppedSchema = z.object({ restored: z.number().int() });

/** What came of it. Where the limits are asked again, some may be held once more. */
export const TriedGroupSchema = z.object({
  /** How many wait for their turn now. */
  queued: z.number().int(),
  /** Those that cannot go as they are stay where they are. */
  refused: z.array(z.object({ id: z.string(), sentence: z.string() })),
});

/** A message as it would be (dry run), in the receipt and the preview of a flow. */
export const PlannedMessageSchema = z.object({
  step: StepIdSchema,
  channel: MessageChannelSchema,
  mode: z.enum(['test', 'live']),
  to: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  segments: MessageSchema.shape.segments,
  /** When it would go, counted from now; null for at once. */
  after: z.string().nullable(),
  /** Null: it would go out. Else what keeps it back, in words. */
  blocked: z.object({ reason: MessageReasonSchema, sentence: z.string() }).nullable(),
});
export type PlannedMessage = z.infer<typeof PlannedMessageSchema>;
