/**
 * While one reads further down, new entries wait instead of pushing the list: everything before the entry that was on top (`anchor`) is
 * held back and counted. Without an anchor, or when it has left the list, everything shows.
 */
export function heldBack<Item extends { id: string }>(
  items: readonly Item[],
  anchor: string | null,
): { shown: readonly Item[]; waiting: number } {
  const waiting =
    anchor === null
      ? 0
      : Math.max(
          0,
          items.findIndex(({ id }) => id === anchor),
        );
  return { shown: waiting === 0 ? items : items.slice(waiting), waiting };
}
