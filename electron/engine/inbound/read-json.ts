import { isJsonObject, type JsonValue } from '#shared/json/value.ts';

/** The value under a key; undefined where there is none, or where this is no object. */
export function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The text under a key; empty where there is none. */
export function textOf(value: JsonValue | undefined, key: string): string {
  const text = memberOf(value, key);
  return typeof text === 'string' ? text : '';
}

export function listOf(value: JsonValue | undefined, key: string): readonly JsonValue[] {
  const list = memberOf(value, key);
  return Array.isArray(list) ? list : [];
}
