import type { IncomingMessage } from 'node:http';
import type { Answer } from './answers.ts';

const BODY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/**
 * “Stored, and nothing to say”, in the only words that Twilio understands: it would read plain text to the sender as an answer, and counts any
 * other content as a fault of the owner’s account (error 12300).
 */
export const TWIML_ACK: Answer = {
  status: 200,
  headers: ['content-type', 'text/xml; charset=utf-8', 'content-length', String(BODY.length)],
  body: BODY,
};

/** Whether Twilio asks. Anybody can write this header: a wrong yes changes the words of a 200 and nothing else. */
export function isTwilio({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['x-twilio-signature'] !== undefined;
}
