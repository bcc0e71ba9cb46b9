import type { PayloadFormat } from '#shared/contract/delivery.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { UnreadBody } from './format.ts';
import { parserOne } from './parser-1.ts';

export interface RequestBody {
  /** Raw bytes as received. */
  body: Uint8Array;
  /** All headers as received. Of them, Content-Encoding says whether the body is compressed. */
  headers: readonly (readonly [string, string])[];
  /** The Content-Type header as received, empty when there was none. */
  contentType: string;
  /** What stood after the `?`, without it: the payload where the body is empty. */
  query: string;
}

export type ParsedPayload = { ok: true; format: PayloadFormat; value: JsonValue; note: string | null } | UnreadBody;

/** One set of parsing rules. Never throws on anything a stranger sends. */
export type Parser = (request: RequestBody) => ParsedPayload;

/** Parsing rules by their number, which stands in the configuration of each webhook. */
export type Parsers = Readonly<Record<number, Parser>>;

/** A set stays for as long as there may be a webhook that was made with it. The newest is NEWEST_PARSER of the contract. */
export const PARSERS: Parsers = { 1: parserOne };

/**
 * Reads the payload of a request (RC3) by the rules that its webhook was made with, so that an upgrade never changes a live mapping.
 * A body that cannot be read comes back with its reason, a sentence for the owner and, in JSON, the place of the fault. Throws where there
 * are no rules of that number, which a configuration that was checked never has.
 */
export function parseBody(request: RequestBody, version: number, parsers: Parsers = PARSERS): ParsedPayload {
  const parse = parsers[version];
  if (parse === undefined) throw new Error(`There are no parsing rules ${version}.`);
  return parse(request);
}
