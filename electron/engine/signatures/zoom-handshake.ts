import { createHmac } from 'node:crypto';
import { ownMember, parseBytes } from './body-json.ts';
import { answer, type Handshake, isTooLong, json, NONE, refuse } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';
import { verifySignature } from './verify-signature.ts';

const MAX_QUESTION = 8 * 1024;

export function zoomToken({ method, body }: Pick<HandshakeInput, 'method' | 'body'>): string | null {
  if (method !== 'POST' || body.length > MAX_QUESTION) return null;
  const question = parseBytes(body);
  const token = ownMember(ownMember(question, 'payload'), 'plainToken');
  return ownMember(question, 'event') === 'endpoint.url_validation' && typeof token === 'string' ? token : null;
}

/** Zoom asks when the address is entered and every 72 hours; the answer shows that we know the secret it signed the question with. */
export function answerZoom(input: HandshakeInput): Handshake {
  const { verify } = input;
  const plainToken = zoomToken(input);
  if (verify.scheme !== 'zoom' || plainToken === null) return NONE;
  const isOurs = (secret: string) => verifySignature({ ...input, verify, secrets: [secret] }).verdict === 'verified';
  const secret = input.secrets.find(isOurs);
  if (secret === undefined) return NONE;
  if (isTooLong(plainToken)) return refuse(413);
  const encryptedToken = createHmac('sha256', secret).update(plainToken).digest('hex');
  return answer(json({ plainToken, encryptedToken }));
}
