import type { ContactRow } from './contact-row.ts';

/** A stranger may send a name of any length. */
const MAX_TEXT = 1000;
const MAX_TERMS = 32;
const MAX_TERM_LENGTH = 64;
const MAX_QUERY_WORDS = 8;

type Findable = Pick<
  ContactRow,
  'name' | 'first_name' | 'last_name' | 'email_raw' | 'phone' | 'phone_raw' | 'crm_contact_id' | 'user_ns'
>;

/**
 * What a contact is found by: for every word, the text from each place where a part of the word starts. `Anna o'Neil` gives `anna`,
 * `o'neil` and `neil`; `jo.doe@example.com` gives `jo.doe@example.com`, `doe@example.com` and `example.com`.
 * A query then only has to be the beginning of a term.
 */
export function contactTerms(contact: Findable): string[] {
  const names = [contact.name, contact.first_name, contact.last_name, contact.crm_contact_id];
  const terms = [
    contact.user_ns,
    ...phoneTerms(contact),
    ...emailTerms(contact.email_raw ?? ''),
    ...names.flatMap((text) => wordTerms(text ?? '')),
  ];
  return [...new Set(terms)].slice(0, MAX_TERMS);
}

/**
 * The ways in which a query may match: each is a list of beginnings that all must be found. Digits may be written with spaces and signs,
 * and a national number with its leading 0.
 */
export function searchesOf(query: string): string[][] {
  const words = wordsOf(query)
    .map((word) => cut(word.replace(/^[^\p{L}\p{N}]+(?=.*[\p{L}\p{N}])/u, '')))
    .slice(0, MAX_QUERY_WORDS);
  const digits = /^[\d\s()+./-]+$/.test(query) ? digitsOf(query.replace('(0)', '')).replace(/^00/, '') : '';
  const numbers = [digits, digits.replace(/^0/, '')].filter((number) => number !== '').map((number) => [cut(number)]);
  const searches = [words, ...numbers].filter((search) => search.length > 0);
  return [...new Map(searches.map((search) => [search.join(' '), search])).values()];
}

/** The digits as written, the international number, and that number without its country code. */
function phoneTerms({ phone, phone_raw }: Findable): string[] {
  const international = digitsOf(phone ?? '');
  return [digitsOf(phone_raw ?? ''), international, international.replace(CALLING_CODE, '')]
    .map(cut)
    .filter((term) => term !== '');
}

/** Country calling codes have one digit (1, 7), two (those listed) or three. */
export const CALLING_CODE = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Without `com` and its like, which would find everybody. */
function emailTerms(email: string): string[] {
  return wordTerms(email).filter((term) => /[.@]/.test(term));
}

function wordTerms(text: string): string[] {
  return wordsOf(text).flatMap((word) => {
    const starts = [...word.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => cut(word.slice(index)));
    return starts.length === 0 ? [cut(word)] : starts;
  });
}

/** Without accents and case, so that `jose` finds `José`. */
function wordsOf(text: string): string[] {
  const folded = text
    .slice(0, MAX_TEXT)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return folded.split(/[\s\0]+/).filter((word) => word !== '');
}

const digitsOf = (text: string) => text.replace(/\D+/g, '');

const cut = (term: string) => term.slice(0, MAX_TERM_LENGTH).toWellFormed();
