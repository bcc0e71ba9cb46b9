import { assertNever } from '../errors.ts';
import { isJsonObject, type JsonValue } from '../json/value.ts';
import type { Budget } from './budget.ts';
import { areEqual, isLess } from './compare-values.ts';
import type { Regexps } from './i-regexp.ts';
import type { ComparisonOperator, FilterQuery, Operand, Test } from './query.ts';

/** What a filter needs of the evaluation around it. */
export interface FilterScope {
  budget: Budget;
  regexps: Regexps;
  /** The values that a query inside the filter finds. */
  find(query: FilterQuery, current: JsonValue): JsonValue[];
}

/** Whether a candidate passes a filter. Throws TooCostly. */
export function evaluateTest(test: Test, current: JsonValue, scope: FilterScope): boolean {
  return new TestEvaluation(current, scope).passes(test);
}

class TestEvaluation {
  readonly #current: JsonValue;
  readonly #scope: FilterScope;
  readonly #budget: Budget;

  constructor(current: JsonValue, scope: FilterScope) {
    this.#current = current;
    this.#scope = scope;
    this.#budget = scope.budget;
  }

  passes(test: Test): boolean {
    this.#budget.spend(1);
    switch (test.kind) {
      case 'or':
        return test.tests.some((part) => this.passes(part));
      case 'and':
        return test.tests.every((part) => this.passes(part));
      case 'not':
        return !this.passes(test.test);
      case 'exists':
        return this.#values(test.query).length > 0;
      case 'compare':
        return this.#compare(test.operator, this.#operand(test.left), this.#operand(test.right));
      case 'regexp': {
        const text = this.#operand(test.text);
        const pattern = this.#operand(test.pattern);
        if (typeof text !== 'string' || typeof pattern !== 'string') return false;
        return this.#scope.regexps.matches(pattern, text, test.whole);
      }
      default:
        return assertNever(test);
    }
  }

  #values(query: FilterQuery): JsonValue[] {
    return this.#scope.find(query, this.#current);
  }

  /** The operand's value; undefined is RFC 9535's "Nothing". */
  #operand(operand: Operand): JsonValue | undefined {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'query':
        return this.#values(operand.query)[0];
      case 'length':
        return this.#length(this.#operand(operand.of));
      case 'count':
        return this.#values(operand.query).length;
      case 'value': {
        const values = this.#values(operand.query);
        return values.length === 1 ? values[0] : undefined;
      }
      default:
        return assertNever(operand);
    }
  }

  /** Characters are counted as people see code points: an emoji is one. */
  #length(value: JsonValue | undefined): number | undefined {
    if (Array.isArray(value)) return value.length;
    if (typeof value === 'string') {
      this.#budget.spend(value.length >> 4);
      let pairs = 0;
      for (let at = 0; at < value.length; at += 1) if (value.codePointAt(at)! > 0xffff) pairs += 1;
      return value.length - pairs;
    }
    if (!isJsonObject(value)) return undefined;
    const { length } = Object.keys(value);
    this.#budget.spend(length);
    return length;
  }

  #compare(operator: ComparisonOperator, left: JsonValue | undefined, right: JsonValue | undefined): boolean {
    switch (operator) {
      case '==':
        return areEqual(left, right, this.#budget);
      case '!=':
        return !areEqual(left, right, this.#budget);
      case '<':
        return isLess(left, right, this.#budget);
      case '>':
        return isLess(right, left, this.#budget);
      case '<=':
        return isLess(left, right, this.#budget) || areEqual(left, right, this.#budget);
      case '>=':
        return isLess(right, left, this.#budget) || areEqual(left, right, this.#budget);
      default:
        return assertNever(operator);
    }
  }
}
