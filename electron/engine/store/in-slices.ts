import { setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';

/** Rows taken away, or pages given back, in one transaction: 6 ms for as many requests. Who waits for a 200 waits for one of these at most. */
export const SLICE = 100;

/** Takes rows away until fewer than a slice went, with requests served in between. Resolves to how many went; ends early when the store is closed. */
export async function inSlices(database: Database, remove: () => number): Promise<number> {
  let total = 0;
  while (database.open) {
    const begun = performance.now();
    const removed = remove();
    total += removed;
    await restAfter(begun);
    if (removed < SLICE) break;
  }
  return total;
}

/** As long as the work took, so that what came meanwhile is done before the next slice. */
export const restAfter = (begun: number) => setTimeout(performance.now() - begun);
