import { storableText } from '../text/storable-text.ts';
import { numberSource, stringifyJson } from './stringify-json.ts';
import { type JsonValue, SourceNumber } from './value.ts';

/** Longest text in a receipt. The value itself is never cut. */
export const EXCERPT_LENGTH = 2000;

/** A value as text for people: strings bare, numbers by their digits, the rest as compact JSON; cut at 2,000 characters. */
export function excerpt(value: JsonValue): string {
  return excerptOf(textOf(value));
}

/** Text cut at 2,000 characters with a `…` at the end; never through the middle of a character. */
export function excerptOf(text: string, length: number = EXCERPT_LENGTH): string {
  const storable = storableText(text.slice(0, length + 1));
  if (text.length <= length) return storable;
  const cut = storable.slice(0, length - 1);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || value instanceof SourceNumber ? numberSource(value) : stringifyJson(value);
}
