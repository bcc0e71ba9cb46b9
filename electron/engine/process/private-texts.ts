import { PRIVATE_MASK } from '#shared/contract/field.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { TextFinder } from './text-finder.ts';

/*
 * LG3: private values are found again in whatever quotes them, so that a sentence that was written before a field was made private says
 * nothing either. What is hidden is what stands there word for word, in any case; a value in other words (a date as people write it) has to
 * be hidden by whoever knows that it stands there.
 */

/** Takes what is private out of a text; the same text where there is nothing in it. */
export type Hide = (text: string) => string;

/** Shorter values stand in any sentence by chance, and taking them out would tell where they were. */
const SHORTEST = 3;
/** Of shorter ones many are the answer to several questions (“yes”): where such a value is all that there is, it may be the one that is open. */
const SHORTEST_TELLING = 6;
/** Shorter ones are whole words: Berlin is not in “Berliner”. As many signs as these are alike for no other reason. */
const NO_CHANCE = 20;
/** A longer value is looked for in pieces of this length, so that none of it is left where a part of it is quoted. */
const PIECE = 1000;
/** Of one answer, in characters. Where there are more, nothing of its texts is shown rather than what is left over. */
const MOST = 100_000;
const SAYS_NOTHING: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/**
 * Null where none of these values tells anything. A short one is hidden among other words, and not where it is all of a value, unless
 * `isTheirs`: nothing but these values can stand in that text.
 */
export function hideTexts(values: Iterable<string>, isTheirs = false): Hide | null {
  const texts = new Set<string>();
  let length = 0;
  for (const value of values) {
    for (const piece of piecesOf(value)) {
      if (piece.length < SHORTEST || SAYS_NOTHING.has(piece.toLowerCase()) || texts.has(piece)) continue;
      texts.add(piece);
      length += piece.length;
      if (length > MOST) return (text) => (text === '' ? text : PRIVATE_MASK);
    }
  }
  if (texts.size === 0) return null;
  const finder = new TextFinder([...texts, ...[...texts].filter(isOtherInJson).map(inJson)]);
  const isHidden = (text: string, start: number, end: number) =>
    end - start >= NO_CHANCE ||
    (!isInWord(text, start) &&
      !isInWord(text, end) &&
      (isTheirs || end - start >= SHORTEST_TELLING || !isAll(text, start, end)));
  return (text) => {
    const spans = finder.find(text, (start, end) => isHidden(text, start, end));
    if (spans.length === 0) return text;
    let left = '';
    let from = 0;
    for (const [start, end] of spans) {
      left += `${text.slice(from, start)}${PRIVATE_MASK}`;
      from = end;
    }
    return left + text.slice(from);
  };
}

const isOtherInJson = (text: string) => /["\\\p{Cc}\p{Cs}]/u.test(text);
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

const OPENING = '“"\'=';
const CLOSING = '”"\'&';

/** Whether a value as a whole stands here: alone, between quotation marks, or in a query. */
function isAll(text: string, start: number, end: number): boolean {
  return (start === 0 || OPENING.includes(text[start - 1]!)) && (end === text.length || CLOSING.includes(text[end]!));
}

/** Whether a word or a number goes on across this place. `\n`, `\u00e9` and `%2C` in front of it are no letters. */
function isInWord(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return false;
  const kind = kindOf(text.charCodeAt(at));
  if (kind === APART || kind !== kindOf(text.charCodeAt(at - 1))) return false;
  return text[at - 2] !== '\\' && text[at - 3] !== '%' && !text.startsWith('\\u', at - 6);
}

/** Of scripts that are written without spaces, every sign is a word. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const APART = 1;
const IN_WORD = 2;
const IN_NUMBER = 3;
/** Filled as signs are met; 0 is not known yet. */
const KINDS = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const known = KINDS[code]!;
  if (known !== 0) return known;
  const sign = String.fromCharCode(code);
  const isLetter = /[\p{L}\p{M}]/u.test(sign) && !WITHOUT_SPACES.test(sign);
  const other = /\p{N}/u.test(sign) ? IN_NUMBER : APART;
  KINDS[code] = isLetter ? IN_WORD : other;
  return KINDS[code]!;
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
export const QUOTING: ReadonlySet<string> = new Set([
  ...['sentence', 'next', 'note'],
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

/** All of one length, the last one too: what it repeats is found once. */
function piecesOf(text: string): string[] {
  // Receipts cut long values, with a mark at the end.
  const whole = text.replace(/…$/, '').trim();
  const pieces: string[] = [];
  for (let at = 0; at + PIECE < whole.length; at += PIECE) pieces.push(whole.slice(at, at + PIECE));
  return [...pieces, whole.slice(-PIECE)];
}
