import { z } from 'zod';
import { InstantSchema, PageQuerySchema, pageOf } from './common.ts';
import { CHANGE_ORIGINS, CHANGEABLE, ContactSchema, MergeSchema } from './contact.ts';
import { DeliverySchema } from './delivery.ts';
import { FIELD_TYPES, FieldKeySchema, PrivateQuerySchema } from './field.ts';
import { RunSchema } from './flow.ts';
import { MessageSchema } from './message.ts';

/** What a timeline can be narrowed to: requests with the conflicts they raised, messages, ways through flows, or what became of the contact itself. */
export const TIMELINE_KINDS = ['requests', 'messages', 'flows', 'changes'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

const BEFORE_AND_AFTER = {
  /** As it is stored; null where there was or is nothing, and where an erasure took it out. */
  before: z.string().nullable(),
  after: z.string().nullable(),
};

/** One value that was set, replaced or cleared, or a tag or a channel without messages that was added (`after`) or removed (`before`). */
export const TimelineChangeSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('contact'), what: z.enum(CHANGEABLE), ...BEFORE_AND_AFTER }),
  z.object({
    of: z.literal('field'),
    field: FieldKeySchema,
    name: z.string(),
    type: z.enum(FIELD_TYPES),
    ...BEFORE_AND_AFTER,
  }),
]);
export type TimelineChange = z.infer<typeof TimelineChangeSchema>;

export const TimelineEntrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), at: InstantSchema, delivery: DeliverySchema }),
  z.object({ kind: z.literal('message'), at: InstantSchema, message: MessageSchema }),
  z.object({ kind: z.literal('run'), at: InstantSchema, run: RunSchema }),
  /** A request named this person and somebody else (ID10). */
  z.object({
    kind: z.literal('conflict'),
    /** When the request came to it. */
    at: InstantSchema,
    conflictId: z.string(),
    deliveryId: z.string(),
    webhookName: z.string(),
    /** Null while it waits for a decision. */
    choice: z.enum(['pick', 'new', 'merge']).nullable(),
    /** Whether the request is this person’s now. */
    isTheirs: z.boolean(),
  }),
  /** Everything that one request, flow, import or hand changed at once. */
  z.object({
    kind: z.literal('change'),
    at: InstantSchema,
    /** Null where it is not known: what cleared a field was not kept always. */
    by: z.enum(CHANGE_ORIGINS).nullable(),
    deliveryId: z.string().nullable(),
    /** Null where no request did it, or the request has gone from the log. */
    webhookName: z.string().nullable(),
    flowName: z.string().nullable(),
    importId: z.string().nullable(),
    changes: z.array(TimelineChangeSchema),
  }),
  /** Somebody was merged into this contact (or this one into somebody), or that was undone. */
  z.object({ kind: z.literal('merge'), at: InstantSchema, isUndoing: z.boolean(), merge: MergeSchema }),
  z.object({
    kind: z.literal('added'),
    at: InstantSchema,
    ...ContactSchema.pick({ addedBy: true, createdBy: true }).shape,
    /** The import that added it, while it is known. */
    importId: z.string().nullable(),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntrySchema>;

export const TimelineQuerySchema = PageQuerySchema.extend(PrivateQuerySchema.shape).extend({
  only: z.enum(TIMELINE_KINDS).optional(),
});

export const TimelinePageSchema = pageOf(TimelineEntrySchema).extend({ userNs: z.string() });
export type TimelinePage = z.infer<typeof TimelinePageSchema>;
