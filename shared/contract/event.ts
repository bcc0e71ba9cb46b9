import { z } from 'zod';
import { DeliverySchema } from './delivery.ts';
import { TunnelStatusSchema } from './health.ts';

/**
 * Live news on `GET /api/events` (server-sent events; `id` is `<start of this run>-<number>`, resumable with Last-Event-ID). `reset` means: news may have been missed, ask for
 * everything again.
 */
export const EngineEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reset') }),
  /** A request arrived, or one was worked on. */
  z.object({ type: z.literal('delivery'), delivery: DeliverySchema, isNew: z.boolean() }),
  z.object({ type: z.literal('webhook'), id: z.string() }),
  z.object({ type: z.literal('contact'), userNs: z.string() }),
  /** A conflict came up or was decided, or what is remembered about conflicts has changed (then without an id). */
  z.object({ type: z.literal('conflict'), id: z.string().nullable() }),
  z.object({ type: z.literal('field'), key: z.string() }),
  z.object({ type: z.literal('settings') }),
  /** Something that `GET /api/health` tells has changed. */
  z.object({ type: z.literal('health') }),
  z.object({ type: z.literal('backups') }),
  z.object({ type: z.literal('tunnel'), tunnel: TunnelStatusSchema }),
]);
export type EngineEvent = z.infer<typeof EngineEventSchema>;
