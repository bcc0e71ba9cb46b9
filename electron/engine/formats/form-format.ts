import { encodingOf } from './charset.ts';
import { MAX_FORM_FIELDS, type RawPair, splitPairs } from './form-pairs.ts';
import { type FormField, structureOf } from './form-structure.ts';
import type { Format, ReadBody, StatedBody } from './format.ts';
import { unread } from './format.ts';

/** Under this key stands, in one piece, what follows the fields that are read. */
export const UNREAD_REST_KEY = `(after the first ${MAX_FORM_FIELDS} fields, as sent)`;

export const formFormat: Format = {
  name: 'form',
  claims: (mediaType) => mediaType === 'application/x-www-form-urlencoded',
  /** Only characters that a form leaves unescaped, and at least one field with a value. */
  recognises(body) {
    const text = new TextDecoder('latin1').decode(body.bytes);
    return /^[\w.~!$&'()*+,;:@/?#%=[\]-]*$/.test(text) && /(?:^|&)[^=&]+=[^=&]/.test(text);
  },
  read(body) {
    const encoding = encodingOf(body.bytes, body.charset);
    if (encoding === null || !isOverAscii(encoding)) {
      return unread('bad-encoding', `A form in the encoding “${body.charset}” is not something Fieldhook reads.`);
    }
    const bytes = withoutByteOrderMark(body.bytes);
    if (!bytes.includes(0x3d)) {
      return unread('bad-form', 'The request says it is a form, but not one “name=value” is in it.');
    }
    return readForm(bytes, body, encoding);
  },
};

function readForm(bytes: Uint8Array, body: StatedBody, encoding: string): ReadBody {
  const { pairs, rest } = splitPairs(bytes);
  const fields = decodeFields(pairs, encoding) ?? decodeFields(pairs, ownEncoding(pairs));
  if (fields === null) {
    const stated = body.charset === null ? 'states no encoding' : `states the encoding “${body.charset}”`;
    return unread('bad-encoding', `The form ${stated}, and its characters are not valid ${encoding.toUpperCase()}.`);
  }
  if (rest !== null) fields.push({ key: UNREAD_REST_KEY, value: new TextDecoder('latin1').decode(rest) });
  return { ok: true, value: structureOf(fields), note: null };
}

/** The fields as text; null when one is not valid in the encoding. */
function decodeFields(pairs: readonly RawPair[], encoding: string | null): FormField[] | null {
  if (encoding === null || !isOverAscii(encoding)) return null;
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    return pairs.map(({ key, value }) => ({ key: decoder.decode(key), value: decoder.decode(value) }));
  } catch {
    return null;
  }
}

/** A form can name its encoding in a field: `_charset_` (HTML), `charset` (PayPal). */
function ownEncoding(pairs: readonly RawPair[]): string | null {
  const ascii = new TextDecoder('latin1');
  const field = pairs.find(({ key }) => ['_charset_', 'charset'].includes(ascii.decode(key)));
  return field === undefined ? null : encodingOf(field.value, ascii.decode(field.value).trim().toLowerCase());
}

/** Whether a byte that looks like `&` or `=` is one. */
function isOverAscii(encoding: string): boolean {
  return !encoding.startsWith('utf-16') && encoding !== 'iso-2022-jp';
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
