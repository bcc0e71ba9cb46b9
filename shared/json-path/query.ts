import type { JsonValue } from '../json/value.ts';

/** A parsed RFC 9535 query: what stands behind `$`, or in a filter behind `@` or `$`. */
export type Query = readonly Segment[];

export interface Segment {
  kind: 'child' | 'descendant';
  selectors: readonly Selector[];
}

export type Selector =
  | { kind: 'name'; name: string }
  | { kind: 'index'; index: number }
  | { kind: 'slice'; start: number | null; end: number | null; step: number }
  | { kind: 'wildcard' }
  | { kind: 'filter'; test: Test };

/** What a filter asks of each candidate. */
export type Test =
  | { kind: 'or' | 'and'; tests: readonly Test[] }
  | { kind: 'not'; test: Test }
  | { kind: 'exists'; query: FilterQuery }
  | { kind: 'compare'; operator: ComparisonOperator; left: Operand; right: Operand }
  /** The I-Regexp functions `match` (the whole text) and `search` (anywhere in it). */
  | { kind: 'regexp'; whole: boolean; text: Operand; pattern: Operand };

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Something that has one value, or none. `query` is singular. */
export type Operand =
  | { kind: 'literal'; value: JsonValue }
  | { kind: 'query'; query: FilterQuery }
  | { kind: 'length'; of: Operand }
  | { kind: 'count' | 'value'; query: FilterQuery };

export interface FilterQuery {
  from: 'root' | 'current';
  segments: Query;
}

/** The steps of a query that can find at most one value (names and positions only), else null. */
export function singularSteps(query: Query): (string | number)[] | null {
  const steps: (string | number)[] = [];
  for (const segment of query) {
    const [selector, ...others] = segment.selectors;
    if (segment.kind !== 'child' || selector === undefined || others.length > 0) return null;
    if (selector.kind === 'name') steps.push(selector.name);
    else if (selector.kind === 'index') steps.push(selector.index);
    else return null;
  }
  return steps;
}
