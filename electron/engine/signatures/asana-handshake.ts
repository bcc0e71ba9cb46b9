import { empty, type Handshake, NONE, refuse } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';
import { hasHeader, readHeader } from './read-header.ts';
import { readSecrets } from './read-keys.ts';
import { isRefused } from './verdict.ts';

const HEADER = 'X-Hook-Secret';
/** Short and plain: it goes back as a header, so nothing that could end one may be in it. */
const SECRET = /^[A-Za-z0-9+/=_-]{16,256}$/;

export function isAsanaHandover({ method, headers }: Pick<HandshakeInput, 'method' | 'headers'>): boolean {
  return method === 'POST' && hasHeader(headers, HEADER);
}

/**
 * Asana hands its secret over in the open, to whoever is at the address. So it is taken only while the owner is waiting for it, and never
 * in the place of another: a stranger who could do that would own the webhook (CORPUS S14).
 */
export function answerAsana(input: HandshakeInput): Handshake {
  if (!isAsanaHandover(input)) return NONE;
  const secret = readHeader(input.headers, HEADER);
  const isAwaited = input.connectUntil !== null && input.now < input.connectUntil;
  const isFirst = isRefused(readSecrets(input.secrets));
  if (isRefused(secret) || !isAwaited || !isFirst || !SECRET.test(secret)) return refuse(403);
  return { kind: 'store-secret', secret, answer: empty(HEADER, secret) };
}
