import { JSONPath } from 'jsonpath-plus';
import { isJsonObject, type JsonValue, SourceNumber } from '../../json/value.ts';
import { TooCostly } from '../budget.ts';
import { type Match, type Path, valueAt } from '../path.ts';

/** jsonpath-plus cannot be interrupted, so it is only started on payloads on which every recognised path ends soon. */
const MAX_VALUES = 5_000;

/**
 * Runs a recognised classic path by jsonpath-plus. Its results are located by the list or object that held them, because its own paths
 * and pointers leave out keys such as `^`, and are then read from the exact payload. Throws TooCostly.
 */
export function runClassic(text: string, root: JsonValue): Match[] {
  const shadow = new Shadow(root);
  const found: unknown = JSONPath({
    path: text,
    json: shadow.tree,
    resultType: 'all',
    eval: 'safe',
    ignoreEvalErrors: true,
  });
  return (found as Found[]).flatMap((result) => {
    // A key's name (`~`) has no place of its own: it is reported at the place of its value.
    const isName = result.parentProperty === null && result.parent !== null;
    const path = shadow.pathOf(result.parent, isName ? result.value : result.parentProperty);
    const value = path && valueAt(path, root);
    if (path === undefined || value === undefined) return [];
    return [{ path, value: isName ? String(result.value) : value }];
  });
}

interface Found {
  value: unknown;
  parent: object | null;
  parentProperty: unknown;
}

/** A copy in plain numbers for jsonpath-plus, which knows where each of its lists and objects belongs. */
class Shadow {
  readonly tree: unknown;
  readonly #paths = new Map<object, Path>();
  #values = 0;

  constructor(root: JsonValue) {
    this.tree = this.#copy(root, []);
  }

  /** The place of a member of a list or object of the copy; undefined where it is none of them. */
  pathOf(parent: object | null, step: unknown): Path | undefined {
    if (parent === null) return [];
    const path = this.#paths.get(parent);
    return path && [...path, Array.isArray(parent) ? Number(step) : String(step)];
  }

  #copy(value: JsonValue, path: Path): unknown {
    this.#values += 1;
    if (this.#values > MAX_VALUES) throw new TooCostly();
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
    for (const key of Object.keys(value)) object[key] = this.#copy(value[key]!, [...path, key]);
    return object;
  }
}
