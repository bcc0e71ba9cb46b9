import { z } from 'zod';
import { InstantSchema, PageQuerySchema, pageOf } from './common.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { MessageChannelSchema } from './message.ts';

/** Somebody who wants no messages there (SN6). It goes by the address, whoever has it. */
export const OptOutSchema = z.object({
  id: z.string(),
  channel: MessageChannelSchema,
  /** E.164, e-mail address or page-scoped id; null for a person who was erased: only a fingerprint is left. */
  address: z.string().nullable(),
  /** Whose the address is now; null: nobody’s here. */
  contact: ContactReferenceSchema.nullable(),
  at: InstantSchema,
  /** By what it became known: a word that they wrote, or the owner’s hand. */
  by: z.enum(['word', 'hand']),
  word: z.string().nullable(),
  /** The request in which they wrote it. */
  deliveryId: z.string().nullable(),
});
export type OptOut = z.infer<typeof OptOutSchema>;

/** `wasListed`: it was on the list before, and there is nothing to undo. */
export const AddedOptOutSchema = OptOutSchema.extend({ wasListed: z.boolean() });
export type AddedOptOut = z.infer<typeof AddedOptOutSchema>;

/** `contact`: only those of this contact. */
export const OptOutQuerySchema = PageQuerySchema.extend({ contact: z.string().optional() });
export type OptOutQuery = z.output<typeof OptOutQuerySchema>;
export const OptOutPageSchema = pageOf(OptOutSchema);

/** A phone number without a country code is read as one of the business’s country. */
export const AddOptOutSchema = z.strictObject({
  channel: MessageChannelSchema.exclude(['desktop']),
  address: z.string().trim().min(1, 'Enter the number or address.').max(320),
});
