import { compareNumbers } from '../json/compare-numbers.ts';
import { isJsonObject, type JsonValue, SourceNumber } from '../json/value.ts';
import type { Budget } from './budget.ts';

/** Comparing this many characters costs about as much as one step. */
const CHARACTERS_PER_STEP = 500;

/** RFC 9535's `==`; undefined is "Nothing", which equals only itself. Numbers are equal when what is written means the same number. */
export function areEqual(left: JsonValue | undefined, right: JsonValue | undefined, budget: Budget): boolean {
  budget.spend(1);
  if (typeof left === 'string' && typeof right === 'string') {
    if (left.length !== right.length) return false;
    budget.spend(left.length / CHARACTERS_PER_STEP);
    return left === right;
  }
  if (isNumber(left) && isNumber(right)) return compareCounted(left, right, budget) === 0;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => areEqual(item, right[index], budget));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = Object.keys(left);
    budget.spend(keys.length);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && areEqual(left[key], right[key], budget))
    );
  }
  return left === right;
}

/** RFC 9535's `<`: only numbers and texts are ordered, texts by code points. */
export function isLess(left: JsonValue | undefined, right: JsonValue | undefined, budget: Budget): boolean {
  budget.spend(1);
  if (isNumber(left) && isNumber(right)) return compareCounted(left, right, budget) < 0;
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  budget.spend(at / 8);
  // Where the texts part inside a pair, both halves before it are equal, so code points and units order alike from here on.
  return (left.codePointAt(at) ?? -1) < (right.codePointAt(at) ?? -1);
}

function isNumber(value: JsonValue | undefined): value is number | SourceNumber {
  return typeof value === 'number' || value instanceof SourceNumber;
}

function compareCounted(left: number | SourceNumber, right: number | SourceNumber, budget: Budget): number {
  if (left instanceof SourceNumber) budget.spend(left.source.length / 8);
  if (right instanceof SourceNumber) budget.spend(right.source.length / 8);
  return compareNumbers(left, right);
}
