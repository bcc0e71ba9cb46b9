import { z } from 'zod';
import { VALUE_KINDS } from '../json/value-kind.ts';
import { StepIdSchema } from './flow.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS } from './webhook.ts';

/** What one path gave in several requests: in how many it led to something, and how often to which kind of value (null has none). */
export const TallySchema = z.object({
  tried: z.number().int(),
  found: z.number().int(),
  kinds: z.partialRecord(z.enum(VALUE_KINDS), z.number().int()),
});
export type Tally = z.infer<typeof TallySchema>;

/**
 * A row whose path does not give what it gave before, or a place of the request that the webhook's flow reads itself (`place`): it leads nowhere
 * any more (`vanished`), or to another kind of value (`retyped`). `usual` is how it was, `lately` the requests since. Only requests that were read
 * with this very path count.
 */
export const DriftSchema = z.object({
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('slot'), slot: z.enum([...IDENTITY_SLOTS, ...PROFILE_SLOTS]) }),
    z.object({ kind: z.literal('field'), field: z.string(), name: z.string() }),
    /** `flow` is the key of the flow, `name` its name. */
    z.object({ kind: z.literal('place'), flow: z.string(), name: z.string() }),
  ]),
  path: z.string(),
  change: z.enum(['vanished', 'retyped']),
  usual: TallySchema,
  lately: TallySchema,
  /** “Found in none of the last 3 requests, before in all.” */
  sentence: z.string(),
});
export type Drift = z.infer<typeof DriftSchema>;

/**
 * A row of a webhook, or a place that its flow reads, that has drifted, with what waits because of it, and the path that is probably meant now,
 * where one stands out.
 */
export const DriftedRowSchema = DriftSchema.extend({
  /** The messages of the webhook's flow that depend on it and wait for the owner, by the ids of their steps. */
  holds: z.array(StepIdSchema),
  /** The newest request in which it shows; null where none is kept. */
  deliveryId: z.string().nullable(),
  proposal: z
    .object({
      path: z.string(),
      /** What stands there in the newest request, cut at 200 characters; masked where the field is private. */
      value: z.string(),
      reason: z.string(),
    })
    .nullable(),
});
export type DriftedRow = z.infer<typeof DriftedRowSchema>;
