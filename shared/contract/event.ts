import { z } from 'zod';
import { DeliverySchema } from './delivery.ts';
import { RUN_STATES } from './flow.ts';
import { TunnelStatusSchema } from './health.ts';
import { MessageChannelSchema, MessageStateSchema } from './message.ts';

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
  z.object({ type: z.literal('flow'), key: z.string() }),
  /** A contact's way through a flow began, went on or ended. */
  z.object({
    type: z.literal('run'),
    id: z.string(),
    flow: z.string(),
    contact: z.string(),
    state: z.enum(RUN_STATES),
    deliveryId: z.string().nullable(),
  }),
  /** A message was made, or something became of it. */
  z.object({ type: z.literal('message'), id: z.string(), contact: z.string().nullable(), state: MessageStateSchema }),
  /** The settings of a channel were changed. */
  z.object({ type: z.literal('channel'), channel: MessageChannelSchema }),
  z.object({ type: z.literal('settings') }),
  /** Something that `GET /api/health` tells has changed. */
  z.object({ type: z.literal('health') }),
  /** Requests can be found by text that could not before. */
  z.object({ type: z.literal('search') }),
  z.object({ type: z.literal('log-views') }),
  z.object({ type: z.literal('backups') }),
  /** A file of contacts or of the log began to be made, is ready, was taken or thrown away. How far it is, is asked for. */
  z.object({ type: z.literal('exports') }),
  /** A change of many contacts began, was begun to be undone, or was let go. How far it is, is asked for. */
  z.object({ type: z.literal('bulk-changes') }),
  z.object({ type: z.literal('tunnel'), tunnel: TunnelStatusSchema }),
]);
export type EngineEvent = z.infer<typeof EngineEventSchema>;
