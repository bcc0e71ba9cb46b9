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
  switch (input.verify.scheme) {
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
      return isQuestion(input) ? refuse(404) : NONE;
    default:
      return NONE;
  }
}

function isQuestion(input: HandshakeInput): boolean {
  return (
    isMetaQuestion(input) ||
    dropboxChallenge(input) !== null ||
    isAsanaHandover(input) ||
    slackChallenge(input) !== null ||
    zoomToken(input) !== null
  );
}
