import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { ContactQuerySchema } from './contact.ts';
import { TagSchema } from './tag.ts';

/** How many contacts can be named one by one, at most. */
export const MOST_NAMED = 5000;

/** How many contacts are deleted at once, at most: they stay in memory for as long as that can be undone. */
export const MOST_DELETED = 1000;

const NamesSchema = z.array(z.string().max(100)).max(MOST_NAMED);
const { q, segment } = ContactQuerySchema.shape;

/** Which contacts: those named by their User Ns, or all that a search and a segment find, without those that are named. */
export const ContactChoiceSchema = z.union([
  z.strictObject({ userNs: NamesSchema.min(1) }),
  z.strictObject({ q, segment, except: NamesSchema.optional() }),
]);
export type ContactChoice = z.infer<typeof ContactChoiceSchema>;

/** One change to many contacts. */
export const StartBulkChangeSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.enum(['add-tag', 'remove-tag']), tag: TagSchema, who: ContactChoiceSchema }),
  z.strictObject({ of: z.literal('delete'), who: ContactChoiceSchema }),
]);
export type StartBulkChange = z.infer<typeof StartBulkChangeSchema>;

/** How far a change of many contacts is. What was changed before it was cancelled or failed stays, and can be undone, too. */
export const BulkChangeSchema = z.object({
  id: z.string(),
  of: z.enum(['add-tag', 'remove-tag', 'delete']),
  /** Null where it is about none. */
  tag: z.string().nullable(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Contacts looked at, of those that were chosen when it began. */
  done: z.number().int(),
  total: z.number().int(),
  /** Of these, in whom something changed. */
  changed: z.number().int(),
  /** Until when it can be undone; null while it runs, and where there is nothing to undo (any more). */
  undoUntil: InstantSchema.nullable(),
  /** How far undoing it is; `stayed` are contacts that could not be put back. Null before that. */
  undo: z
    .object({
      state: z.enum(['running', 'done', 'failed']),
      done: z.number().int(),
      total: z.number().int(),
      stayed: z.number().int(),
    })
    .nullable(),
});
export type BulkChange = z.infer<typeof BulkChangeSchema>;
