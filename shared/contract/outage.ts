import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { TunnelStatusSchema } from './health.ts';

/** A time in which requests from the internet did not arrive, or not surely. */
const OutageSchema = z.object({
  provider: TunnelStatusSchema.shape.provider,
  lostUrl: z.url(),
  /** Where requests arrived again; null while it lasts, or when the owner closed the address. Another than `lostUrl`: senders must be told. */
  newUrl: z.url().nullable(),
  /** Why, as it was said when the address was lost. */
  sentence: z.string(),
  /** The last moment at which an answer had come through. */
  from: InstantSchema,
  to: InstantSchema.nullable(),
});
export type Outage = z.infer<typeof OutageSchema>;

/** Latest first, 50 at most. */
export const OutageListSchema = z.object({ items: z.array(OutageSchema) });
