import type { JsonValue } from '../json/value.ts';
import { compilePath } from './compile-path.ts';
import { parsePath } from './parse-path.ts';
import { isInside, locate, type Path, printPath } from './path.ts';
import { singularSteps } from './query.ts';
import { withValueAt } from './with-value-at.ts';

/** So many items of one request are worked on at most. */
export const MOST_ITEMS = 1_000;

/** The list that is worked on item by item, and where it stands; null where there is none. */
export function listAt(itemsPath: string, root: JsonValue): { place: Path; list: JsonValue[] } | null {
  const parsed = parsePath(itemsPath);
  const found = parsed.ok && parsed.singular !== null ? locate(parsed.singular, root) : undefined;
  return found !== undefined && Array.isArray(found.value) ? { place: found.path, list: found.value } : null;
}

/**
 * The payload as each item of a list sees it: as if that item were the only one in the list. So a path into the list, however it is written
 * (`$.people[*].email`, `$.people[0].email`, `$..email`), leads to this item's value, a path to anywhere else leads where it always does,
 * and no item ever sees another one's values.
 *
 * One object that shows one item after the other: read what there is to read before asking for the next. A copy for each would cost items
 * times what stands around the list.
 */
export function oneItemOf(place: Path, root: JsonValue): (item: JsonValue) => JsonValue {
  const only: JsonValue[] = [null];
  const view = withValueAt(place, root, only);
  return (item) => {
    only[0] = item;
    return view;
  };
}

/** The payload as the item at this position (from 0) sees it; undefined where there is none. */
export function payloadOfItem(root: JsonValue, itemsPath: string | null, index: number): JsonValue | undefined {
  const found = itemsPath === null ? null : listAt(itemsPath, root);
  const item = found?.list[index];
  return found && item !== undefined ? oneItemOf(found.place, root)(item) : undefined;
}

/**
 * A path to one place in each item of a list, cut in two: `$.people[*].raw` and, to the only item, `$.people[0].raw` give `people` and
 * `raw`. Null where the path is of another kind.
 *
 * @param depth How many steps lead to the list.
 */
export function cutAtItem(text: string, depth: number): { list: Path; inItem: Path } | null {
  const compiled = compilePath(text);
  const query = compiled.ok ? compiled.query : null;
  const behind = query?.[depth];
  if (query == null || behind?.kind !== 'child' || behind.selectors.length !== 1) return null;
  const [selector] = behind.selectors;
  const isOnly = selector?.kind === 'wildcard' || (selector?.kind === 'index' && [0, -1].includes(selector.index));
  const list = singularSteps(query.slice(0, depth));
  const inItem = singularSteps(query.slice(depth + 1));
  return isOnly && list !== null && inItem !== null ? { list, inItem } : null;
}

/** The path by which a place inside one item is named for all of them: `$.people[*].email`; null where the place is not in the list. */
export function printForItems(path: Path, list: Path): string | null {
  if (!isInside(path, list)) return null;
  return `${printPath(list)}[*]${printPath(path.slice(list.length + 1)).slice(1)}`;
}
