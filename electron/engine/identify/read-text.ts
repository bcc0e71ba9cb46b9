import type { SlotReading } from '#shared/contract/receipt.ts';
import { assertNever } from '#shared/errors.ts';
import { excerpt, excerptOf } from '#shared/json/excerpt.ts';
import { numberSource } from '#shared/json/stringify-json.ts';
import { isJsonObject, type JsonObject, type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { kindOf } from '#shared/json/value-kind.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { trimText } from '#shared/text/trim-text.ts';

/**
 * Reads one scalar as text (ID1, PA5): the first match; a number by its source digits; blanks and invisible characters at the ends
 * trimmed. An object, a list of several values, true and false are reported and never turned into text.
 */
export function readText(path: string | null, readPath: PathReader): SlotReading {
  const nothing = { path, raw: null, value: null, matches: 0, column: null };
  if (path === null) return { ...nothing, verdict: 'unset', sentence: 'No path is set.' };
  const read = readPath(path);
  switch (read.status) {
    case 'bad-path':
      return {
        ...nothing,
        verdict: 'bad-path',
        column: read.column,
        sentence: `The path has a fault: ${read.message}`,
      };
    case 'too-costly':
      return { ...nothing, verdict: 'too-costly', sentence: 'The path takes too long in this request.' };
    case 'ok':
      return { ...nothing, matches: read.matches.length, ...readFirst(read.matches) };
    default:
      return assertNever(read);
  }
}

type Read = Pick<SlotReading, 'verdict' | 'value' | 'sentence'>;

function readFirst(matches: readonly { value: JsonValue }[]): Read & Pick<SlotReading, 'raw' | 'sent'> {
  const [first] = matches;
  if (first === undefined) {
    return { verdict: 'missing', raw: null, value: null, sentence: 'The path leads nowhere in this request.' };
  }
  const read = readScalar(onlyItem(first.value));
  return {
    ...read,
    raw: excerpt(first.value),
    sent: kindOf(first.value),
    sentence: firstOf(matches.length, read.sentence),
  };
}

/** PA5 in words. */
export function firstOf(matches: number, sentence: string): string {
  return matches > 1 ? `First of ${matches}: ${sentence}` : sentence;
}

/** A list that holds exactly one scalar is that scalar (ID1); anything else is itself. */
function onlyItem(value: JsonValue): JsonValue {
  const item = Array.isArray(value) && value.length === 1 ? value[0]! : value;
  return Array.isArray(item) || isJsonObject(item) ? value : item;
}

function readScalar(value: JsonValue): Read {
  if (typeof value === 'string') return text(trimText(storableText(value)));
  if (typeof value === 'number' || value instanceof SourceNumber) return text(numberSource(value));
  if (value === null) return { verdict: 'empty', value: null, sentence: 'It is null.' };
  if (Array.isArray(value) && value.length === 0)
    return { verdict: 'empty', value: null, sentence: 'It is an empty list.' };
  return { verdict: 'not-usable', value: null, sentence: `It is ${wordsFor(value)}, not one text or number.` };
}

function text(value: string): Read {
  if (value === '') return { verdict: 'empty', value: null, sentence: 'It is blank.' };
  return { verdict: 'value', value, sentence: `“${excerptOf(value, 200)}”.` };
}

function wordsFor(value: boolean | JsonValue[] | JsonObject): string {
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
