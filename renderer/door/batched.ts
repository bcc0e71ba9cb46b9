/** Hands the first item on at once and what follows in batches, at most one every `everyMs`. */
export function batched<Item>(everyMs: number, deliver: (items: readonly Item[]) => void): (item: Item) => void {
  let waiting: Item[] = [];
  let isResting = false;
  const flush = () => {
    const items = waiting;
    waiting = [];
    isResting = items.length > 0;
    if (!isResting) return;
    setTimeout(flush, everyMs);
    deliver(items);
  };
  return (item) => {
    waiting.push(item);
    if (!isResting) flush();
  };
}
