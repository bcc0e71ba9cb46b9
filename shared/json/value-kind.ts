import { isJsonObject, type JsonValue } from './value.ts';

export const VALUE_KINDS = ['text', 'number', 'yes-no', 'nothing', 'list', 'object'] as const;

/** What a value is, in the owner's words: `nothing` is null, `yes-no` is true or false. */
export type ValueKind = (typeof VALUE_KINDS)[number];

export function kindOf(value: JsonValue): ValueKind {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'yes-no';
  if (Array.isArray(value)) return 'list';
  return isJsonObject(value) ? 'object' : 'number';
}
