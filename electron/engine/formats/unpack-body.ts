import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { type UnreadBody, unread } from './format.ts';

/** As much as an uncompressed body may have. */
const MAX_BYTES = 5 * 1024 * 1024;

const LIMIT = { maxOutputLength: MAX_BYTES };

type Unpack = (bytes: Uint8Array) => Uint8Array;

const UNPACKERS: Readonly<Record<string, Unpack>> = {
  gzip: (bytes) => gunzipSync(bytes, LIMIT),
  'x-gzip': (bytes) => gunzipSync(bytes, LIMIT),
  deflate: inflateEither,
  br: (bytes) => brotliDecompressSync(bytes, LIMIT),
};

/**
 * The body as its sender had it before compressing it (RFC 9110, 8.4). What is stored stays as it came; this is for reading only. At
 * most 5 MB come out, whatever goes in, and what was compressed more than once is not unpacked at all (CORPUS B28).
 */
export function unpackBody(
  body: Uint8Array,
  headers: readonly (readonly [string, string])[],
): { ok: true; bytes: Uint8Array } | UnreadBody {
  const coding = contentEncoding(headers);
  if (coding === '' || coding === 'identity' || body.length === 0) return { ok: true, bytes: body };
  const unpack = Object.hasOwn(UNPACKERS, coding) ? UNPACKERS[coding] : undefined;
  if (unpack === undefined) {
    const sentence = `The request was compressed as “${coding.slice(0, 100)}”, which Fieldhook does not read. It reads gzip, deflate and br.`;
    return unread('bad-compression', sentence);
  }
  try {
    return { ok: true, bytes: unpack(body) };
  } catch (error) {
    if (isTooLarge(error)) return unread('too-large', 'The request unpacks to more than 5 MB.');
    return unread('bad-compression', `The request says it is compressed as ${coding}, but it cannot be unpacked.`);
  }
}

function contentEncoding(headers: readonly (readonly [string, string])[]): string {
  const stated = headers.filter(([name]) => name.toLowerCase() === 'content-encoding').map(([, value]) => value);
  return stated.join(', ').trim().toLowerCase();
}

/** Half of all senders of “deflate” leave out the frame that the standard asks for. */
function inflateEither(bytes: Uint8Array): Uint8Array {
  const isFramed = (bytes[0]! & 0x0f) === 8 && (bytes[0]! * 256 + (bytes[1] ?? 0)) % 31 === 0;
  return isFramed ? inflateSync(bytes, LIMIT) : inflateRawSync(bytes, LIMIT);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
