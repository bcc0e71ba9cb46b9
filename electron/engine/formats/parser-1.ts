import { parseContentType } from './content-type.ts';
import { formFormat } from './form-format.ts';
import { type Format, type StatedBody, unread } from './format.ts';
import { jsonFormat } from './json-format.ts';
import { multipartFormat } from './multipart-format.ts';
import type { ParsedPayload, Parser } from './parse-body.ts';
import { textFormat } from './text-format.ts';
import { unpackBody } from './unpack-body.ts';
import { xmlFormat } from './xml-format.ts';

/** In the order in which a body of no stated format is tried. */
const FORMATS: readonly Format[] = [jsonFormat, xmlFormat, formFormat, multipartFormat, textFormat];

const BRACE = 0x7b;
const BRACKET = 0x5b;

/**
 * The parsing rules 1: by the stated format, else by what the bytes look like. With every format that they use they are what live webhooks
 * rely on: what they make of a request does not change any more. They may learn to read what they refuse.
 */
export const parserOne: Parser = (request) => {
  const unpacked = unpackBody(request.body, request.headers);
  if (!unpacked.ok) return unpacked;
  const body: StatedBody = { ...parseContentType(request.contentType), bytes: unpacked.bytes };
  if (isBlank(body.bytes)) return readQuery(request.query);

  const format = formatOf(body);
  if (format === undefined) return unread('unsupported-format', explainUnsupported(body.mediaType));
  const read = format.read(body);
  return read.ok ? { ...read, format: format.name } : read;
};

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
