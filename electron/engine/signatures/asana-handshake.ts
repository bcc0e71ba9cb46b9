import { answer, empty, type Handshake, NONE, refuse } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';
import { hasHeader, readHeader } from './read-header.ts';
import { readSecrets } from './read-keys.ts';
import { sameSecret } from './same-secret.ts';
import { isRefused } from './verdict.ts';

const HEADER = 'X-Hook-Secret';
/** Short and plain: it goes back as a header, so nothing that could end one may be in it. */
const SECRET = /^[A-Za-z0-9+/=_-]{16,256}$/;

const ANOTHER =
  'Asana handed over another secret than the one that is stored, which stays. To take the new one, remove the stored one in the webhook’s settings, press Connect, and make the webhook at Asana again.';
const NOT_AWAITED =
  'Asana handed over a secret while nobody waited for one. Press Connect in the webhook’s settings, and make the webhook at Asana again within ten minutes.';

export function isAsanaHandover({ method, headers }: Pick<HandshakeInput, 'method' | 'headers'>): boolean {
  return method === 'POST' && hasHeader(headers, HEADER);
}

/**
 * Asana hands its secret over in the open, to whoever is at the address. So it is taken only while the owner is waiting for it, and never
 * in the place of another: a stranger who could do that would own the webhook (CORPUS S14). Asana hands the same one over again where our
 * answer did not reach it: whoever knows it is answered as at first.
 */
export function answerAsana(input: HandshakeInput): Handshake {
  if (!isAsanaHandover(input)) return NONE;
  const secret = readHeader(input.headers, HEADER);
  const isAwaited = input.connectUntil !== null && input.now < input.connectUntil;
  const known = readSecrets(input.secrets);
  if (isRefused(secret) || !SECRET.test(secret)) return refuse(403);
  const echoed = empty(HEADER, secret);
  if (!isRefused(known)) {
    return known.filter((one) => sameSecret(one, secret)).length > 0 ? answer(echoed) : refuse(403, ANOTHER);
  }
  return isAwaited ? { kind: 'store-secret', secret, answer: echoed } : refuse(403, NOT_AWAITED);
}
