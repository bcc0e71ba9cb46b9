import { REQUEST_LIMITS } from '#shared/json/parse-json.ts';
import { placeOf } from '#shared/json/place-of.ts';
import { decodeText } from './charset.ts';
import type { Format, ReadBody, StatedBody } from './format.ts';
import { XmlFault } from './xml-fault.ts';
import { type XmlLimits, XmlReader } from './xml-reader.ts';

const MEDIA_TYPE = /^(?:application\/xml|text\/xml|application\/[^/]+\+xml)$/;
/** The document itself is a level of the payload. Lists of repeated elements are not counted: nobody nested them. */
const LIMITS: XmlLimits = { ...REQUEST_LIMITS, depth: REQUEST_LIMITS.depth - 1, references: 200_000 };
/** How far into a document its own statement of an encoding is looked for. */
const DECLARATION_BYTES = 200;

/**
 * XML and SOAP. Names keep their prefixes (`soapenv:Body`), attributes are `@name`, text is `#text` or the value itself where it stands
 * alone, a repeated element is a list, and every value is text: `007` stays `007`.
 */
export const xmlFormat: Format = {
  name: 'xml',
  claims: (mediaType) => MEDIA_TYPE.test(mediaType),
  recognises: (body) => start(body).startsWith('<?xml'),
  read(body) {
    const decoded = decodeText(body.bytes, charsetOf(body));
    return decoded.ok ? readXml(decoded.text) : decoded;
  },
};

function readXml(text: string): ReadBody {
  try {
    return { ok: true, value: new XmlReader(text, LIMITS).read(), note: null };
  } catch (fault) {
    if (!(fault instanceof XmlFault)) throw fault;
    return { ok: false, reason: fault.reason, sentence: fault.message, ...placeOf(text, fault.at) };
  }
}

/** The header comes first (RFC 7303), then a byte order mark, then what the document says of itself. */
function charsetOf(body: StatedBody): string | null {
  if (body.charset !== null) return body.charset;
  const [first, second] = body.bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return 'utf-16';
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start(body))?.[1]?.toLowerCase() ?? null;
}

function start({ bytes }: StatedBody): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES)).replace(/^(?:\xef\xbb\xbf)?\s*/, '');
}
