import type { Wish } from '#shared/contract/inbound.ts';

/** The lists by which carriers and Twilio go, and the same words in languages in which clients answer. */
const STOP = new Set([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  ...['ARRET', 'ARRETER', 'DESABONNER'],
  ...['STOPP', 'ABMELDEN', 'ABBESTELLEN'],
  ...['BAJA', 'PARAR', 'ALTO', 'CANCELAR', 'SAIR'],
  ...['ANNULLA', 'CANCELLAMI'],
  ...['AFMELDEN', 'AVSLUTA', 'AFMELD'],
]);
const START = new Set(['START', 'YES', 'UNSTOP']);

/**
 * What somebody wishes who wrote nothing but one of the words (SN6): in any case, with any spaces. Null: it is an ordinary message. Only for
 * stopping are accents, quotes and any punctuation read past, and the words of other languages taken: a wrong STOP is seen and taken back, a
 * wrong START writes to somebody who does not want it.
 */
export function wishOf(text: string): Wish | null {
  const bare = text
    .normalize('NFD')
    .replace(/[\p{M}\p{P}\p{S}\p{Cf}\s]+/gu, '')
    .toUpperCase();
  if (STOP.has(bare)) return { wants: 'stop', word: bare };
  const word = text.replace(/[\s.!]+/gu, '').toUpperCase();
  return START.has(word) ? { wants: 'start', word } : null;
}
