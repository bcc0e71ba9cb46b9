/**
 * How texts and what an owner types meet in the full-text index: both are folded the same way, so that `jose` finds `José`, full-width digits
 * are digits, and a phone number is found in any notation.
 */

import { CALLING_CODE } from './contact-terms.ts';

/** Shorter beginnings would fit half of the log; such words are looked for as they are. Digits: `2026` begins every date. */
const MIN_BEGINNING = 3;
const MIN_DIGITS = 5;
const MAX_QUERY_WORDS = 8;
/** A phone number as people write it. A date, or a date and a time, has the same signs and is none. */
const NUMBER = /(?<![\p{L}\p{N}])(?:\+|\(\+?)?\d[\d \u00a0()./-]{4,24}\d(?![\p{L}\p{N}])/gu;
const DATE = /^\d{4}-\d{2}-\d{2}/;
const MIN_PHONE_DIGITS = 6;
const MAX_PHONE_DIGITS = 18;
/** The last run of what the index takes for the signs of a word. */
const LAST_WORD = /[\p{L}\p{N}\p{Co}]+(?=[^\p{L}\p{N}\p{Co}]*$)/u;
/** Written without spaces between words: every sign is a word, and a word is a row of them. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A text as it goes into the index: folded, with each phone number also as one word of digits. */
export function searchText(texts: readonly string[]): string {
  const folded = texts.map(fold);
  const numbers = folded.flatMap((text) => phonesIn(text).flatMap(phoneForms));
  return [...folded.map(apart), ...new Set(numbers)].join('\n');
}

/** The words of the index that begin so; null where there are too many to name. */
export type WordsFrom = (start: string) => readonly string[] | null;

/**
 * What an owner typed as an FTS5 expression: all words must be there, each as the beginning of one. Everything is quoted, so that nothing is an
 * operator. Null where it has no letter and no digit, which finds nothing.
 */
export function searchExpression(typed: string, wordsFrom: WordsFrom): string | null {
  const text = fold(typed);
  const phones = phonesIn(text);
  const rest = phones.reduce((left, phone) => left.replace(phone, ' '), text);
  const start = (word: string) => beginning(word, wordsFrom);
  const parts = [
    ...phones.map((phone) => either([phrase(phone), ...phoneForms(phone).map(start)])),
    ...rest.split(/[\s\0]+/).flatMap((word) => (/[\p{L}\p{N}]/u.test(word) ? [wordExpression(word, start)] : [])),
  ];
  return parts.length === 0 ? null : parts.slice(0, MAX_QUERY_WORDS).join(' AND ');
}

/** `予約確認` is four words in a row, which may go on. */
function wordExpression(word: string, start: (word: string) => string): string {
  const spaced = apart(word);
  if (spaced !== word) return phrase(spaced);
  const last = word.match(LAST_WORD)?.[0] ?? '';
  const isShort = last.length < (/^\d+$/.test(last) ? MIN_DIGITS : MIN_BEGINNING);
  return isShort ? phrase(word) : start(word);
}

/**
 * Named words are walked down the log and cost what is read of them. Of an open beginning FTS5 first gathers every request there is, which
 * takes 0.15 s where that is a million.
 */
function beginning(text: string, wordsFrom: WordsFrom): string {
  const { 0: last, index } = text.match(LAST_WORD)!;
  const words = wordsFrom(last) ?? [];
  return words.length === 0 ? `${phrase(text)} *` : either(words.map((word) => phrase(text.slice(0, index) + word)));
}

/**
 * The digits of a phone number in the ways in which it may be stored or typed: all of them, without the 0 of its country, and without its
 * country code. One of each is enough to meet.
 */
function phoneForms(phone: string): string[] {
  const digits = phone.replace('(0)', '').replace(/\D+/g, '');
  const isInternational = /^\(?\+/.test(phone) || digits.startsWith('00');
  const bare = isInternational ? digits.replace(/^00/, '') : digits.replace(/^0/, '');
  const isLong = isInternational || bare.length > 10;
  const national = isLong ? bare.replace(CALLING_CODE, '') : bare;
  return [...new Set([digits, bare, national])].filter((form) => form.length >= MIN_PHONE_DIGITS - 1);
}

function phonesIn(text: string): string[] {
  return [...text.matchAll(NUMBER)]
    .map(([found]) => found.trim())
    .filter((found) => {
      const { length } = found.replace(/\D+/g, '');
      return length >= MIN_PHONE_DIGITS && length <= MAX_PHONE_DIGITS && !DATE.test(found);
    });
}

/** Without accents, case and what only looks different. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .toWellFormed()
    .replaceAll('\0', ' ');
}

const apart = (text: string) => text.replace(WITHOUT_SPACES, ' $& ');
const phrase = (text: string) => `"${text.replaceAll('"', ' ')}"`;
const either = (expressions: string[]) => `(${[...new Set(expressions)].join(' OR ')})`;
