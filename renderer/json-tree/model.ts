import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import type { Path } from '#shared/json-path/path.ts';

/**
 * A payload laid out in pre-order, so that everything the tree asks is arithmetic on node numbers: node 0 is the root, the nodes below
 * node n are n+1 … n+span-1, and skipping a closed node is one addition. Long lists get section nodes (`1–100`) between the list and its
 * items; those have no path of their own.
 */
export interface TreeModel {
  readonly count: number;
  /** Nodes from here to the end of what lies below, this one included. */
  readonly span: Uint32Array;
  /** 0 for the root. */
  readonly depth: Uint16Array;
  /** Node number of the parent; the root's is 0. */
  readonly parent: Uint32Array;
  /** Which child of its parent, from 1. */
  readonly position: Uint32Array;
  /** How many nodes lie directly below; sections count, not the items in them. */
  readonly childCount: Uint32Array;
  /** The node's value; a section's is its whole list. */
  readonly values: readonly JsonValue[];
  /** Name in an object, position in a list; null for the root and for sections. */
  readonly steps: readonly (string | number | null)[];
  /** First and one past the last position of a section's items. */
  readonly sections: ReadonlyMap<number, Section>;
}

export interface Section {
  from: number;
  to: number;
}

/** A node as it can be found again in another payload. */
export interface Address {
  path: Path;
  /** First position of the section, where the node is one of a list at `path`. */
  section: number | null;
}

/** Lists longer than this open in sections. */
export const LONGEST_PLAIN_LIST = 200;

export function buildTree(root: JsonValue): TreeModel {
  const count = countNodes(root);
  const sections = new Map<number, Section>();
  const span = new Uint32Array(count);
  const depth = new Uint16Array(count);
  const parent = new Uint32Array(count);
  const position = new Uint32Array(count);
  const childCount = new Uint32Array(count);
  const values: JsonValue[] = [];
  const steps: (string | number | null)[] = [];

  function add(value: JsonValue, step: string | number | null, above: number): number {
    const node = values.push(value) - 1;
    steps.push(step);
    parent[node] = above;
    if (node > 0) {
      depth[node] = depth[above]! + 1;
      childCount[above]! += 1;
      position[node] = childCount[above]!;
    }
    return node;
  }

  function place(value: JsonValue, step: string | number | null, above: number): void {
    const node = add(value, step, above);
    if (Array.isArray(value)) placeItems(value, node);
    else if (isJsonObject(value)) for (const key of Object.keys(value)) place(value[key]!, key, node);
    span[node] = values.length - node;
  }

  function placeItems(list: JsonValue[], node: number): void {
    const size = sectionSize(list.length);
    if (size === 0) {
      for (const [index, item] of list.entries()) place(item, index, node);
      return;
    }
    for (let from = 0; from < list.length; from += size) {
      const to = Math.min(from + size, list.length);
      const section = add(list, null, node);
      sections.set(section, { from, to });
      for (let index = from; index < to; index += 1) place(list[index]!, index, section);
      span[section] = values.length - section;
    }
  }

  place(root, null, 0);
  position[0] = 1;
  return { count, span, depth, parent, position, childCount, values, steps, sections };
}

function countNodes(value: JsonValue): number {
  let count = 1;
  if (Array.isArray(value)) {
    const size = sectionSize(value.length);
    if (size > 0) count += Math.ceil(value.length / size);
    for (const item of value) count += countNodes(item);
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) count += countNodes(value[key]!);
  }
  return count;
}

/** Items per section, 0 for a list short enough to do without. */
function sectionSize(length: number): number {
  if (length <= LONGEST_PLAIN_LIST) return 0;
  return length <= 20_000 ? 100 : 1_000;
}

export function isSection(model: TreeModel, node: number): boolean {
  return model.sections.has(node);
}

export function hasChildren(model: TreeModel, node: number): boolean {
  return model.childCount[node]! > 0;
}

/** Level for people and screen readers, from 1. */
export function levelOf(model: TreeModel, node: number): number {
  return model.depth[node]! + 1;
}

export function pathOf(model: TreeModel, node: number): Path {
  const path: (string | number)[] = [];
  for (let at = node; at > 0; at = model.parent[at]!) {
    const step = model.steps[at]!;
    if (step !== null) path.push(step);
  }
  return path.reverse();
}

export function addressOf(model: TreeModel, node: number): Address {
  return { path: pathOf(model, node), section: model.sections.get(node)?.from ?? null };
}

/** The node at an address, or undefined where this payload has no such place. */
export function findNode(model: TreeModel, { path, section }: Address): number | undefined {
  let node = 0;
  for (const step of path) {
    const next = childAt(model, node, step);
    if (next === undefined) return undefined;
    node = next;
  }
  if (section === null) return node;
  for (const child of childNodes(model, node)) {
    if (model.sections.get(child)?.from === section) return child;
  }
  return undefined;
}

function childAt(model: TreeModel, node: number, step: string | number): number | undefined {
  for (const child of childNodes(model, node)) {
    if (model.steps[child] === step) return child;
    const section = model.sections.get(child);
    if (section && typeof step === 'number' && step >= section.from && step < section.to) {
      return childAt(model, child, step);
    }
  }
  return undefined;
}

/** The nodes directly below, in order. */
export function* childNodes(model: TreeModel, node: number): Generator<number> {
  const end = node + model.span[node]!;
  for (let child = node + 1; child < end; child += model.span[child]!) yield child;
}
