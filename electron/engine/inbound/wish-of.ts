import type { Wish } from '#shared/contract/inbound.ts';

/** The lists by which carriers and Twilio go. */
const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT']);
const START = new Set(['START', 'YES', 'UNSTOP']);

/** What somebody wishes who wrote nothing but one of the words (SN6), in any case and with any spaces; null: it is an ordinary message. */
export function wishOf(text: string): Wish | null {
  const word = text.replace(/\s+/gu, '').toUpperCase();
  if (STOP.has(word)) return { wants: 'stop', word };
  return START.has(word) ? { wants: 'start', word } : null;
}
