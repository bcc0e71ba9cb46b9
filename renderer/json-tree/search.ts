import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { isSection, type TreeModel } from './model.ts';

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

/** The nodes whose name or value holds what is searched for, in order. */
export function searchTree(model: TreeModel, find: Finder): number[] {
  const matches: number[] = [];
  for (let node = 0; node < model.count; node += 1) {
    if (isSection(model, node)) continue;
    const step = model.steps[node];
    if (typeof step === 'string' && find(step)) matches.push(node);
    else if (find(scalarText(model.values[node]!) ?? '')) matches.push(node);
  }
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

/** The next match in a direction, round the end; the first is the one nearest below `from`. */
export function stepThrough(matches: readonly number[], from: number, by: 1 | -1): number | undefined {
  return by === 1
    ? (matches.find((match) => match > from) ?? matches[0])
    : (matches.findLast((match) => match < from) ?? matches.at(-1));
}
