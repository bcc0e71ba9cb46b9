import { echo, type Handshake, NONE, refuse } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';
import { readSecrets } from './read-keys.ts';
import { sameSecret } from './same-secret.ts';
import { isRefused } from './verdict.ts';

const NONE_STORED =
  'Meta asked with a verify token, and this webhook has none. Type the same text into Verify token in the webhook’s settings and at Meta, and let Meta ask again.';
const ANOTHER =
  'Meta asked with another verify token than the one of this webhook. Type the same text into Verify token in the webhook’s settings and at Meta, and let Meta ask again.';

type Asked = Pick<HandshakeInput, 'method' | 'query'>;

export function isMetaQuestion({ method, query }: Asked): boolean {
  return method === 'GET' && /(?:^|&)hub\.(?:mode|challenge|verify_token)=/.test(query);
}

/** Meta asks with a token that the owner typed there and here; only who knows it gets the challenge back. */
export function answerMeta(input: HandshakeInput): Handshake {
  if (!isMetaQuestion(input)) return NONE;
  const query = new URLSearchParams(input.query);
  const only = (name: string) => (query.getAll(name).length === 1 ? query.get(name) : null);
  const [mode, token, challenge] = [only('hub.mode'), only('hub.verify_token'), only('hub.challenge')];
  const known = readSecrets(input.verifyTokens);
  if (mode !== 'subscribe' || token === null || challenge === null) return refuse(403);
  if (isRefused(known)) return refuse(403, NONE_STORED);
  return known.filter((one) => sameSecret(one, token)).length > 0 ? echo(challenge) : refuse(403, ANOTHER);
}
