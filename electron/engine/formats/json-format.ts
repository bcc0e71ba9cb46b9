import { parseJson } from '#shared/json/parse-json.ts';
import { decodeText } from './charset.ts';
import type { Format } from './format.ts';

const MEDIA_TYPE = /^(?:application\/json|text\/json|application\/x-json|[^/]+\/[^/]*\+json)$/;

export const jsonFormat: Format = {
  name: 'json',
  claims: (mediaType) => MEDIA_TYPE.test(mediaType),
  /** An object or a list by its first character, so that a slip further on is reported with its place; anything else by reading it. */
  recognises(body) {
    const decoded = decodeText(body.bytes, body.charset);
    if (!decoded.ok) return false;
    return /^\s*[{[]/.test(decoded.text) || parseJson(decoded.text).ok;
  },
  read(body) {
    const decoded = decodeText(body.bytes, body.charset);
    if (!decoded.ok) return decoded;
    const parsed = parseJson(decoded.text);
    if (!parsed.ok) return parsed;
    const { value, repeatedKey } = parsed;
    return { ok: true, value, note: repeatedKey === null ? null : explainRepeated(repeatedKey) };
  },
};

/** CORPUS B13. */
function explainRepeated(key: string): string {
  return `The name “${key.slice(0, 100)}” stands more than once in the same place of the payload; only its last value is read.`;
}
