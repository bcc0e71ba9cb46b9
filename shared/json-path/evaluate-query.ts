import { isJsonObject, type JsonValue } from '../json/value.ts';
import type { Budget } from './budget.ts';
import { evaluateTest, type FilterScope } from './evaluate-test.ts';
import { Regexps } from './i-regexp.ts';
import type { Match, Path } from './path.ts';
import type { Query, Segment, Selector } from './query.ts';

/** Finds what a query selects, in RFC 9535 order, duplicates included. Throws TooCostly. */
export function evaluateQuery(query: Query, root: JsonValue, budget: Budget): Match[] {
  return new Evaluation(root, budget).find(query, root).map((node) => {
    const path = pathOf(node);
    budget.spend(path.length);
    return { path, value: node.value };
  });
}

/** A value and how it was reached; the path is only spelled out for the final matches. */
interface Node {
  value: JsonValue;
  parent: Node | null;
  step: string | number;
}

class Evaluation {
  readonly #budget: Budget;
  readonly #scope: FilterScope;

  constructor(root: JsonValue, budget: Budget) {
    this.#budget = budget;
    this.#scope = {
      budget,
      regexps: new Regexps(budget),
      find: (query, current) =>
        this.find(query.segments, query.from === 'root' ? root : current).map((node) => node.value),
    };
  }

  find(query: Query, start: JsonValue): Node[] {
    let nodes: Node[] = [{ value: start, parent: null, step: '' }];
    for (const segment of query) {
      const found: Node[] = [];
      for (const node of nodes) {
        if (segment.kind === 'descendant') this.#descend(segment, node, found);
        else this.#selectAll(segment, node, found);
      }
      nodes = found;
    }
    return nodes;
  }

  #descend(segment: Segment, node: Node, found: Node[]): void {
    this.#selectAll(segment, node, found);
    for (const child of this.#children(node)) this.#descend(segment, child, found);
  }

  #selectAll(segment: Segment, node: Node, found: Node[]): void {
    for (const selector of segment.selectors) this.#select(selector, node, found);
  }

  #select(selector: Selector, node: Node, found: Node[]): void {
    this.#budget.spend(1);
    const { value } = node;
    switch (selector.kind) {
      case 'name':
        if (isJsonObject(value) && Object.hasOwn(value, selector.name)) {
          found.push({ value: value[selector.name]!, parent: node, step: selector.name });
        }
        return;
      case 'index':
        if (Array.isArray(value)) this.#pick(node, value, selector.index, found);
        return;
      case 'slice':
        if (Array.isArray(value)) this.#slice(selector, node, value, found);
        return;
      case 'wildcard':
        for (const child of this.#children(node)) found.push(child);
        return;
      case 'filter':
        for (const child of this.#children(node)) {
          if (evaluateTest(selector.test, child.value, this.#scope)) found.push(child);
        }
        return;
    }
  }

  #children(node: Node): Node[] {
    const { value } = node;
    if (Array.isArray(value)) {
      this.#budget.spend(value.length);
      return value.map((item, index) => ({ value: item, parent: node, step: index }));
    }
    if (!isJsonObject(value)) return [];
    const keys = Object.keys(value);
    this.#budget.spend(keys.length);
    return keys.map((key) => ({ value: value[key]!, parent: node, step: key }));
  }

  #pick(node: Node, list: JsonValue[], index: number, found: Node[]): void {
    const step = index < 0 ? index + list.length : index;
    const value = list[step];
    if (value !== undefined) found.push({ value, parent: node, step });
  }

  /** RFC 9535, 2.3.4.2.2. */
  #slice(slice: Selector & { kind: 'slice' }, node: Node, list: JsonValue[], found: Node[]): void {
    const { length } = list;
    const { step } = slice;
    const bound = (position: number, low: number, high: number) =>
      Math.min(Math.max(position < 0 ? position + length : position, low), high);
    if (step > 0) {
      const end = bound(slice.end ?? length, 0, length);
      for (let index = bound(slice.start ?? 0, 0, length); index < end; index += step)
        this.#pickCounted(node, list, index, found);
    } else if (step < 0) {
      const end = slice.end === null ? -1 : bound(slice.end, -1, length - 1);
      const start = bound(slice.start ?? length - 1, -1, length - 1);
      for (let index = start; index > end; index += step) this.#pickCounted(node, list, index, found);
    }
  }

  #pickCounted(node: Node, list: JsonValue[], index: number, found: Node[]): void {
    this.#budget.spend(1);
    this.#pick(node, list, index, found);
  }
}

function pathOf(node: Node): Path {
  const path: (string | number)[] = [];
  for (let at = node; at.parent !== null; at = at.parent) path.push(at.step);
  return path.reverse();
}
