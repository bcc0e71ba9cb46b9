import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { MessageChannelSchema, MessageSchema, MessageStateSchema } from './message.ts';
import { OutcomeSchema } from './outcome.ts';

/** The last 24 hours, 14 days or 12 months, the current one included; days and months are those of the business's zone. */
export const OVERVIEW_RANGES = ['day', 'fortnight', 'year'] as const;
export type OverviewRange = (typeof OVERVIEW_RANGES)[number];

export const OverviewQuerySchema = z.strictObject({ range: z.enum(OVERVIEW_RANGES).default('fortnight') });

/** How things went. Replays are not counted, and neither is what waits for its work; what retention deleted stays counted. */
export const OverviewSchema = z.object({
  range: z.enum(OVERVIEW_RANGES),
  /** Oldest first, without gaps. An outcome that did not occur is left out. */
  spans: z.array(z.object({ from: InstantSchema, outcomes: z.partialRecord(OutcomeSchema, z.number().int()) })),
  /** Messages made in that time, as they stand now. */
  messages: z.array(
    z.object({
      channel: MessageChannelSchema,
      mode: MessageSchema.shape.mode,
      state: MessageStateSchema,
      count: z.number().int(),
      /** How many of them wait for their time and then go out by themselves. */
      later: z.number().int(),
    }),
  ),
  /** Webhooks by their mean time from the first byte to the outcome, slowest first, at most 5. */
  slowest: z.array(
    z.object({
      webhookId: z.string(),
      name: z.string(),
      requests: z.number().int(),
      meanMs: z.number(),
      slowestMs: z.number().int(),
    }),
  ),
  /** Room on the disk that holds the data; null where the system does not say. Below `reserveBytes` no request is taken. */
  disk: z.object({ freeBytes: z.number(), reserveBytes: z.number() }).nullable(),
});
export type Overview = z.infer<typeof OverviewSchema>;
