import { z } from 'zod';
import { FieldKeySchema } from './field.ts';

const FIELD = { of: z.literal('field'), field: FieldKeySchema };

const FieldConditionSchema = z.discriminatedUnion('is', [
  z.strictObject({ ...FIELD, is: z.literal(['filled', 'blank']) }),
  /** Against the stored text, without case for Latin letters; see FieldValue for how each type is written. */
  z.strictObject({
    ...FIELD,
    is: z.literal(['equals', 'contains']),
    text: z.string().trim().min(1, 'Write what to look for.').max(1000),
  }),
]);

/** One thing that makes a contact belong to a segment. */
export const SegmentConditionSchema = z.discriminatedUnion('of', [
  FieldConditionSchema,
  z.strictObject({
    of: z.literal('tag'),
    is: z.enum(['has', 'lacks']),
    tag: z.string().trim().min(1, 'Name a tag.').max(200),
  }),
  /** Whether a request about them came within the last days. */
  z.strictObject({
    of: z.literal('activity'),
    is: z.enum(['within', 'not-within']),
    days: z.number().int().min(1, 'At least one day.').max(3650),
  }),
]);
export type SegmentCondition = z.infer<typeof SegmentConditionSchema>;

/** A group of contacts by what they have in common: who is in it is found anew each time. All conditions must hold. */
export const SegmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  conditions: z.array(SegmentConditionSchema),
});
export type Segment = z.infer<typeof SegmentSchema>;

export const CreateSegmentSchema = z.strictObject({
  name: z.string().trim().min(1, 'Give the segment a name.').max(120),
  conditions: z.array(SegmentConditionSchema).min(1, 'Add a condition.').max(8),
});

/** An absent key leaves what is there. */
export const UpdateSegmentSchema = CreateSegmentSchema.partial();
export type UpdateSegment = z.infer<typeof UpdateSegmentSchema>;
