import type { IncomingMessage } from 'node:http';
import { type Answer, BAD_REQUEST, HEADERS_TOO_LARGE } from './answers.ts';
import { LIMITS } from './limits.ts';

/**
 * What Node lets through although two parties on the way could read it differently (CORPUS H4, H10, H13, H26). Node drops headers
 * without a word when there are very many, a signature among them; `rawHeaders` still tells how many came.
 */
export function checkFraming(request: IncomingMessage): Answer | null {
  const { headers, rawHeaders } = request;
  if (rawHeaders.length > LIMITS.headers * 2) return HEADERS_TOO_LARGE;
  // Node still speaks HTTP/0.9, a bare line without headers.
  if (request.httpVersionMajor !== 1) return BAD_REQUEST;
  // Node joins repeated transfer encodings with a comma, so this refuses those too.
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') return BAD_REQUEST;
  // RFC 9112, 6.1: HTTP/1.0 knows no transfer codings; such a message has faulty framing.
  if (coding !== undefined && request.httpVersionMinor === 0) return BAD_REQUEST;
  if (headers.upgrade?.toLowerCase().startsWith('websocket')) return BAD_REQUEST;
  return countHosts(rawHeaders) > 1 ? BAD_REQUEST : null;
}

/** In `headers`, Node keeps the first Host and says nothing of a second. */
function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}
