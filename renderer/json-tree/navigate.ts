import { nameOf } from './describe-node.ts';
import { childNodes, hasChildren, type TreeModel } from './model.ts';
import { type IsOpen, rowOf } from './visible-rows.ts';

/** What a key does: the person moves to a row, or opens or closes nodes. */
export type Step = { kind: 'move'; row: number } | { kind: 'open' | 'close'; nodes: number[] };

export interface Place {
  model: TreeModel;
  rows: readonly number[];
  isOpen: IsOpen;
  /** The row one is on. */
  row: number;
  /** Rows that fit on the screen. */
  page: number;
}

/** The keys of an ARIA tree. Undefined for keys that do something else, or nothing here. */
export function navigate(key: string, place: Place): Step | undefined {
  const { model, rows, row, page } = place;
  const last = rows.length - 1;
  const node = rows[row];
  if (node === undefined) return undefined;
  const move = (to: number): Step => ({ kind: 'move', row: Math.min(Math.max(to, 0), last) });
  switch (key) {
    case 'ArrowDown':
      return move(row + 1);
    case 'ArrowUp':
      return move(row - 1);
    case 'Home':
      return move(0);
    case 'End':
      return move(last);
    case 'PageDown':
      return move(row + page);
    case 'PageUp':
      return move(row - page);
    case 'ArrowRight':
      if (!hasChildren(model, node)) return undefined;
      return place.isOpen(node) ? move(row + 1) : { kind: 'open', nodes: [node] };
    case 'ArrowLeft':
      if (node === 0) return undefined;
      if (hasChildren(model, node) && place.isOpen(node)) return { kind: 'close', nodes: [node] };
      return move(rowOf(model, rows, model.parent[node]!));
    case '*':
      return { kind: 'open', nodes: node === 0 ? [0] : [...childNodes(model, model.parent[node]!)] };
    default:
      return undefined;
  }
}

/** The next row whose name starts with what was typed; a growing text may stay on its row, a first letter moves on. */
export function typeAhead(typed: string, { model, rows, row }: Place): number | undefined {
  const wanted = typed.toLocaleLowerCase();
  const first = typed.length > 1 ? row : row + 1;
  for (let offset = 0; offset < rows.length; offset += 1) {
    const candidate = (first + offset) % rows.length;
    if (nameOf(model, rows[candidate]!).toLocaleLowerCase().startsWith(wanted)) return candidate;
  }
  return undefined;
}
