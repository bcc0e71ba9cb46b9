import parsePhoneNumber, {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { excerptOf } from '#shared/json/excerpt.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { trimText } from '#shared/text/trim-text.ts';
import { placeOf } from './country-name.ts';
import type { Normalised } from './normalised.ts';

/** An international number has 15 digits at most; this leaves room for any way to set them apart. */
const MAX_LENGTH = 60;

/** `whatsapp:` is how Twilio writes a sender. */
const SCHEME = /^(?:tel|sms|whatsapp):/i;

/** `4.41175E+11` */
const SHORTENED = /^\d[.,]?\d*E\+?\d+$/i;

export interface PhoneOptions {
  /** Two letters; the country in which a number without a country code is read. */
  defaultCountry: string;
  /** Countries for which digits may have lost their plus sign. */
  plusCountries: readonly string[];
}

/** One way to read what was written. */
interface Reading {
  number: PhoneNumber;
  /** Whether a plus sign was put in front of bare digits. */
  isPlusAdded: boolean;
}

/**
 * A phone number as E.164 (ID13). Valid is what libphonenumber calls valid. The readings are tried in order: as written in the default
 * country, `00` as a plus sign, without `(0)`, with a lost plus sign (only for the countries ticked).
 */
export function normalisePhone(text: string, options: PhoneOptions): Normalised {
  const written = trimText(storableText(text));
  if (written.length > MAX_LENGTH) return { ok: false, sentence: 'Too long for a phone number.' };
  // A minus sign or a parameter is nothing a phone number is written with; libphonenumber would read past it.
  if (/^-|;(?!ext=)/i.test(written)) return { ok: false, sentence: `“${written}” is not a phone number.` };

  const bare = withoutDecimalZero(written.replace(SCHEME, ''));
  const valid = firstValid(bare, options);
  if (valid === null) return { ok: false, sentence: explainInvalid(written, bare, options) };
  if (valid.number.ext !== undefined) {
    return { ok: false, sentence: `“${written}” has an extension, so it does not stand for one person’s phone.` };
  }
  return { ok: true, value: valid.number.number, sentence: explainValid(written, valid.number, valid.isPlusAdded) };
}

function firstValid(bare: string, { defaultCountry, plusCountries }: PhoneOptions): Reading | null {
  const international = bare.replace(/^00/, '+');
  for (const text of new Set([bare, international, international.replace(/\(0+\)/, '')])) {
    const number = parse(text, defaultCountry);
    if (number?.isValid()) return { number, isPlusAdded: false };
  }
  if (!/^[1-9]/.test(bare)) return null;
  const number = parse(`+${bare}`, defaultCountry);
  const isTicked = number?.country !== undefined && plusCountries.includes(number.country);
  return isTicked && number.isValid() ? { number, isPlusAdded: true } : null;
}

function parse(text: string, defaultCountry: string): PhoneNumber | undefined {
  return parsePhoneNumber(text, { ...countryOption(defaultCountry), extract: false });
}

function countryOption(country: string): { defaultCountry?: CountryCode } {
  return isSupportedCountry(country) ? { defaultCountry: country } : {};
}

/** Spreadsheets and Python write a number they took for a decimal one as `447911123456.0`. */
function withoutDecimalZero(text: string): string {
  return text.replace(/^(\d{7,15})\.0$/, '$1');
}

function explainValid(written: string, number: PhoneNumber, isPlusAdded: boolean): string {
  const spaced = number.formatInternational();
  const place =
    number.country === undefined ? 'a valid international number' : `a valid number in ${placeOf(number.country)}`;
  const plus = isPlusAdded ? ', with the plus sign it had lost' : '';
  const isSame = written === spaced || written === number.number;
  return isSame ? `${spaced}, ${place}.` : `“${written}” is ${spaced}, ${place}${plus}.`;
}

function explainInvalid(written: string, bare: string, { defaultCountry }: PhoneOptions): string {
  const said = `“${excerptOf(written, 80)}”`;
  switch (validatePhoneNumberLength(bare, countryOption(defaultCountry))) {
    case 'NOT_A_NUMBER':
      if (SHORTENED.test(written))
        return `${said} is how a spreadsheet shortens a long number: it has to be written out.`;
      return `${said} is not a phone number.`;
    case 'TOO_SHORT':
      return `${said} is too short for a phone number.`;
    case 'TOO_LONG':
      return `${said} is too long for a phone number.`;
    case 'INVALID_COUNTRY':
      return `${said} does not say in which country it is.`;
    default:
      return bare.startsWith('+') || !isSupportedCountry(defaultCountry)
        ? `${said} is not a valid phone number.`
        : `${said} is not a valid phone number in ${placeOf(defaultCountry)}.`;
  }
}
