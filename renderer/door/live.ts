import type { QueryClient } from '@tanstack/react-query';
import type { EngineEvent } from '#shared/contract/event.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import { connectionLive, connectionLost, connectionSignedOut } from './connection.ts';
import { applyEvents } from './event-effects.ts';
import { createStreamReader } from './event-stream.ts';

/** Pauses between attempts to reach the engine, in ms; the last one repeats. */
const PAUSES = [500, 1000, 2000, 4000, 8000] as const;
/** A tab that nobody looks at gives its connection back after this time: browsers allow six per host, however many tabs. */
const HIDDEN_FOR = 30_000;
/** A burst of requests is drawn a few times a second, not once for each. */
const BATCH = 150;

export interface Live {
  /** Tries again at once instead of at the announced time. */
  retry(): void;
  stop(): void;
}

/**
 * Keeps the screens up to date for as long as the page is open: one stream of events, opened again whenever it breaks, going on
 * where it left off. `onNews` gets each batch after the cache has it.
 */
export function keepLive(cache: QueryClient, onNews: (events: readonly EngineEvent[]) => void): Live {
  const stopped = new AbortController();
  const batch = batched((events) => {
    applyEvents(cache, events);
    onNews(events);
  });
  let wake = () => {};
  let lastId: string | null = null;

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped.signal.aborted) {
      await becomeVisible(stopped.signal);
      const visit = visitWhileVisible(stopped.signal);
      try {
        const answer = await openStream(lastId, visit.signal);
        if (answer === 'signed-out') {
          connectionSignedOut();
        } else {
          failures = 0;
          connectionLive();
          refetchWhatMayBeOlder(cache);
          for await (const message of answer) {
            lastId = message.id ?? lastId;
            batch(JSON.parse(message.data) as EngineEvent);
          }
        }
      } catch {
        // Any fault of the stream means the same here: it is gone and has to be opened again.
      }
      visit.end();
      if (visit.wasHidden || stopped.signal.aborted) continue;
      const pause = PAUSES[Math.min(failures, PAUSES.length - 1)] ?? 8000;
      failures += 1;
      connectionLost(Date.now(), Date.now() + pause);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
  void run();
  return {
    retry: () => wake(),
    stop() {
      stopped.abort();
      wake();
    },
  };
}

async function openStream(lastId: string | null, signal: AbortSignal) {
  const answer = await fetch(RAW_ROUTES.events, {
    headers: {
      accept: 'text/event-stream',
      'x-fieldhook-csrf': '1',
      ...(lastId === null ? {} : { 'last-event-id': lastId }),
    },
    cache: 'no-store',
    signal,
  });
  if (answer.status === 401) return 'signed-out';
  if (!answer.ok || !answer.body) throw new Error(`The live stream answered ${answer.status}.`);
  return messagesOf(answer.body);
}

async function* messagesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const read = createStreamReader();
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield* read(piece.value);
}

/** What was answered before the stream stood may lack what happened in between. */
function refetchWhatMayBeOlder(cache: QueryClient): void {
  void cache.invalidateQueries();
}

function becomeVisible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible' || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const check = () => {
      if (document.visibilityState !== 'visible' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', check);
      signal.removeEventListener('abort', check);
      resolve();
    };
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check);
  });
}

/** A signal that aborts when the page has been hidden for a while, or when everything stops. */
function visitWhileVisible(stopped: AbortSignal) {
  const hidden = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') timer = setTimeout(() => hidden.abort(), HIDDEN_FOR);
  };
  document.addEventListener('visibilitychange', watch);
  return {
    signal: AbortSignal.any([hidden.signal, stopped]),
    get wasHidden() {
      return hidden.signal.aborted;
    },
    end() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', watch);
    },
  };
}

/** Hands the first event on at once and what follows in batches. */
function batched(deliver: (events: readonly EngineEvent[]) => void): (event: EngineEvent) => void {
  let waiting: EngineEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    const events = waiting;
    waiting = [];
    timer = events.length > 0 ? setTimeout(flush, BATCH) : null;
    if (events.length > 0) deliver(events);
  };
  return (event) => {
    waiting.push(event);
    if (timer === null) flush();
  };
}
