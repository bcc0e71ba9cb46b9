import parsePhoneNumber from 'libphonenumber-js/max';
import type { IdentitySlot } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { trimText } from '#shared/text/trim-text.ts';
import type { OwnAddresses } from './own-addresses.ts';

/** What programs write where there is nothing. */
const NOTHING = new Set(['null', 'undefined', 'none', 'n/a', 'na', 'nil', 'nan', 'unknown', '[object object]']);

/** Words that people and programs type in place of an address. */
const PLACEHOLDERS = new Set([
  ...['a', 'aa', 'aaa', 'abc', 'asd', 'asdf', 'x', 'xx', 'xxx', 'qwerty', 'foo', 'bar', 'test', 'tester', 'testing'],
  ...['demo', 'dummy', 'example', 'fake', 'sample', 'placeholder', 'temp', 'domain', 'email', 'mail', 'name', 'user'],
  ...['you', 'your', 'youremail', 'no', 'noemail', 'nomail', 'nobody', 'noone', 'none', 'null', 'undefined'],
]);

/**
 * ID11: why a value identifies nobody, as a sentence; null when it may. `value` is the normalised identifier, null when there is no
 * valid one: a blocked value is called blocked even where it would not be valid either.
 */
export function blockedBecause(
  slot: IdentitySlot,
  text: string,
  value: string | null,
  own: OwnAddresses,
): string | null {
  const word = trimText(text).toLowerCase();
  if (NOTHING.has(word)) return `“${word}” stands for nothing, so it identifies nobody.`;
  if (!/[\p{L}\p{N}]/u.test(word)) return 'It has no letter and no digit, so it identifies nobody.';
  if (/[*•]{2}/.test(word)) return 'Part of it is masked, so it identifies nobody.';
  switch (slot) {
    case 'phone':
      return blockedPhone(word, value, own);
    case 'email':
      return value === null ? null : blockedEmail(value, own);
    case 'userNs':
    case 'crmContactId':
      return isAllZero(word) ? 'It is all zeros, so it identifies nobody.' : null;
    default:
      return assertNever(slot);
  }
}

function blockedPhone(word: string, value: string | null, own: OwnAddresses): string | null {
  if (value !== null && own.phones.has(value)) return 'This is your own number, so it identifies no contact.';
  if (/x{2}/.test(word)) return 'Part of it is masked, so it identifies nobody.';
  if (isAllZero(word)) return 'The number is all zeros, so it identifies nobody.';
  return isOneDigit(word, value) ? 'The number is one digit repeated, so it identifies nobody.' : null;
}

/** The country code does not count: `+1 222 222 2222` is no number either. */
function isOneDigit(word: string, value: string | null): boolean {
  const digits = (value ?? word).replace(/\P{Nd}/gu, '');
  // Only then is it worth to find out where the country code ends.
  if (!/(\p{Nd})\1{4}$/u.test(digits)) return false;
  return /^(\p{Nd})\1+$/u.test(parsePhoneNumber(value ?? word)?.nationalNumber ?? digits);
}

function blockedEmail(value: string, own: OwnAddresses): string | null {
  if (own.emails.has(value)) return 'This is your own e-mail address, so it identifies no contact.';
  const [local = '', domain = ''] = value.split('@');
  const name = domain.split('.')[0]!;
  const word = withoutDigits(local);
  const isPlaceholder =
    (PLACEHOLDERS.has(local) && PLACEHOLDERS.has(name)) || (PLACEHOLDERS.has(word) && word === withoutDigits(name));
  return isPlaceholder ? `${value} is a made-up address, so it identifies nobody.` : null;
}

/** `test1` and `test` are the same word. */
function withoutDigits(word: string): string {
  return word.replace(/\d+$/, '');
}

function isAllZero(word: string): boolean {
  return /0/.test(word) && /^[0\s().+-]+$/.test(word);
}
