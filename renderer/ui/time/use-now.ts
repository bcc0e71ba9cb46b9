import { useSyncExternalStore } from 'react';

/** One clock for every relative time on the page, so that they change together; it rests while nobody looks. */
const readers = new Map<number, { listeners: Set<() => void>; now: number; timer: ReturnType<typeof setInterval> }>();

function subscribe(everyMs: number, listener: () => void): () => void {
  let reader = readers.get(everyMs);
  if (!reader) {
    const made = {
      listeners: new Set<() => void>(),
      now: Date.now(),
      timer: setInterval(() => {
        if (document.visibilityState === 'hidden') return;
        made.now = Date.now();
        for (const tell of made.listeners) tell();
      }, everyMs),
    };
    reader = made;
    readers.set(everyMs, reader);
  }
  reader.listeners.add(listener);
  const joined = reader;
  return () => {
    joined.listeners.delete(listener);
    if (joined.listeners.size > 0) return;
    clearInterval(joined.timer);
    readers.delete(everyMs);
  };
}

/** The time in ms since 1970, renewed every `everyMs`. */
export function useNow(everyMs = 5000): number {
  return useSyncExternalStore(
    (listener) => subscribe(everyMs, listener),
    () => readers.get(everyMs)?.now ?? firstReading(everyMs),
  );
}

/** Before the clock runs, a reading must not change between two renders of one pass. */
function firstReading(everyMs: number): number {
  return Math.floor(Date.now() / everyMs) * everyMs;
}
