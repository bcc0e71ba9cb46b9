import { isUtf8 } from 'node:buffer';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { type ParsedPayload, type Parsers, parseBody } from '../formats/parse-body.ts';
import type { SearchWork } from '../store/port/search-store.ts';
import { maskPayload } from './mask-private.ts';
import { hideInJson, hideTexts } from './private-texts.ts';

/** What is taken of a request, and of one value in it, in characters. A longer value is a text, or a file in letters. */
const MAX_TEXT = 32_000;
const MAX_VALUE = 4_000;
/** Longer than any name, number or address: a picture in letters, a token. Its beginning is enough to find it by. */
const LONG_WORD = /(\S{100})\S+/g;

/**
 * What a request can be found by (LG2): the values of its payload, and where it cannot be read its text. Nothing is found by what is private
 * (LG3), since a hit tells as much as the value: `hidden` are the paths that lead there.
 */
export function searchableValues(
  { request }: Extract<SearchWork, { request: unknown }>,
  { parser, parsers, hidden }: { parser: number; parsers?: Parsers | undefined; hidden: readonly string[] },
): string[] {
  const parsed: ParsedPayload = parseBody(request, parser, parsers);
  const values: string[] = [];
  let room = MAX_TEXT;
  const take = (text: string): void => {
    if (room <= 0 || text.trim() === '') return;
    const taken = text.slice(0, Math.min(MAX_VALUE, room)).replace(LONG_WORD, '$1').toWellFormed();
    values.push(taken);
    room -= taken.length;
  };
  if (parsed.ok) eachValue(withoutPrivate(parsed.value, hidden), take);
  else if (hidden.length === 0 && isUtf8(request.body))
    take(Buffer.from(request.body.subarray(0, MAX_VALUE)).toString());
  return values;
}

/** Also where the same value stands elsewhere in the request. */
function withoutPrivate(payload: JsonValue, hidden: readonly string[]): JsonValue {
  if (hidden.length === 0) return payload;
  const { value, texts } = maskPayload(payload, hidden);
  const hide = hideTexts(texts);
  return hide === null ? value : hideInJson(value, hide);
}

/** Depth first, as they are written; texts that hold JSON are read as such. Payloads are bounded in depth where they are parsed. */
function eachValue(value: JsonValue, take: (text: string) => void): void {
  if (typeof value === 'string') take(withoutEscapes(value));
  else if (typeof value === 'number') take(String(value));
  else if (value instanceof SourceNumber) take(value.source);
  else if (Array.isArray(value)) for (const one of value) eachValue(one, take);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) eachValue(one, take);
}

/** JSON in a text writes signs as `\\u00e9`; as words it is found like what it says. */
function withoutEscapes(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
