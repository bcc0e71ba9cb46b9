import { isJsonObject, type JsonValue } from '#shared/json/value.ts';

/** What counts the whole, and so needs it. */
const OF_ALL = 'size';

/**
 * The part of a request that a text can see, so that 5 MB need not travel for one name in them.
 *
 * @param names What the text asks for, each as its names in order; an empty one may be anything.
 */
export function seenBy(names: readonly (readonly string[])[], payload: JsonValue): JsonValue {
  const paths = names.flatMap(([root, ...path]) => (root === undefined || root === 'payload' ? [path] : []));
  return part(payload, paths);
}

function part(value: JsonValue, paths: readonly (readonly string[])[]): JsonValue {
  if (!isJsonObject(value) || paths.some(([name]) => name === undefined || name === OF_ALL)) return value;
  const seen: Record<string, JsonValue> = Object.create(null);
  for (const name of new Set(paths.map(([first]) => first!))) {
    const inner = Object.hasOwn(value, name) ? value[name] : undefined;
    if (inner === undefined) continue;
    const below = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    seen[name] = part(inner, below);
  }
  return seen;
}
