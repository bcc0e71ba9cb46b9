import { PRIVATE_MASK } from '#shared/contract/field.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';

/*
 * LG3: private values are found again in whatever quotes them, so that a sentence that was written before a field was made private says
 * nothing either. What is hidden is what stands there word for word, in any case; a value in other words (a date as people write it) has to
 * be hidden by whoever knows that it stands there.
 */

/** Takes what is private out of a text; the same text where there is nothing in it. */
export type Hide = (text: string) => string;

/** Shorter values stand in any sentence by chance, and taking them out would tell where they were. */
const SHORTEST = 3;
/** Shorter ones are looked for as whole words, and not at all in what has a place of its own: many fields say “yes”. */
export const SHORTEST_PART = 6;
/** What is longer is also found where it was cut: sentences quote 60 characters and more. */
const QUOTED = 40;
/** A longer value is looked for in pieces of this length, so that none of it is left where a part of it is quoted. */
const PIECE = 1000;
/** Of one answer. Where there are more, nothing of its texts is shown rather than what is left over. */
const MOST = 1000;
const SAYS_NOTHING: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** Null where none of these values tells anything. `shortest` is in characters. */
export function hideTexts(values: Iterable<string>, shortest: number = SHORTEST): Hide | null {
  const telling = [...new Set([...values].flatMap(piecesOf))]
    .filter((text) => text.length >= shortest && !SAYS_NOTHING.has(text.toLowerCase()))
    // The longest first, so that no part of one is left.
    .sort((one, other) => other.length - one.length);
  if (telling.length === 0) return null;
  if (telling.length > MOST) return (text) => (text === '' ? text : PRIVATE_MASK);
  // Only what we say cuts values. A payload is whole, and a stranger could make the search for what was cut take for ever in it.
  const isCut = shortest < SHORTEST_PART;
  const pattern = new RegExp(telling.map((text) => patternOf(text, isCut)).join('|'), 'giu');
  return (text) => (text === '' ? text : text.replace(pattern, PRIVATE_MASK));
}

/** The texts in a stored value: itself, and what stands in it where it is JSON. */
export function textsInValue(text: string): string[] {
  const read = /^\s*[[{]/.test(text) ? parseJson(text) : null;
  return read?.ok ? [text, ...textsInJson(read.value)] : [text];
}

/** Every text and number in a payload. */
export function textsInJson(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || value instanceof SourceNumber) return [numberSource(value)];
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsInJson);
}

/** A payload without these values, whatever stands around them; the same payload where none of them is in it. */
export function hideInJson(value: JsonValue, hide: Hide): JsonValue {
  if (typeof value === 'string') return hide(value);
  if (typeof value === 'number' || value instanceof SourceNumber) {
    const text = numberSource(value);
    const left = hide(text);
    return left === text ? value : left;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => hideInJson(item, hide));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  const members = Object.entries(value).map(([key, inner]) => [hide(key), hideInJson(inner, hide)] as const);
  const isSame = members.every(([key, inner]) => value[key] === inner);
  return isSame ? value : Object.assign(Object.create(null), Object.fromEntries(members));
}

/** In these an answer quotes what somebody wrote. Names, addresses and identifiers of people are not private: they are what people are found by. */
const QUOTING: ReadonlySet<string> = new Set([
  ...['sentence', 'next', 'note', 'message', 'why'],
  ...['text', 'closedText', 'bodyText', 'subject', 'query', 'headers'],
  ...['raw', 'value', 'original', 'before', 'after', 'replaces', 'steps'],
]);

/** The same answer where nothing in it quotes what is hidden. */
export function hideInTexts<Value>(value: Value, hide: Hide): Value {
  return walk(value, hide, false) as Value;
}

function walk(value: unknown, hide: Hide, isQuoting: boolean): unknown {
  if (typeof value === 'string') return isQuoting ? hide(value) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => walk(item, hide, isQuoting));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return changed(value, (key, inner) => walk(inner, hide, isQuotingKey(key)));
}

export function isQuotingKey(key: string): boolean {
  return QUOTING.has(key);
}

/** The object with other values at its keys; itself where they are the same. */
export function changed(object: object, change: (key: string, value: unknown) => unknown): object {
  const entries = Object.entries(object);
  const after = entries.map(([key, value]) => [key, change(key, value)] as const);
  return after.some(([, value], at) => value !== entries[at]![1]) ? Object.fromEntries(after) : object;
}

function piecesOf(text: string): string[] {
  // Receipts cut long values, with a mark at the end.
  const whole = text.replace(/…$/, '').trim();
  const pieces: string[] = [];
  for (let at = 0; at < whole.length; at += PIECE) pieces.push(whole.slice(at, at + PIECE));
  return pieces;
}

function patternOf(text: string, isCut: boolean): string {
  const plain = escaped(text);
  if (text.length < SHORTEST_PART) return `(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`;
  const inJson = escaped(JSON.stringify(text).slice(1, -1));
  const whole = inJson === plain ? plain : `${plain}|${inJson}`;
  return text.length <= QUOTED || !isCut ? whole : `${whole}|${escaped(text.slice(0, QUOTED))}[^…]*…`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
