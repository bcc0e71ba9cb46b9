/**
 * A parsed payload. Like JSON.parse's result, with two differences that keep the sender's words: a number that JavaScript would write
 * differently (`1.50`, `12345678901234567890`, `1e400`) is a SourceNumber that holds its digits, and objects have no prototype, so that
 * a key such as `__proto__` is data like any other.
 */
export type JsonValue = null | boolean | number | string | SourceNumber | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A number whose digits matter; `source` is a valid JSON number. */
export class SourceNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof SourceNumber);
}
