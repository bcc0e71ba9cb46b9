/**
 * The questions with which senders make sure that an address is ours. Only the handshake of the webhook’s own scheme is answered, nothing
 * is processed for it, and what goes back is bounded and inert (CORPUS S13–S15).
 */
import { answerAsana, isAsanaHandover } from './asana-handshake.ts';
import { answerDropbox, dropboxChallenge } from './dropbox-handshake.ts';
import { type Handshake, NONE, refuse } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';
import { answerMeta, isMetaQuestion } from './meta-handshake.ts';
import { answerSlack, slackChallenge } from './slack-handshake.ts';
import { answerWooCommerce } from './woocommerce-ping.ts';
import { answerZoom, zoomToken } from './zoom-handshake.ts';

/** Pure; never throws. Ask it before the signature: some handshakes carry none. */
export function answerHandshake(input: HandshakeInput): Handshake {
  const { scheme } = input.verify;
  // Else these would be taken for somebody who looks whether the address is there, and the owner would not learn why the sender is not content.
  if (scheme !== 'meta' && isMetaQuestion(input)) return refuse(404);
  if (scheme !== 'dropbox' && dropboxChallenge(input) !== null) return refuse(404);
  switch (scheme) {
    case 'meta':
      return answerMeta(input);
    case 'slack':
      return answerSlack(input);
    case 'zoom':
      return answerZoom(input);
    case 'asana':
      return answerAsana(input);
    case 'dropbox':
      return answerDropbox(input);
    case 'woocommerce':
      return answerWooCommerce(input);
    case 'none':
      return isPosted(input) ? refuse(404) : NONE;
    default:
      return NONE;
  }
}

/** With a scheme it is the signature that says whose question a posted one is. */
function isPosted(input: HandshakeInput): boolean {
  return isAsanaHandover(input) || slackChallenge(input) !== null || zoomToken(input) !== null;
}
