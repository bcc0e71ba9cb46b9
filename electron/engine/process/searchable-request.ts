import { isUtf8 } from 'node:buffer';
import { decodeText } from '../formats/charset.ts';
import { parseContentType } from '../formats/content-type.ts';
import { unpackBody } from '../formats/unpack-body.ts';
import type { SearchedRequest } from '../store/port/erasure-store.ts';
import { byteText } from './person-traces.ts';

/** Everything a stored request says, to be searched; and whether all of its raw text is in it. */
export interface Searchable {
  texts: string[];
  isWhole: boolean;
}

/**
 * A request as texts in the form of `byteText`: each as it is stored, and where it is written in escapes (JSON, address, XML), also without
 * them. Compressed bodies are unpacked. Not read are images, parts in base64 and encodings that nobody stated: `isWhole` is false then.
 */
export function searchableRequest(request: SearchedRequest): Searchable {
  const { headers, query, contentType, sentence, receipt, body } = request;
  const around = [JSON.stringify(headers), query, contentType, sentence, receipt ?? ''].map(byteText);
  const isForm = /urlencoded/i.test(contentType);
  const raw = body === null ? NO_TEXT : bodyText(body, headers, contentType);
  const texts = [...around, raw.text].filter((text) => text !== '');
  return { texts: texts.flatMap((text) => withoutEscapes(text, isForm || text === around[1])), isWhole: raw.isWhole };
}

/** A stored text that is no request: a sample, a value. */
export function searchableText(text: string): string[] {
  return withoutEscapes(byteText(text), false);
}

const NO_TEXT = { text: '', isWhole: true };

function bodyText(body: Uint8Array, headers: SearchedRequest['headers'], contentType: string) {
  const unpacked = unpackBody(body, headers);
  const bytes = unpacked.ok ? unpacked.bytes : body;
  const { charset } = parseContentType(contentType);
  const isPlain = isUtf8(bytes);
  const decoded = isPlain && !/^utf-?16/.test(charset ?? '') ? null : decodeText(bytes, charset);
  const text = byteText(decoded?.ok ? decoded.text : bytes);
  const hasHiddenParts = /content-transfer-encoding:\s*(?:base64|quoted-printable)|;\s*filename\*?=/.test(text);
  return { text, isWhole: unpacked.ok && (decoded?.ok ?? true) && !hasHiddenParts };
}

/** The text, and what it reads as without its escapes where that is something else. */
function withoutEscapes(text: string, isForm: boolean): string[] {
  const spaced = isForm ? text.replaceAll('+', ' ') : text;
  const plain = spaced
    .replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)).toLowerCase())
    .replace(/\\+u([0-9a-f]{4})/g, (_, code: string) => byteText(String.fromCharCode(Number.parseInt(code, 16))))
    .replace(/\\+[nrtbf]/g, ' ')
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/g, (reference, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? byteText(String.fromCodePoint(code)) : reference;
    });
  return plain === text ? [text] : [text, plain];
}
