import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { DriftSchema } from './drift.ts';
import { OutcomeSchema } from './outcome.ts';
import { WebhookSchema } from './webhook.ts';

/** A row of the list: the webhook and what happened to it lately. */
export const WebhookRowSchema = WebhookSchema.extend({
  /** Requests that counted against the limit in its current window. */
  used: z.number().int(),
  last: z.object({ deliveryId: z.string(), receivedAt: InstantSchema, outcome: OutcomeSchema.nullable() }).nullable(),
  /** The last 14 days, oldest first, days in the business's zone. */
  days: z.array(z.object({ date: z.iso.date(), requests: z.number().int(), problems: z.number().int() })).length(14),
  /** Rows that have drifted. */
  drifts: z.array(DriftSchema),
});
export type WebhookRow = z.infer<typeof WebhookRowSchema>;
