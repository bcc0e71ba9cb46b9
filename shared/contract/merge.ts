import { z } from 'zod';
import { ContactSchema, IdentifierSchema, MergeSchema, ProvenanceSchema } from './contact.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { FIELD_TYPES, FieldKeySchema, FieldValueSchema } from './field.ts';
import { PROFILE_SLOTS } from './webhook.ts';

/** What a merge can take from either contact. The User Ns and the channel are always those of the kept one. */
export const MERGED_SLOTS = ['phone', 'email', 'crmContactId', ...PROFILE_SLOTS] as const;
export type MergedSlot = (typeof MERGED_SLOTS)[number];

/** Where both contacts have a value, the kept one's stays, unless the other's is named here. */
const TakeSchema = z
  .strictObject({
    slots: z.array(z.enum(MERGED_SLOTS)).default([]),
    fields: z.array(FieldKeySchema).max(1000).default([]),
  })
  .prefault({});
export type MergeTake = z.output<typeof TakeSchema>;

/** Both are User Ns. With `dryRun` nothing is written. */
export const MergeContactsSchema = z.strictObject({
  keep: z.string(),
  from: z.string(),
  take: TakeSchema,
  dryRun: z.boolean().default(false),
});

/** Whose value it is that the kept contact has afterwards. `other` is that of the other contact, which may be the same. */
const MERGED = { of: z.enum(['keep', 'from']), isSame: z.boolean(), source: ProvenanceSchema.nullable() };

/** What the kept contact is and has afterwards. */
export const MergePreviewSchema = z.object({
  keep: ContactSchema,
  from: ContactSchema,
  label: z.string(),
  values: z.array(z.object({ slot: z.enum(MERGED_SLOTS), value: z.string(), other: z.string().nullable(), ...MERGED })),
  fields: z.array(
    z.object({
      field: FieldKeySchema,
      name: z.string(),
      type: z.enum(FIELD_TYPES),
      value: FieldValueSchema,
      other: FieldValueSchema.nullable(),
      ...MERGED,
    }),
  ),
  requests: z.number().int(),
  /** Identifiers that find no place any more and still lead to the kept contact. */
  alsoFoundBy: z.array(IdentifierSchema),
});
export type MergePreview = z.infer<typeof MergePreviewSchema>;

/** `merge` is null after a dry run. */
export const MergeAnswerSchema = z.object({ preview: MergePreviewSchema, merge: MergeSchema.nullable() });

/** The two contacts are apart again. `left` says what was changed since the merge and so stayed as it is. */
export const UndoMergeAnswerSchema = z.object({
  keep: ContactReferenceSchema,
  from: ContactReferenceSchema,
  left: z.array(z.string()),
});
export type UndoMergeAnswer = z.infer<typeof UndoMergeAnswerSchema>;
