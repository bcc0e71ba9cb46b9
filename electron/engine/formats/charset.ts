import { type UnreadBody, unread } from './format.ts';

/** Byte order is not in these names but in the bytes. */
const UTF_16 = new Set(['utf-16', 'utf16', 'unicode', 'csunicode', 'ucs-2', 'iso-10646-ucs-2']);
/** The web reads ASCII as windows-1252; whoever says ASCII and sends more most likely sends UTF-8. */
const ASCII = new Set(['us-ascii', 'ascii', 'ansi_x3.4-1968']);
/** Names that senders give and the web does not know. */
const ALIASES: Readonly<Record<string, string>> = { iso_8859_1: 'iso-8859-1' };
/** Known to the web for other purposes: its upper half are no characters. */
const NO_TEXT = 'x-user-defined';

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

/**
 * The encoding that a stated charset means for these bytes, by the labels of the WHATWG Encoding standard (CORPUS B25): Latin-1 is read as its
 * superset windows-1252, which has the same letters. Null when it is one that is not read, such as UTF-7.
 */
export function encodingOf(bytes: Uint8Array, charset: string | null): string | null {
  if (charset === null || ASCII.has(charset)) return 'utf-8';
  if (UTF_16.has(charset)) return byteOrder(bytes);
  try {
    const { encoding } = new TextDecoder(Object.hasOwn(ALIASES, charset) ? ALIASES[charset] : charset);
    return encoding === NO_TEXT ? null : encoding;
  } catch {
    return null;
  }
}

/** By the byte order mark, else by which half of the first character is zero: a payload begins with an ASCII character. */
function byteOrder(bytes: Uint8Array): string {
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
