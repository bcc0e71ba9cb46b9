/** Longer headers are no content type; the rest is not looked at. */
const MAX_LENGTH = 1000;
const MEDIA_TYPE = /^\s*([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)\s*(?:[;,]|$)/;
const CHARSET = /;\s*charset\s*=\s*["']?([a-z0-9._:+-]+)/;

/** Reads a Content-Type as far as it can be read: senders write `;;;`, nothing at all, or only a charset (CORPUS B21, B22). */
export function parseContentType(header: string): { mediaType: string | null; charset: string | null } {
  const text = header.slice(0, MAX_LENGTH).toLowerCase();
  return { mediaType: MEDIA_TYPE.exec(text)?.[1] ?? null, charset: CHARSET.exec(text)?.[1] ?? null };
}
