import type { JsonObject, JsonValue } from '#shared/json/value.ts';

/** What a field holds: text or, in a form in parts, what is known of a file. */
type FieldValue = string | JsonObject;

export interface FormField {
  key: string;
  value: FieldValue;
}

/**
 * Steps that a bracket key may have. The payload then nests at most 64 levels, as JSON may: the form itself, one level a step after the
 * first, the list that a repeated key makes, and what is known of a file.
 */
const MAX_STEPS = 62;

/** A place in the structure while it is built: the values that ended here, or the places below. */
type Place = { values: FieldValue[] } | Branch;
interface Branch {
  below: Map<string, Place>;
  /** The next number that `[]` takes. */
  next: number;
}

/**
 * The payload of a form, as PHP reads it: `a[b][c]` nests, `a[]` appends, a branch whose keys are 0, 1, 2… is a list, and a
 * repeated key makes a list. No value is ever lost: where keys contradict each other (`a` and `a[b]`) all keys of that name stay as
 * they were written, and so does a key that is no structure (`a[b`, `[x]`, too deep). Every value is text, or a file.
 */
export function structureOf(fields: readonly FormField[]): JsonObject {
  const byName = new Map<string, FormField[]>();
  for (const field of fields) {
    const name = keySteps(field.key)?.[0] ?? field.key;
    const group = byName.get(name);
    if (group === undefined) byName.set(name, [field]);
    else group.push(field);
  }
  const payload = emptyObject();
  for (const [name, group] of byName) {
    const place = build(name, group);
    if (place === 'contradiction') keepVerbatim(group, payload);
    else payload[name] = toValue(place);
  }
  return payload;
}

/** `a[b][]` → `a`, `b`, ``; null for a key that cannot be structure. */
function keySteps(key: string): string[] | null {
  const bracket = key.indexOf('[');
  if (bracket < 0) return key.includes(']') ? null : [key];
  if (bracket === 0 || !key.endsWith(']')) return null;
  const head = key.slice(0, bracket);
  const inner = key.slice(bracket + 1, -1).split('][', MAX_STEPS);
  const steps = [head, ...inner];
  if (steps.length > MAX_STEPS || steps.some((step) => /[[\]]/.test(step))) return null;
  return steps;
}

/** What stands at a name once all its fields are put together. */
function build(name: string, group: readonly FormField[]): Place | 'contradiction' {
  const root: Branch = { below: new Map(), next: 0 };
  for (const { key, value } of group) {
    const [, ...after] = keySteps(key) ?? [key];
    if (!put(root, name, after, value)) return 'contradiction';
  }
  return root.below.get(name)!;
}

/** Puts a value at its place; false when a value stands where a branch is needed or the other way round. */
function put(branch: Branch, key: string, after: readonly string[], value: FieldValue): boolean {
  if (isIndex(key)) branch.next = Math.max(branch.next, Number(key) + 1);
  const place = branch.below.get(key);
  const [step, ...rest] = after;
  if (step === undefined) {
    if (place === undefined) branch.below.set(key, { values: [value] });
    else if ('values' in place) place.values.push(value);
    else return false;
    return true;
  }
  if (place !== undefined && 'values' in place) return false;
  const below = place ?? { below: new Map(), next: 0 };
  branch.below.set(key, below);
  return put(below, step === '' ? String(below.next) : step, rest, value);
}

function toValue(place: Place): JsonValue {
  if ('values' in place) return place.values.length === 1 ? place.values[0]! : place.values;
  const size = place.below.size;
  if (place.next === size && Array.from(place.below.keys()).every(isIndex)) {
    return Array.from({ length: size }, (_, index) => toValue(place.below.get(String(index))!));
  }
  const object = emptyObject();
  for (const [key, below] of place.below) object[key] = toValue(below);
  return object;
}

function keepVerbatim(group: readonly FormField[], payload: JsonObject): void {
  const byKey = new Map<string, FieldValue[]>();
  for (const { key, value } of group) byKey.set(key, [...(byKey.get(key) ?? []), value]);
  for (const [key, values] of byKey) payload[key] = values.length === 1 ? values[0]! : values;
}

function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(key);
}

/** Without a prototype: `__proto__` is a key like any other. */
function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}
