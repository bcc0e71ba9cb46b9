import { z } from 'zod';
import { InstantSchema, PageQuerySchema, pageOf } from './common.ts';
import { ContactSchema, IdentifierSchema, MergeSchema } from './contact.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { ReceiptSchema } from './receipt.ts';

/** One of the people whom a request names, under the name they had, and which identifiers lead there. */
const ConflictCandidateSchema = ContactReferenceSchema.extend({
  said: z.array(IdentifierSchema),
  /** Who that is today: the same, the one they were merged into, or null for somebody who was deleted. */
  now: ContactReferenceSchema.nullable(),
});

/** A request, or one item of it (RC3), whose identifiers belong to different people (ID10): it waits until the owner says whom it is about. */
export const ConflictSchema = z.object({
  id: z.string(),
  deliveryId: z.string(),
  /** Which item of the request, from 1 on; null where the request is one. */
  item: z.number().int().nullable(),
  webhookId: z.string(),
  webhookName: z.string(),
  receivedAt: InstantSchema,
  candidates: z.array(ConflictCandidateSchema),
  /** Null while it waits. */
  decidedAt: InstantSchema.nullable(),
  choice: z.enum(['pick', 'new', 'merge']).nullable(),
  /** Whom it turned out to be about. */
  contact: ContactReferenceSchema.nullable(),
});
export type Conflict = z.infer<typeof ConflictSchema>;

export const ConflictDetailSchema = ConflictSchema.extend({
  /** The candidates as they are today, each once; those who were deleted are missing. */
  people: z.array(ContactSchema),
  /** What the request, or its item, says and, once decided, what it did. */
  receipt: ReceiptSchema.nullable(),
  /** The merges by which it was decided. */
  merges: z.array(MergeSchema),
  /**
   * Until when the decision can be undone, at least; null with the sentence that says why it cannot (any more). Null where there is nothing to undo:
   * while it waits, and after merges, which are undone themselves.
   */
  undo: z.object({ until: InstantSchema.nullable(), sentence: z.string() }).nullable(),
});
export type ConflictDetail = z.infer<typeof ConflictDetailSchema>;

/** Open ones first, each part newest first. */
export const ConflictQuerySchema = PageQuerySchema.extend({ status: z.enum(['open', 'decided']).optional() });
export type ConflictQuery = z.infer<typeof ConflictQuerySchema>;

/** How many are counted at most. */
export const MOST_OPEN = 100;

/** `open` is how many wait, counted up to 100. */
export const ConflictPageSchema = pageOf(ConflictSchema).extend({ open: z.number().int() });

const RememberSchema = z.boolean().default(false);

/**
 * Whom the request is about: one of the candidates, somebody new, or the kept one after all of them have been merged.
 *
 * With `remember`, requests of the same webhook in which the same identifiers have the same values and belong to the same people are about
 * that contact from then on (after `new`: about the one made now). After a merge there is nothing to remember, because they all lead to the
 * kept contact.
 */
export const ResolveConflictSchema = z.discriminatedUnion('choice', [
  z.strictObject({ choice: z.literal('pick'), userNs: z.string(), remember: RememberSchema }),
  z.strictObject({ choice: z.literal('new'), remember: RememberSchema }),
  z.strictObject({ choice: z.literal('merge'), keep: z.string(), remember: RememberSchema }),
]);
export type Resolution = z.output<typeof ResolveConflictSchema>;

/** A decision for good. */
export const ConflictRuleSchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  webhookName: z.string(),
  /** The identifiers that a request has to bring, and whose each of them is; null for somebody who was deleted. */
  said: z.array(IdentifierSchema.extend({ contact: ContactReferenceSchema.nullable() })),
  /** Whom such requests are about; null for somebody who was deleted: such a rule decides nothing. */
  contact: ContactReferenceSchema.nullable(),
  createdAt: InstantSchema,
});
export type ConflictRule = z.infer<typeof ConflictRuleSchema>;
export const ConflictRulePageSchema = pageOf(ConflictRuleSchema);
