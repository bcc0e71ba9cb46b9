/** Longer headers are no content type; the rest is not looked at. */
const MAX_LENGTH = 1000;
const MEDIA_TYPE = /^\s*([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)\s*(?:[;,]|$)/;
const CHARSET = /;\s*charset\s*=\s*["']?([a-z0-9._:+-]+)/;
/** As RFC 2046 allows it, in quotation marks or, as many senders write it, without. */
const BOUNDARY = /;\s*boundary\s*=\s*(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+,./:=?-]{1,70}))\s*(?:[;,]|$)/i;

export interface ContentType {
  /** Lower case, without parameters; null where the header is missing or garbled. */
  mediaType: string | null;
  /** As stated, lower case; null where none is. */
  charset: string | null;
  /** What parts a multipart body, as written; null where none is stated. */
  boundary: string | null;
}

/** Reads a Content-Type as far as it can be read: senders write `;;;`, nothing at all, or only a charset (CORPUS B21, B22). */
export function parseContentType(header: string): ContentType {
  const text = header.slice(0, MAX_LENGTH);
  const lower = text.toLowerCase();
  const boundary = BOUNDARY.exec(text);
  return {
    mediaType: MEDIA_TYPE.exec(lower)?.[1] ?? null,
    charset: CHARSET.exec(lower)?.[1] ?? null,
    boundary: boundary?.[1] ?? boundary?.[2] ?? null,
  };
}
