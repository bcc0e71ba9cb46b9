import { isJsonObject, type JsonObject, type JsonValue } from '#shared/json/value.ts';
import type { Path } from '#shared/json-path/path.ts';

/**
 * A payload as numbered nodes, laid out only as far as somebody looks: node 0 is the root, and the nodes directly below a node get their
 * numbers, one after another, when they are first asked for. A number stays what it is; which of two nodes comes first is not in the
 * numbers, `compareNodes` tells. Long lists get section nodes (`1–100`) between the list and its items; those have no path of their own.
 */
export interface TreeModel {
  /** The names of an object, in the order in which they show. */
  readonly namesOf: (object: JsonObject) => readonly string[];
  /** The node's value; a section's is its whole list. */
  readonly values: JsonValue[];
  /** Name in an object, position in a list; null for the root and for sections. */
  readonly steps: (string | number | null)[];
  /** 0 for the root. */
  readonly depth: number[];
  /** Node number of the parent; the root's is 0. */
  readonly parent: number[];
  /** The first of the nodes directly below; 0 as long as they are not laid out. Ask `firstChild`. */
  readonly children: number[];
  /** How many there are of them; -1 as long as they are not counted. Ask `childCount`. */
  readonly counted: number[];
  /** First and one past the last position of a section's items. */
  readonly sections: Map<number, Section>;
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

/** @param isSorted Names from A to Z, and not as the sender wrote them; lists stay in their order. */
export function buildTree(root: JsonValue, isSorted = false): TreeModel {
  return {
    namesOf: isSorted ? sortedNames : Object.keys,
    values: [root],
    steps: [null],
    depth: [0],
    parent: [0],
    children: [0],
    counted: [-1],
    sections: new Map(),
  };
}

const NAMES = new Intl.Collator('en', { numeric: true });

function sortedNames(object: JsonObject): string[] {
  return Object.keys(object).sort(NAMES.compare);
}

/** The first of the nodes directly below, which the others follow; only for nodes that have some. Lays them out where they are not yet. */
export function firstChild(model: TreeModel, node: number): number {
  if (model.children[node] === 0) layOut(model, node);
  return model.children[node]!;
}

function layOut(model: TreeModel, node: number): void {
  model.children[node] = model.values.length;
  const value = model.values[node]!;
  const section = model.sections.get(node);
  if (section) addItems(model, node, section);
  else if (isJsonObject(value)) for (const key of model.namesOf(value)) add(model, node, value[key]!, key);
  else if (Array.isArray(value)) {
    const size = sectionSize(value.length);
    if (size === 0) addItems(model, node, { from: 0, to: value.length });
    else for (let from = 0; from < value.length; from += size) addSection(model, node, from, size);
  }
}

function addItems(model: TreeModel, node: number, { from, to }: Section): void {
  const list = model.values[node] as JsonValue[];
  for (let index = from; index < to; index += 1) add(model, node, list[index]!, index);
}

function addSection(model: TreeModel, node: number, from: number, size: number): void {
  const list = model.values[node] as JsonValue[];
  const section = add(model, node, list, null);
  model.sections.set(section, { from, to: Math.min(from + size, list.length) });
}

/** Adds one below `above`, after those added there before. */
function add(model: TreeModel, above: number, value: JsonValue, step: string | number | null): number {
  const node = model.values.push(value) - 1;
  model.steps.push(step);
  model.depth.push(model.depth[above]! + 1);
  model.parent.push(above);
  model.children.push(0);
  model.counted.push(-1);
  return node;
}

/** How many nodes lie directly below; sections count, not the items in them. */
export function childCount(model: TreeModel, node: number): number {
  if (model.counted[node] === -1) model.counted[node] = countChildren(model, node);
  return model.counted[node]!;
}

function countChildren(model: TreeModel, node: number): number {
  const value = model.values[node]!;
  if (typeof value !== 'object') return 0;
  if (isJsonObject(value)) return Object.keys(value).length;
  if (!Array.isArray(value)) return 0;
  const section = model.sections.get(node);
  if (section) return section.to - section.from;
  const size = sectionSize(value.length);
  return size === 0 ? value.length : Math.ceil(value.length / size);
}

/** Which child of its parent, from 1; the root is the first of one. */
export function positionOf(model: TreeModel, node: number): number {
  return node === 0 ? 1 : node - model.children[model.parent[node]!]! + 1;
}

/** Items per section, 0 for a list short enough to do without. */
export function sectionSize(length: number): number {
  if (length <= LONGEST_PLAIN_LIST) return 0;
  return length <= 20_000 ? 100 : 1_000;
}

export function isSection(model: TreeModel, node: number): boolean {
  return model.sections.has(node);
}

export function hasChildren(model: TreeModel, node: number): boolean {
  return childCount(model, node) > 0;
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
  const value = model.values[node]!;
  if (!Array.isArray(value)) {
    for (const child of childNodes(model, node)) if (model.steps[child] === step) return child;
    return undefined;
  }
  if (typeof step !== 'number' || !(step in value)) return undefined;
  const size = sectionSize(value.length);
  const first = firstChild(model, node);
  return size === 0 ? first + step : firstChild(model, first + Math.floor(step / size)) + (step % size);
}

/** The nodes directly below, in order. */
export function* childNodes(model: TreeModel, node: number): Generator<number> {
  const count = childCount(model, node);
  if (count === 0) return;
  const first = firstChild(model, node);
  for (let child = first; child < first + count; child += 1) yield child;
}

/** Whether a node lies somewhere below another. */
export function isBelow(model: TreeModel, node: number, above: number): boolean {
  let at = node;
  while (model.depth[at]! > model.depth[above]!) at = model.parent[at]!;
  return at === above && node !== above;
}

/** Below 0 where the first comes before the second from top to bottom, 0 where they are the same, above 0 otherwise. */
export function compareNodes(model: TreeModel, one: number, other: number): number {
  const { depth, parent } = model;
  let a = one;
  let b = other;
  while (depth[a]! > depth[b]!) a = parent[a]!;
  while (depth[b]! > depth[a]!) b = parent[b]!;
  if (a === b) return depth[one]! - depth[other]!;
  while (parent[a] !== parent[b]) {
    a = parent[a]!;
    b = parent[b]!;
  }
  return a - b;
}

/** How many of some nodes, given from top to bottom, come no later than `node`. */
export function countUntil(model: TreeModel, nodes: readonly number[], node: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareNodes(model, nodes[middle]!, node) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
