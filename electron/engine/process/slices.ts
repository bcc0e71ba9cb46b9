import { setImmediate as nextTurn } from 'node:timers/promises';

/** Visits everything that `next` hands out after a place, slice by slice; between two slices the thread is free for requests. */
export async function forEachSlice<Item>(
  next: (after: number) => Promise<Item[]>,
  placeOf: (item: Item) => number,
  visit: (item: Item) => void,
): Promise<void> {
  let after = 0;
  for (;;) {
    const slice = await next(after);
    const last = slice.at(-1);
    if (last === undefined) return;
    for (const item of slice) visit(item);
    after = placeOf(last);
    await nextTurn();
  }
}
