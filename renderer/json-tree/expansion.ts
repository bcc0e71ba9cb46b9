import { printPath } from '#shared/json-path/path.ts';
import { type Address, addressOf, findNode, hasChildren, isSection, type TreeModel } from './model.ts';

/**
 * What the person opened and closed, by place and not by node, so that it still holds when another sample comes. Everything else follows
 * the default.
 */
export interface Expansion {
  base: 'default' | 'all-open' | 'all-closed';
  changes: ReadonlyMap<string, { address: Address; isOpen: boolean }>;
}

export const DEFAULT_EXPANSION: Expansion = { base: 'default', changes: new Map() };

/** Payloads up to this size start fully open, but for long lists of objects. */
const SMALL = 400;
const MANY_ITEMS = 8;

/** One byte per node: 1 where it is open. */
export function openNodes(model: TreeModel, expansion: Expansion): Uint8Array {
  const open = new Uint8Array(model.count);
  if (expansion.base === 'all-open') open.fill(1);
  if (expansion.base === 'default') {
    for (let node = 0; node < model.count; node += 1) open[node] = isOpenAtFirst(model, node) ? 1 : 0;
  }
  for (const { address, isOpen } of expansion.changes.values()) {
    const node = findNode(model, address);
    if (node !== undefined) open[node] = isOpen ? 1 : 0;
  }
  // The root always is: closing it would leave nothing to see.
  open[0] = 1;
  return open;
}

function isOpenAtFirst(model: TreeModel, node: number): boolean {
  if (isSection(model, node)) return model.position[node] === 1;
  if (typeof model.steps[node] === 'number' && model.childCount[model.parent[node]!]! > MANY_ITEMS) return false;
  return model.count <= SMALL || model.depth[node]! < 3;
}

export function withOpen(expansion: Expansion, model: TreeModel, nodes: Iterable<number>, isOpen: boolean): Expansion {
  const changes = new Map(expansion.changes);
  for (const node of nodes) {
    if (!hasChildren(model, node)) continue;
    const address = addressOf(model, node);
    changes.set(`${address.section ?? ''}${printPath(address.path)}`, { address, isOpen });
  }
  return { ...expansion, changes };
}
