import type { QueryClient } from '@tanstack/react-query';

/** What is on screen may ask for more once it has its first answers, in ms. */
const REST_MS = 1000;

/**
 * Loads these pages one after the other, each while the browser has nothing to do and no answer of the engine is waited for: what is on screen goes
 * before what may be opened next. Returns how to end it.
 */
export function fetchAhead(cache: QueryClient, pages: readonly (() => Promise<unknown>)[]): () => void {
  let isWanted = true;
  void (async () => {
    await answered(cache);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    for (const load of pages) {
      await answered(cache);
      await new Promise((resolve) => requestIdleCallback(resolve));
      if (!isWanted) return;
      // A page that could not be fetched ahead is asked for again when it is opened, and says so there.
      await load().catch(() => {});
    }
  })();
  return () => {
    isWanted = false;
  };
}

/** Resolves as soon as nothing is being asked. */
function answered(cache: QueryClient): Promise<void> {
  return new Promise((resolve) => {
    if (cache.isFetching() === 0) {
      resolve();
      return;
    }
    const forget = cache.getQueryCache().subscribe(() => {
      if (cache.isFetching() > 0) return;
      forget();
      resolve();
    });
  });
}
