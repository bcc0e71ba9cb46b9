import { isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { type Path, valueAt } from './path.ts';

/** The payload with another value at a place that exists. Copies what lies above the place and nothing else. */
export function withValueAt(path: Path, root: JsonValue, value: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const below = withValueAt(rest, valueAt([step], root)!, value);
  if (Array.isArray(root)) return root.with(Number(step), below);
  if (!isJsonObject(root)) return root;
  // Without a prototype, as all objects of a payload: a key such as `__proto__` is data.
  const copy: JsonObject = Object.assign(Object.create(null), root);
  copy[step] = below;
  return copy;
}
