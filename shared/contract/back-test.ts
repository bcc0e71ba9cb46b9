import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { FIELD_TYPES } from './field.ts';
import { ReplayVerdictSchema, RunDifferenceSchema } from './replay.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, WebhookConfigSchema } from './webhook.ts';

/** So many of the newest real requests are tried: enough to see a pattern, few enough to follow typing. */
export const BACK_TESTED = 20;

/** A draft on the webhook's newest real requests (PR5). Nothing is written or sent. Like a preview, it takes faulty paths. */
export const BackTestRequestSchema = z.strictObject({ config: WebhookConfigSchema });

/** What became of one mapped row over all requests in which it was read. Item by item (RC3), each item counts. */
export const BackTestRowSchema = z.object({
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('slot'), slot: z.enum([...IDENTITY_SLOTS, ...PROFILE_SLOTS]) }),
    z.object({ kind: z.literal('field'), field: z.string(), name: z.string(), type: z.enum(FIELD_TYPES) }),
  ]),
  /** The path that was read. */
  path: z.string(),
  tried: z.number().int(),
  /** A usable value, or null, which clears a field. */
  usable: z.number().int(),
  /** The path led nowhere, or to nothing. */
  missing: z.number().int(),
  /** There was a value and it cannot be used. */
  keptOut: z.number().int(),
  /** The newest value that was kept out, cut at 2,000 characters, and why. */
  example: z.object({ raw: z.string().nullable(), sentence: z.string() }).nullable(),
});
export type BackTestRow = z.infer<typeof BackTestRowSchema>;

/**
 * Each request is worked on twice, as the webhook is saved and as the draft has it, with the contacts that there are now; `before` and `now` of
 * a difference are those two. `worse` is also what loses a value that the draft still maps.
 */
export const BackTestSchema = z.object({
  counts: z.object({ same: z.number(), better: z.number(), different: z.number(), worse: z.number() }),
  /** The counts in words: “17 the same, 2 better, 1 worse.” */
  sentence: z.string(),
  /** Newest first. */
  requests: z.array(
    z.object({
      id: z.string(),
      receivedAt: InstantSchema,
      /** Whom it would be about. */
      contact: z.string().nullable(),
      verdict: ReplayVerdictSchema,
      sentence: z.string(),
      /** Only what differs, at most 200. */
      differences: z.array(RunDifferenceSchema),
    }),
  ),
  rows: z.array(BackTestRowSchema),
});
export type BackTest = z.infer<typeof BackTestSchema>;
