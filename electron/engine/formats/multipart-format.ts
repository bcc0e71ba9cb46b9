import {
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  MultipartParseError,
  type MultipartPart,
  parseMultipart,
} from '@remix-run/multipart-parser';
import type { JsonObject } from '#shared/json/value.ts';
import { decodeText } from './charset.ts';
import { parseContentType } from './content-type.ts';
import { type FormField, structureOf } from './form-structure.ts';
import { type Format, type ReadBody, type StatedBody, type UnreadBody, unread } from './format.ts';

/** CORPUS B27. */
const MAX_PARTS = 1000;
const MAX_HEADER_BYTES = 8 * 1024;
/** Of all parts together: real ones have some 150 bytes each. */
const MAX_ALL_HEADERS_BYTES = 256 * 1024;

/** The fields that name the encoding of others: all (HTML), or each by its name, in JSON (SendGrid). */
const ENCODING_FIELD = '_charset_';
const ENCODINGS_FIELD = 'charsets';

/** A form in parts. Bracket names make structure as in other forms; a file is its name, type and size, and its bytes stay in the stored request. */
export const multipartFormat: Format = {
  name: 'multipart',
  claims: (mediaType) => mediaType === 'multipart/form-data',
  recognises: () => false,
  read(body) {
    if (body.boundary === null) return unread('bad-multipart', 'The request does not say what parts its form.');
    const parts = splitParts(body, body.boundary);
    return Array.isArray(parts) ? readParts(parts) : parts;
  },
};

/** What is read of a part, once: reading its headers costs. */
interface Part {
  name: string;
  /** Null where it is no file. */
  fileName: string | null;
  mediaType: string;
  charset: string | null;
  bytes: Uint8Array;
}

function splitParts({ bytes }: StatedBody, boundary: string): Part[] | UnreadBody {
  const limits = { maxParts: MAX_PARTS, maxHeaderSize: MAX_HEADER_BYTES };
  const size = bytes.length;
  try {
    const message = withoutPreamble(bytes, boundary);
    const parts = Array.from(parseMultipart(message, { boundary, ...limits, maxFileSize: size, maxTotalSize: size }));
    if (headerBytes(message, parts, boundary) > MAX_ALL_HEADERS_BYTES) {
      return unread('bad-multipart', 'The parts of the form have more than 256 KB of headers in all.');
    }
    return parts.map(partOf);
  } catch (fault) {
    return unread('bad-multipart', explain(fault));
  }
}

/** What stands before the first part is for people (RFC 2046, 5.1.1); some senders leave an empty line there. */
function withoutPreamble(bytes: Uint8Array, boundary: string): Uint8Array {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(`\n--${boundary}`);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, boundary.length + 2));
  return at >= 0 && start !== `--${boundary}` ? bytes.subarray(at + 1) : bytes;
}

function headerBytes(message: Uint8Array, parts: readonly MultipartPart[], boundary: string): number {
  const delimiter = boundary.length + '\r\n--\r\n\r\n\r\n'.length;
  return parts.reduce((left, part) => left - part.size - delimiter, message.length);
}

function partOf(part: MultipartPart): Part {
  const { filename, mediaType } = part;
  const isFile = filename !== undefined || mediaType === 'application/octet-stream';
  return {
    name: part.name ?? '',
    fileName: isFile ? (filename ?? '') : null,
    mediaType: mediaType ?? '',
    charset: parseContentType(part.headers['content-type'] ?? '').charset,
    bytes: part.bytes,
  };
}

function explain(fault: unknown): string {
  if (fault instanceof MaxPartsExceededError) return 'The form has more than a thousand parts.';
  if (fault instanceof MaxHeaderSizeExceededError) return 'A part of the form has more than 8 KB of headers.';
  if (fault instanceof MultipartParseError)
    return 'The form is not complete, or not in the parts that the request states.';
  // The decoder’s: a header that is not UTF-8.
  if (fault instanceof TypeError) return 'A part of the form has a name that is not valid UTF-8.';
  throw fault;
}

function readParts(parts: readonly Part[]): ReadBody {
  const encodings = statedEncodings(parts);
  const fields: FormField[] = [];
  for (const part of parts) {
    const { name, fileName } = part;
    if (fileName !== null) {
      fields.push({ key: name, value: fileOf(part, fileName) });
      continue;
    }
    const charset = part.charset ?? encodings(name);
    const decoded = decodeText(part.bytes, charset);
    if (!decoded.ok) return unread('bad-encoding', explainEncoding(name, charset));
    fields.push({ key: name, value: decoded.text });
  }
  return { ok: true, value: structureOf(fields), note: null };
}

/** Only what the sender says of a file: never a path, and never its content (CORPUS B27). */
function fileOf({ mediaType, bytes }: Part, stated: string): JsonObject {
  const file: JsonObject = Object.create(null);
  file.name = stated.slice(Math.max(stated.lastIndexOf('/'), stated.lastIndexOf('\\')) + 1);
  file.type = mediaType;
  file.size = bytes.length;
  return file;
}

/** The encoding that the form itself states for a field. */
function statedEncodings(parts: readonly Part[]): (name: string) => string | null {
  const forAll = asciiOf(parts.find(({ name }) => name === ENCODING_FIELD));
  const each = asciiOf(parts.find(({ name }) => name === ENCODINGS_FIELD));
  const byName = new Map(
    Array.from((each ?? '').matchAll(/"([^"\\]+)"\s*:\s*"([\w.:-]+)"/g), ([, name, of]) => [name, of]),
  );
  return (name) => byName.get(name)?.toLowerCase() ?? forAll?.trim().toLowerCase() ?? null;
}

function asciiOf(part: Part | undefined): string | null {
  return part === undefined ? null : new TextDecoder('latin1').decode(part.bytes.subarray(0, 8 * 1024));
}

function explainEncoding(name: string, charset: string | null): string {
  const shown = name.slice(0, 100);
  return charset === null
    ? `The part “${shown}” states no encoding, and its characters are not valid UTF-8.`
    : `The part “${shown}” is not valid in the encoding “${charset}”, or Fieldhook does not read that one.`;
}
