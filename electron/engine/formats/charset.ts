import { type UnreadBody, unread } from './format.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The encodings that are read, by the names that senders give them (CORPUS B25). `utf-16` is missing: its byte order is in the bytes. */
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  // The web reads Latin-1 as its superset windows-1252; a body in true Latin-1 has the same letters.
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  iso_8859_1: 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};

export type DecodedText = { ok: true; text: string } | UnreadBody;

/** Bytes to text by the stated charset, UTF-8 where none is; a byte order mark is left out. Nothing is guessed and nothing is replaced. */
export function decodeText(bytes: Uint8Array, charset: string | null): DecodedText {
  const encoding = encodingOf(bytes, charset);
  if (encoding === null) {
    return unread('bad-encoding', `The request states the encoding “${charset}”, which Fieldhook does not read.`);
  }
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return unread('bad-encoding', explain(bytes, charset));
  }
}

/** The encoding that a stated charset means for these bytes; null when it is one that is not read. */
export function encodingOf(bytes: Uint8Array, charset: string | null): Encoding | null {
  if (charset === null) return 'utf-8';
  if (charset === 'utf-16' || charset === 'utf16') return byteOrder(bytes);
  return Object.hasOwn(ENCODINGS, charset) ? ENCODINGS[charset]! : null;
}

/** By the byte order mark, else by which half of the first character is zero: a payload begins with an ASCII character. */
function byteOrder(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-16le';
}

function explain(bytes: Uint8Array, charset: string | null): string {
  if (charset !== null) return `The request states the encoding “${charset}”, but its characters are not valid in it.`;
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'The request looks like UTF-16 but does not say so: the sender has to state charset=utf-16.';
  }
  return 'The request states no encoding, and its characters are not valid UTF-8.';
}
