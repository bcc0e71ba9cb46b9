import { numberSource } from './stringify-json.ts';
import { type JsonValue, SourceNumber } from './value.ts';

/** A text as it is and a number by its digits; null for everything else. */
export function valueText(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || value instanceof SourceNumber ? numberSource(value) : null;
}
