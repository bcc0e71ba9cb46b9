import type { PayloadFormat } from '#shared/contract/delivery.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { parseContentType } from './content-type.ts';
import { formFormat } from './form-format.ts';
import { type Format, type StatedBody, type UnreadBody, unread } from './format.ts';
import { jsonFormat } from './json-format.ts';
import { multipartFormat } from './multipart-format.ts';
import { textFormat } from './text-format.ts';
import { unpackBody } from './unpack-body.ts';
import { xmlFormat } from './xml-format.ts';

/** In the order in which a body of no stated format is tried. */
const FORMATS: readonly Format[] = [jsonFormat, xmlFormat, formFormat, multipartFormat, textFormat];

const BRACE = 0x7b;
const BRACKET = 0x5b;

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

/**
 * Reads the payload of a request (RC3): by the stated format, else by what the bytes look like. Never throws on anything a stranger sends.
 * A body that cannot be read comes back with its reason, a sentence for the owner and, in JSON, the place of the fault.
 */
export function parseBody(request: RequestBody): ParsedPayload {
  const unpacked = unpackBody(request.body, request.headers);
  if (!unpacked.ok) return unpacked;
  const body: StatedBody = { ...parseContentType(request.contentType), bytes: unpacked.bytes };
  if (isBlank(body.bytes)) return readQuery(request.query);

  const format = formatOf(body);
  if (format === undefined) return unread('unsupported-format', explainUnsupported(body.mediaType));
  const read = format.read(body);
  return read.ok ? { ...read, format: format.name } : read;
}

/** Some senders put everything into the address and nothing into the body. */
function readQuery(query: string): ParsedPayload {
  if (!query.includes('=')) return unread('empty-body', 'The request was empty.');
  const bytes = new TextEncoder().encode(query);
  const read = formFormat.read({ bytes, mediaType: null, charset: null, boundary: null });
  return read.ok ? { ...read, format: 'query' } : read;
}

function formatOf(body: StatedBody): Format | undefined {
  const { mediaType } = body;
  const stated = mediaType === null ? undefined : FORMATS.find((format) => format.claims(mediaType));
  if (stated === formFormat && isJsonInDisguise(body)) return jsonFormat;
  return stated ?? FORMATS.find((format) => format.recognises(body));
}

/** `curl -d '{…}'` and hand-made senders say "form" because their library says so unless told otherwise. */
function isJsonInDisguise(body: StatedBody): boolean {
  const first = body.bytes.find((byte) => !isBlankByte(byte));
  return (first === BRACE || first === BRACKET) && jsonFormat.read(body).ok;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(isBlankByte);
}

function isBlankByte(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function explainUnsupported(mediaType: string | null): string {
  return mediaType === null
    ? 'The request does not say in what format it is, and it is neither JSON nor XML nor a form.'
    : `The request is of the type “${mediaType.slice(0, 100)}”, which Fieldhook does not read.`;
}
