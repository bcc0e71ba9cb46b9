import { type ParseJsonResult, parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';

/** Longer texts are left as they came: line breaks would not make them readable, only slow. */
const LONGEST_PRETTY = 1_000_000;

/** A payload's JSON text laid out for reading; every digit as received. */
export function prettyText(text: string): string {
  if (text.length > LONGEST_PRETTY) return text;
  const parsed = parseJson(text, TREE_LIMITS);
  if (!parsed.ok) return text;
  const pretty = stringifyJson(parsed.value, 2);
  return pretty.length > LONGEST_PRETTY ? text : pretty;
}

export type SampleFault = Extract<ParseJsonResult, { ok: false }>;

/** Why a text cannot be shown in the tree; null where it can, or where there is none. */
export function faultOf(text: string): SampleFault | null {
  if (text.trim() === '') return null;
  const parsed = parseJson(text, TREE_LIMITS);
  return parsed.ok ? null : parsed;
}
