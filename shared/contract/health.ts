import { z } from 'zod';
import { InstantSchema } from './common.ts';

/**
 * The public address. `ready` is only said after a nonce has come back through it (TN3). `off`: the owner chose none, or `--no-tunnel`.
 */
export const TunnelStatusSchema = z.object({
  state: z.enum(['off', 'starting', 'ready', 'retrying', 'alarm']),
  provider: z.enum(['none', 'localtunnel', 'cloudflared', 'ngrok', 'own-address']),
  url: z.url().nullable(),
  /** One plain sentence for the status pill and its panel. */
  sentence: z.string(),
  /** What this provider can see and promise (TN5). */
  promise: z.string(),
  nextTryAt: InstantSchema.nullable(),
  checkedAt: InstantSchema.nullable(),
});
export type TunnelStatus = z.infer<typeof TunnelStatusSchema>;

/** Whether requests are taken. `holding`: senders are asked to come again, nothing is recorded; it goes on by itself, `paused` when the owner says so or at the next start. */
export const IntakeSchema = z.object({
  state: z.enum(['open', 'holding']),
  reason: z.enum(['paused', 'disk-nearly-full', 'too-many-waiting', 'slow-disk', 'database-moved']).nullable(),
  /** One plain sentence with what can be done; empty while open. */
  sentence: z.string(),
});
export type Intake = z.infer<typeof IntakeSchema>;

export const HealthSchema = z.object({
  version: z.string(),
  startedAt: InstantSchema,
  host: z.enum(['desktop', 'browser']),
  dataDir: z.string(),
  receiver: z.object({ listening: z.boolean(), url: z.url().nullable() }),
  tunnel: TunnelStatusSchema,
  intake: IntakeSchema,
  /** False after several crashes in a row: requests are received and stored, and wait until the owner says to go on. */
  isProcessing: z.boolean(),
  /** What the owner should know about the stored data, in sentences. */
  notices: z.array(z.string()),
  /**
   * The computer's clock is more than 30 days ahead of when it was last believed: nothing is deleted for its age until the owner says that it is
   * right, or it is set back. Null while it is believed.
   */
  clockDoubt: z.object({ now: InstantSchema, lastBelieved: InstantSchema }).nullable(),
  /** Stored requests that have not been worked on yet. */
  pending: z.number().int(),
  /** Requests to addresses that belong to no webhook, since the start (LG1). */
  unknownAddressRequests: z.number().int(),
});
export type Health = z.infer<typeof HealthSchema>;
