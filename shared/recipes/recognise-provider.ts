import type { JsonValue } from '../json/value.ts';
import { valueText } from '../json/value-text.ts';
import { Budget } from '../json-path/budget.ts';
import { readPath } from '../json-path/read-path.ts';
import type { Condition, Recipe } from './recipe.ts';
import { RECIPES } from './recipes.ts';

/**
 * The provider that a request comes from, by headers that only it sends, else by the shape of the payload. Null where nobody is recognised, or where
 * the headers or the shape would fit more than one: a wrong name is worse than none.
 */
export function recogniseProvider(
  payload: JsonValue,
  headers: readonly (readonly [string, string])[] = [],
  recipes: readonly Recipe[] = RECIPES,
): Recipe | null {
  const sent = new Set(headers.map(([name]) => name.toLowerCase()));
  const byHeader = recipes.filter((recipe) => recipe.headers.some((name) => sent.has(name)));
  if (byHeader.length > 0) return onlyOne(byHeader);
  return onlyOne(recipes.filter(({ shape }) => shape.every((condition) => holds(condition, payload))));
}

function onlyOne(recipes: readonly Recipe[]): Recipe | null {
  return recipes.length === 1 ? recipes[0]! : null;
}

/** So much may one condition cost; they are few and simple. */
const STEPS = 2_000;

function holds([path, looksLike]: Condition, payload: JsonValue): boolean {
  const read = readPath(path, payload, new Budget(STEPS));
  if (read.status !== 'ok' || read.matches.length === 0) return false;
  if (looksLike === undefined) return true;
  const pattern = new RegExp(looksLike);
  return read.matches.some(({ value }) => pattern.test(valueText(value) ?? ''));
}
