import type { QueryClient } from '@tanstack/react-query';
import type { EngineEvent } from '#shared/contract/event.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import { askAgain } from './ask-again.ts';
import { batched } from './batched.ts';
import { connectionLive, connectionLost, connectionSignedOut } from './connection.ts';
import { applyEvents } from './event-effects.ts';
import { createStreamReader, type StreamReader } from './event-stream.ts';
import { becomeVisible, startVisit } from './visible-page.ts';

/** Pauses between attempts to reach the engine, in ms; the last one repeats. */
const PAUSES = [500, 1000, 2000, 4000, 8000] as const;
/** A tab that nobody looks at gives its connection back after this time: browsers allow six per host, however many tabs. */
const HIDDEN_MS = 30_000;
/** The engine says something every 15 s; after this silence the connection is taken for dead. */
const SILENCE_MS = 45_000;
/** A burst of requests is drawn a dozen times a second, not once for each. A request and its outcome a moment later are two events, so this is also how long the outcome may wait. */
const BATCH_MS = 75;

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
  const take = batched<EngineEvent>(BATCH_MS, (events) => {
    applyEvents(cache, events);
    onNews(events);
  });
  const reader = { lastId: null as string | null };
  let wake = () => {};
  let failures = 0;

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      await becomeVisible(stopped.signal);
      const visit = startVisit(HIDDEN_MS);
      const end = await readStream(AbortSignal.any([visit.signal, stopped.signal]));
      visit.end();
      if (end === 'signed-out') return connectionSignedOut();
      if (!visit.signal.aborted && !stopped.signal.aborted) await pause();
    }
  }

  /** Resolves when the stream has ended, for whatever reason: `broken` means that it has to be opened again. */
  async function readStream(signal: AbortSignal): Promise<'broken' | 'signed-out'> {
    try {
      for await (const message of openStream(reader.lastId, signal, onOpen)) {
        reader.lastId = message.lastId;
        if (message.data !== null) take(JSON.parse(message.data) as EngineEvent);
      }
      return 'broken';
    } catch (error) {
      return error instanceof SignedOut ? 'signed-out' : 'broken';
    }
  }

  function onOpen(): void {
    failures = 0;
    connectionLive();
    // What was answered before the stream stood may lack what happened in between.
    askAgain(cache);
  }

  async function pause(): Promise<void> {
    const ms = PAUSES[Math.min(failures, PAUSES.length - 1)] ?? 0;
    failures += 1;
    connectionLost(Date.now(), Date.now() + ms);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
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

class SignedOut extends Error {}

async function* openStream(lastId: string | null, signal: AbortSignal, onOpen: () => void) {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const answer = await fetch(RAW_ROUTES.events, {
      headers: {
        accept: 'text/event-stream',
        'x-fieldhook-csrf': '1',
        ...(lastId === null ? {} : { 'last-event-id': lastId }),
      },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (answer.status === 401) throw new SignedOut();
    if (!answer.ok || !answer.body) throw new Error(`The live stream answered ${answer.status}.`);
    onOpen();
    const reader = createStreamReader();
    const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      yield* messagesOf(reader, piece.value, lastId);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** At least one message for each piece, so that an id without data moves the bookmark too. */
function* messagesOf(reader: StreamReader, piece: string, lastId: string | null) {
  for (const data of reader.read(piece)) yield { lastId: reader.lastId() ?? lastId, data };
  yield { lastId: reader.lastId() ?? lastId, data: null };
}
