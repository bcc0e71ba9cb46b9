import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonObject, type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { countUntil, firstChild, sectionSize, type TreeModel } from './model.ts';

/** Finds a text in names and values, without regard to case. */
export type Finder = (text: string) => { at: number; length: number } | null;

export function createFinder(query: string): Finder | null {
  if (query.trim() === '') return null;
  const pattern = new RegExp(query.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'iu');
  return (text) => {
    const found = pattern.exec(text);
    return found && { at: found.index, length: found[0].length };
  };
}

/**
 * The nodes whose name or value holds what is searched for, from top to bottom. All values are read, but only the way to those that
 * match is laid out.
 */
export function searchTree(model: TreeModel, find: Finder): number[] {
  const matches: number[] = [];
  /** Whether a name matches: a few names come again and again. */
  const names = new Map<string, boolean>();
  /** The way to the value being read: which child it is on each level, and the nodes of the first `known` levels. */
  const turns: number[] = [0];
  const nodes: number[] = [0];
  let known = 1;

  function turn(level: number, child: number): void {
    turns[level] = child;
    if (known > level) known = level;
  }

  function nodeAt(level: number): number {
    for (; known <= level; known += 1) nodes[known] = firstChild(model, nodes[known - 1]!) + turns[known]!;
    return nodes[level]!;
  }

  function isNamed(name: string): boolean {
    const known = names.get(name);
    if (known !== undefined) return known;
    const isMatch = find(name) !== null;
    names.set(name, isMatch);
    return isMatch;
  }

  function read(value: JsonValue, name: string | null, level: number): void {
    const text = scalarText(value);
    if ((name !== null && isNamed(name)) || (text !== null && find(text))) matches.push(nodeAt(level));
    if (text !== null) return;
    if (Array.isArray(value)) readItems(value, level);
    else readMembers(value as JsonObject, level);
  }

  function readMembers(object: JsonObject, level: number): void {
    const keys = model.namesOf(object);
    for (let index = 0; index < keys.length; index += 1) {
      turn(level + 1, index);
      read(object[keys[index]!]!, keys[index]!, level + 1);
    }
  }

  function readItems(list: readonly JsonValue[], level: number): void {
    const size = sectionSize(list.length);
    const below = size === 0 ? level + 1 : level + 2;
    for (let index = 0; index < list.length; index += 1) {
      if (size > 0 && index % size === 0) turn(level + 1, index / size);
      turn(below, size === 0 ? index : index % size);
      read(list[index]!, null, below);
    }
  }

  read(model.values[0]!, null, 0);
  return matches;
}

/** A text, number, true, false or null as the sender wrote it; null for lists and objects. */
export function scalarText(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || value instanceof SourceNumber) return numberSource(value);
  if (value === null || typeof value === 'boolean') return String(value);
  return null;
}

/** Everything that has to be open for the matches to show. */
export function nodesAbove(model: TreeModel, nodes: readonly number[]): Set<number> {
  const above = new Set<number>();
  for (const node of nodes) {
    for (let at = model.parent[node]!; at > 0 && !above.has(at); at = model.parent[at]!) above.add(at);
  }
  return above;
}

/** The next match in a direction, round the end. */
export function stepThrough(
  model: TreeModel,
  matches: readonly number[],
  from: number,
  by: 1 | -1,
): number | undefined {
  const until = countUntil(model, matches, from);
  if (by === 1) return matches[until] ?? matches[0];
  return matches[(matches[until - 1] === from ? until - 1 : until) - 1] ?? matches.at(-1);
}

/** The match at a node, else the next one. */
export function nearestMatch(model: TreeModel, matches: readonly number[], node: number): number | undefined {
  return matches[countUntil(model, matches, node) - 1] === node ? node : stepThrough(model, matches, node, 1);
}
