import { ownMember, parseBytes } from './body-json.ts';
import { answer, empty, type Handshake, isTooLong, json, NONE, refuse } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';
import { hasHeader } from './read-header.ts';
import { verifySignature } from './verify-signature.ts';

/** Questions are short; a longer body is not read for one. */
const MAX_QUESTION = 8 * 1024;

export function slackChallenge({ method, body }: Pick<HandshakeInput, 'method' | 'body'>): string | null {
  if (method !== 'POST' || body.length > MAX_QUESTION) return null;
  const question = parseBytes(body);
  const challenge = ownMember(question, 'challenge');
  return ownMember(question, 'type') === 'url_verification' && typeof challenge === 'string' ? challenge : null;
}

/** Slack signs its question like everything else. Only its look whether TLS works is unsigned, and gets an empty answer. */
export function answerSlack(input: HandshakeInput): Handshake {
  const { verify } = input;
  if (verify.scheme !== 'slack') return NONE;
  if (isSslCheck(input)) return answer(empty());
  const challenge = slackChallenge(input);
  if (challenge === null || verifySignature({ ...input, verify }).verdict === 'refused') return NONE;
  return isTooLong(challenge) ? refuse(413) : answer(json({ challenge }));
}

/** Unsigned only: a signed request is an event, whatever stands in it. */
function isSslCheck({ method, headers, body }: HandshakeInput): boolean {
  if (method !== 'POST' || body.length > MAX_QUESTION || hasHeader(headers, 'X-Slack-Signature')) return false;
  return new URLSearchParams(Buffer.from(body).toString('latin1')).get('ssl_check') === '1';
}
