import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { printPath } from '#shared/json-path/path.ts';
import {
  type Address,
  addressOf,
  childCount,
  findNode,
  hasChildren,
  isSection,
  positionOf,
  type TreeModel,
} from './model.ts';
import type { IsOpen } from './visible-rows.ts';

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

/** What is open; the root always is, as closing it would leave nothing to see. */
export function openNodes(model: TreeModel, { base, changes }: Expansion): IsOpen {
  const changed = new Map([[0, true]]);
  for (const { address, isOpen } of changes.values()) {
    const node = findNode(model, address);
    if (node !== undefined && node !== 0) changed.set(node, isOpen);
  }
  const isSmall = base === 'default' && countValues(model.values[0]!, SMALL + 1) <= SMALL;
  return (node) =>
    changed.get(node) ?? (base === 'default' ? isOpenAtFirst(model, node, isSmall) : base === 'all-open');
}

function isOpenAtFirst(model: TreeModel, node: number, isSmall: boolean): boolean {
  if (isSection(model, node)) return positionOf(model, node) === 1;
  if (typeof model.steps[node] === 'number' && childCount(model, model.parent[node]!) > MANY_ITEMS) return false;
  return isSmall || model.depth[node]! < 3;
}

/** The values in a value, itself included; counting ends at `most`. */
function countValues(value: JsonValue, most: number): number {
  if (!Array.isArray(value) && !isJsonObject(value)) return 1;
  let count = 1;
  for (const inner of Object.values<JsonValue>(value)) {
    if (count >= most) break;
    count += countValues(inner, most - count);
  }
  return count;
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
