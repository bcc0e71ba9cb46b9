import { answer, empty, type Handshake, NONE } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';
import { hasHeader } from './read-header.ts';

/** When a webhook is saved, WooCommerce sends its number without a signature and wants exactly 200; there is nothing in it to store. */
export function answerWooCommerce({ method, headers, body }: HandshakeInput): Handshake {
  const isUnsigned = method === 'POST' && body.length < 40 && !hasHeader(headers, 'X-WC-Webhook-Signature');
  const isPing = isUnsigned && /^webhook_id=\d{1,20}$/.test(Buffer.from(body).toString('latin1'));
  return isPing ? answer(empty()) : NONE;
}
