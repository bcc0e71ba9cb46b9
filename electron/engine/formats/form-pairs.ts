/** Fields of one form that are read as fields (CORPUS B26); what follows is kept in one piece. */
export const MAX_FORM_FIELDS = 1000;

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PLUS = 0x2b;
const PERCENT = 0x25;
const SPACE = 0x20;

/** One field as it came, before its characters are decoded. */
export interface RawPair {
  key: Uint8Array;
  value: Uint8Array;
}

/** Cuts a form into fields. `rest` holds what comes after the first 1,000, as sent; null when that is all. */
export function splitPairs(body: Uint8Array): { pairs: RawPair[]; rest: Uint8Array | null } {
  const pairs: RawPair[] = [];
  let start = 0;
  while (start < body.length) {
    if (body[start] === AMPERSAND) {
      start += 1;
      continue;
    }
    if (pairs.length === MAX_FORM_FIELDS) return { pairs, rest: body.subarray(start) };
    const ampersand = body.indexOf(AMPERSAND, start);
    const end = ampersand < 0 ? body.length : ampersand;
    pairs.push(splitPair(body.subarray(start, end)));
    start = end + 1;
  }
  return { pairs, rest: null };
}

function splitPair(piece: Uint8Array): RawPair {
  const equals = piece.indexOf(EQUALS);
  if (equals < 0) return { key: percentDecode(piece), value: new Uint8Array() };
  return { key: percentDecode(piece.subarray(0, equals)), value: percentDecode(piece.subarray(equals + 1)) };
}

/** `+` and `%XX` to bytes (WHATWG URL); a `%` that is no escape stays as it is. */
function percentDecode(piece: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(piece.length);
  let length = 0;
  for (let index = 0; index < piece.length; index += 1) {
    let byte = piece[index]!;
    if (byte === PLUS) byte = SPACE;
    else if (byte === PERCENT) {
      const escaped = hexDigit(piece[index + 1]) * 16 + hexDigit(piece[index + 2]);
      if (!Number.isNaN(escaped)) {
        byte = escaped;
        index += 2;
      }
    }
    bytes[length] = byte;
    length += 1;
  }
  return bytes.subarray(0, length);
}

function hexDigit(byte: number | undefined): number {
  return byte === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(byte), 16);
}
