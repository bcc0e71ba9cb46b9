import { JsonFault, type JsonFaultReason } from './json-fault.ts';
import { type JsonLimits, JsonReader } from './json-reader.ts';
import { placeOf } from './place-of.ts';
import type { JsonValue } from './value.ts';

/** What a request may hold (CORPUS B11, B12). */
export const REQUEST_LIMITS: JsonLimits = { depth: 64, values: 50_000 };

/** What the tree on screen can still show: with more rows than this, browsers run out of pixels to scroll through. */
export const TREE_LIMITS: JsonLimits = { depth: 512, values: 1_000_000 };

export type ParseJsonResult =
  | {
      ok: true;
      value: JsonValue;
      /** The first name that an object has more than once (CORPUS B13); null where there is none. */
      repeatedKey: string | null;
    }
  | {
      ok: false;
      reason: JsonFaultReason;
      sentence: string;
      /** 1-based place of the fault; columns are UTF-16 units, as editors count. */
      line: number | null;
      column: number | null;
    };

/**
 * Reads JSON (RFC 8259) without losing what the sender wrote: numbers that JavaScript would print differently keep their digits, keys
 * such as `__proto__` are data, and depth and size are refused while reading, before they cost anything. A repeated key: the last one
 * wins. JSON.parse can do none of this and tells no place, hence a reader of our own; a property test holds it to JSON.parse's answers.
 */
export function parseJson(text: string, limits: JsonLimits = REQUEST_LIMITS): ParseJsonResult {
  try {
    const reader = new JsonReader(text, limits);
    return { ok: true, value: reader.read(), repeatedKey: reader.repeatedKey };
  } catch (fault) {
    if (!(fault instanceof JsonFault)) throw fault;
    return { ok: false, reason: fault.reason, sentence: fault.message, ...placeOf(text, fault.at) };
  }
}
