import { JSONPath } from 'jsonpath-plus';
import { isJsonObject, type JsonValue, SourceNumber } from '../../json/value.ts';
import { type Budget, TooCostly } from '../budget.ts';
import { type Match, type Path, valueAt } from '../path.ts';

/** jsonpath-plus cannot be interrupted, so it is only started on payloads on which every recognised path ends soon. */
const MAX_VALUES = 10_000;

/** Copying a value and having jsonpath-plus pass it costs about as much as this many steps. */
const STEPS_PER_VALUE = 50;

/**
 * Runs a recognised classic path by jsonpath-plus. Its results are located by the list or object that held them, because its own paths
 * and pointers leave out keys such as `^`, and are then read from the exact payload. Throws TooCostly.
 */
export function runClassic(text: string, root: JsonValue, budget: Budget): Match[] {
  const shadow = new Shadow(root, budget);
  const found: unknown = JSONPath({
    path: withoutScripts(text),
    json: shadow.tree,
    resultType: 'all',
    eval: 'safe',
    ignoreEvalErrors: true,
  });
  // It answers undefined for a payload such as null or "".
  return (Array.isArray(found) ? (found as Found[]) : []).flatMap((result) => {
    // A key's name (`~`) has no place of its own: it is reported at the place of its value.
    const isName = result.parentProperty === null && result.parent !== null;
    const path = shadow.pathOf(result.parent, isName ? result.value : result.parentProperty);
    const value = path && valueAt(path, root);
    if (path === undefined || value === undefined) return [];
    return [{ path, value: isName ? path.at(-1)! : value }];
  });
}

/** `[(@.length-2)]` as the slice `[-2:-1]`: beyond the start of a list jsonpath-plus fails on the script, not on the slice. */
function withoutScripts(text: string): string {
  return text.replace(
    /\[\(@\.length *- *(\d+)\)\]/g,
    (_, back) => `[-${back}:${back === '1' ? '' : 1 - Number(back)}]`,
  );
}

interface Found {
  /** The name or position itself where the path asks for it with `~`, else the value in the copy. */
  value: unknown;
  parent: object | null;
  parentProperty: unknown;
}

/**
 * A copy of the payload for jsonpath-plus: plain numbers, and no key that it could take for notation (a key `^` would be followed where
 * the path asks for the parent). It knows where each of its lists and objects belongs.
 */
class Shadow {
  readonly tree: unknown;
  readonly #paths = new Map<object, Path>();
  readonly #budget: Budget;
  #values = 0;

  constructor(root: JsonValue, budget: Budget) {
    this.#budget = budget;
    this.tree = this.#copy(root, []);
  }

  /** The place of a member of a list or object of the copy; undefined where it is none of them. */
  pathOf(parent: object | null, step: unknown): Path | undefined {
    if (parent === null) return [];
    const path = this.#paths.get(parent);
    return path && [...path, Array.isArray(parent) ? Number(step) : unmask(String(step))];
  }

  #copy(value: JsonValue, path: Path): unknown {
    this.#values += 1;
    if (this.#values > MAX_VALUES) throw new TooCostly();
    this.#budget.spend(STEPS_PER_VALUE);
    if (value instanceof SourceNumber) return Number(value.source);
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      this.#paths.set(list, path);
      for (const [index, item] of value.entries()) list.push(this.#copy(item, [...path, index]));
      return list;
    }
    if (!isJsonObject(value)) return value;
    const object: Record<string, unknown> = Object.create(null);
    this.#paths.set(object, path);
    for (const key of Object.keys(value)) object[mask(key)] = this.#copy(value[key]!, [...path, key]);
    return object;
  }
}

/** Recognised paths only name keys of these characters, so the others may look different in the copy. */
function mask(key: string): string {
  return /^[\p{L}\p{Nd}_ -]+$/u.test(key) ? key : `\0${key}`;
}

function unmask(key: string): string {
  return key.startsWith('\0') ? key.slice(1) : key;
}
