import type { Context } from 'hono';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { EventHub, NumberedEvent } from '../events.ts';
import { readQuery } from './read-request.ts';
import type { ApiServices } from './services.ts';

const EventsQuery = z.strictObject({ lastId: z.string().optional() });

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1000;

/** A reader this many pieces behind is let go; it comes back by itself with the id of the last event it saw. */
const MOST_WAITING = 2000;

/** Live news as server-sent events. A reader resumes with `Last-Event-ID` (browsers send it by themselves) or `?lastId=`. */
export function streamEvents({ hub, clock }: Pick<ApiServices, 'hub' | 'clock'>, context: Context): Response {
  if (context.req.method !== 'GET') throw new AppError('METHOD_NOT_ALLOWED');
  const query = readQuery(context.req.query(), EventsQuery);
  const lastId = context.req.header('last-event-id') ?? query.lastId ?? null;
  const stream = eventStream(hub, clock, lastId, context.req.raw.signal);
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
}

/** Ends, and lets go of hub and clock, when its reader leaves, when `signal` says so, or when the reader stands still for too long. */
function eventStream(hub: EventHub, clock: Clock, lastId: string | null, signal: AbortSignal) {
  let leave = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const encoder = new TextEncoder();
        const end = () => {
          leave();
          controller.close();
        };
        const send = (text: string) => {
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) <= 0) end();
        };
        const unsubscribe = hub.subscribe(lastId, (news) => send(frame(news)));
        const stopHeartbeat = every(HEARTBEAT_MS, clock, () => send(': still here\n\n'));
        leave = () => {
          unsubscribe();
          stopHeartbeat();
          signal.removeEventListener('abort', end);
        };
        // An id alone moves the reader's bookmark without an event, so that a connection lost before the first event resumes here.
        send(`retry: ${RETRY_MS}\nid: ${hub.position()}\n\n`);
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
      },
      cancel: () => leave(),
    },
    new CountQueuingStrategy({ highWaterMark: MOST_WAITING }),
  );
}

function frame({ id, event }: NumberedEvent): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
}

function every(ms: number, clock: Clock, task: () => void): () => void {
  let cancel = () => {};
  const next = () => {
    cancel = clock.after(ms, () => {
      next();
      task();
    });
  };
  next();
  return () => cancel();
}
