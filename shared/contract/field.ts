import { z } from 'zod';
import { InstantSchema } from './common.ts';

export const FIELD_TYPES = ['text', 'number', 'boolean', 'date', 'datetime', 'json'] as const;
/** `array`, the name other products use, is accepted for `json` (CV). */
export const FieldTypeSchema = z.preprocess((value) => (value === 'array' ? 'json' : value), z.enum(FIELD_TYPES));
export type FieldType = (typeof FIELD_TYPES)[number];

/** Stable name of a field in configurations, files and templates: made from its first name, never changed afterwards. */
export const FieldKeySchema = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'Choose a field.');

export const FieldNameSchema = z.string().trim().min(1, 'Give the field a name.').max(120);

export const FieldSchema = z.object({
  key: FieldKeySchema,
  name: FieldNameSchema,
  type: z.enum(FIELD_TYPES),
  /** Its values are shown and handed out only on demand (LG3). */
  isPrivate: z.boolean(),
  createdAt: InstantSchema,
  /** How many contacts hold a value. */
  contacts: z.number().int(),
  /** Webhooks whose saved configuration fills this field. */
  usedBy: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Flows whose saved steps read or write it. */
  flows: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type Field = z.infer<typeof FieldSchema>;

export const CreateFieldSchema = z.strictObject({
  name: FieldNameSchema,
  type: FieldTypeSchema,
  isPrivate: z.boolean().default(false),
});

/** What is left out stays as it is. */
export const UpdateFieldSchema = z.strictObject({
  name: FieldNameSchema.optional(),
  isPrivate: z.boolean().optional(),
});

/** `force=true` also takes the field out of the webhooks that use it; without it a used field answers FIELD_IN_USE. */
export const DeleteFieldQuerySchema = z.strictObject({ force: z.enum(['true', 'false']).default('false') });

/**
 * A stored value. `text` is canonical for the type: text as is; number in decimal digits; boolean `true`/`false`; date `YYYY-MM-DD`;
 * datetime UTC ISO 8601 with milliseconds; json compact JSON. `original` is what the sender wrote, where that differs.
 */
export const FieldValueSchema = z.object({ text: z.string(), original: z.string().nullable() });
export type FieldValue = z.infer<typeof FieldValueSchema>;

/** What stands in the place of a private value (LG3), whatever its length. */
export const PRIVATE_MASK = '••••••';

/** Whether private values are answered as they are, or as {@link PRIVATE_MASK}. */
export const PrivateQuerySchema = z.strictObject({ private: z.enum(['hidden', 'shown']).default('hidden') });

/** `createdAt` says which one is meant, where a field of the same key was deleted twice; without it, the one that was deleted last. */
export const RestoreFieldQuerySchema = z.strictObject({ createdAt: InstantSchema.optional() });
