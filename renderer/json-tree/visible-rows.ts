import { childCount, countUntil, firstChild, type TreeModel } from './model.ts';

/** Whether a node with others below it shows them. */
export type IsOpen = (node: number) => boolean;

/** The nodes that show, from top to bottom. What closed nodes hide is not even laid out. */
export function visibleRows(model: TreeModel, isOpen: IsOpen): number[] {
  const rows: number[] = [];
  function show(node: number): void {
    rows.push(node);
    const count = childCount(model, node);
    if (count === 0 || !isOpen(node)) return;
    const first = firstChild(model, node);
    for (let child = first; child < first + count; child += 1) show(child);
  }
  show(0);
  return rows;
}

/** The row of a node; of the nearest node above that shows, where it is hidden itself. */
export function rowOf(model: TreeModel, rows: readonly number[], node: number): number {
  return countUntil(model, rows, node) - 1;
}
