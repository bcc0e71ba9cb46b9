import type { Context } from 'hono';
import { z } from 'zod';
import type { EngineEvent } from '#shared/contract/event.ts';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '../clock.ts';
import type { NumberedEvent } from '../events.ts';
import { maskAnswer } from './mask-answer.ts';
import { readQuery } from './read-request.ts';
import type { ApiServices } from './services.ts';

const EventsQuery = z.strictObject({ lastId: z.string().optional() });

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1000;

/** A reader this many pieces behind is let go; it comes back by itself with the id of the last event it saw. */
const MOST_WAITING = 2000;
/** Of the news for a reader so many may wait for their mask. */
const MOST_UNMASKED = 1000;

type EventServices = Pick<ApiServices, 'hub' | 'clock' | 'reading'>;

/** Live news as server-sent events. A reader resumes with `Last-Event-ID` (browsers send it by themselves) or `?lastId=`. */
export function streamEvents(services: EventServices, context: Context): Response {
  if (context.req.method !== 'GET') throw new AppError('METHOD_NOT_ALLOWED');
  const query = readQuery(context.req.query(), EventsQuery);
  const lastId = context.req.header('last-event-id') ?? query.lastId ?? null;
  const stream = eventStream(services, lastId, context.req.raw.signal);
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
}

/** Ends, and lets go of hub and clock, when its reader leaves, when `signal` says so, or when the reader stands still for too long. */
function eventStream(services: EventServices, lastId: string | null, signal: AbortSignal) {
  const { hub, clock } = services;
  let leave = () => {};
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const encoder = new TextEncoder();
        const end = () => {
          leave();
          controller.close();
        };
        const send = (text: string) => {
          if (isOver) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) <= 0) end();
        };
        const unsubscribe = hub.subscribe(lastId, inOrder(services, send));
        const stopHeartbeat = every(HEARTBEAT_MS, clock, () => send(': still here\n\n'));
        leave = () => {
          isOver = true;
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

/**
 * Sends news one after the other. What quotes a request waits until it is known what in it is private (LG3); where that cannot be told, or
 * takes so long that too much waits, the reader is asked to read everything again.
 */
function inOrder(services: EventServices, send: (text: string) => void): (news: NumberedEvent) => void {
  let waiting = 0;
  /** The id of the latest that was left out, and that is made up for when nothing waits any more. */
  let leftOut: string | null = null;
  let latest: Promise<void> = Promise.resolve();
  const told = async ({ id, event }: NumberedEvent): Promise<NumberedEvent> => ({
    id,
    event: await maskAnswer(services, event).catch(() => RESET),
  });
  return (news) => {
    const quotes = news.event.type === 'delivery' && news.event.delivery.outcome !== null;
    if (waiting === 0 && !quotes) return send(frame(news));
    if (leftOut !== null || waiting === MOST_UNMASKED) {
      leftOut = news.id;
      return;
    }
    waiting += 1;
    const masked = told(news);
    latest = latest.then(async () => {
      send(frame(await masked));
      waiting -= 1;
      if (waiting > 0 || leftOut === null) return;
      send(frame({ id: leftOut, event: RESET }));
      leftOut = null;
    });
  };
}

const RESET: EngineEvent = { type: 'reset' };

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
