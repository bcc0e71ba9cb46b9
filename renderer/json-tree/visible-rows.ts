import type { TreeModel } from './model.ts';

/** The nodes that show, in order. A closed node's descendants are stepped over at once. */
export function visibleRows(model: TreeModel, open: Uint8Array): Uint32Array {
  const rows = new Uint32Array(model.count);
  let length = 0;
  for (let node = 0; node < model.count; ) {
    rows[length] = node;
    length += 1;
    node += open[node] ? 1 : model.span[node]!;
  }
  return rows.subarray(0, length);
}

/** The row of a node; of the nearest node above that shows, where it is hidden itself. */
export function rowOf(rows: Uint32Array, node: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! <= node) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
