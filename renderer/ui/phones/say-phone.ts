import type { Slot } from '#shared/contract/slot-words.ts';
import formats from './phone-formats.json' with { type: 'json' };

/** How numbers of one kind are set apart: all their digits, `$1 $2`, and what they begin with where that matters. */
type Format = readonly string[];

/**
 * By country code, from the metadata of libphonenumber, which is too large for a page: only how numbers are written, nothing of which
 * are valid. Written by `vitest run say-phone -u`, which also shows that both say the same.
 */
const FORMATS: Readonly<Record<string, readonly Format[]>> = formats;

const E164 = /^\+[1-9]\d{5,14}$/;

const compiled = new Map<Format, { whole: RegExp; start: RegExp }>();

/**
 * A phone number as people read it: `+44 117 496 0123` for `+441174960123`. For the eye only: what is stored, copied, searched and
 * exported stays E.164. Text that is no number in E.164 stays as it is, so that it can be given whatever somebody is called by.
 */
export function sayPhone(text: string): string {
  if (!E164.test(text)) return text;
  const code = [1, 2, 3].map((length) => text.slice(1, 1 + length)).find((digits) => digits in FORMATS);
  if (code === undefined) return text;
  const national = text.slice(1 + code.length);
  const format = FORMATS[code]?.find((one) => fits(national, one));
  return `+${code} ${format ? national.replace(patternsOf(format).whole, format[1]!) : national}`;
}

/** The value of a slot as people read it: of a phone number, the digits set apart. */
export function sayValue(slot: Slot, value: string): string {
  return slot === 'phone' ? sayPhone(value) : value;
}

/** A sentence with its phone numbers as people read them; in quotation marks stands what a sender wrote, so that stays. */
export function sayPhonesIn(sentence: string): string {
  return sentence.replace(/(?<![\p{L}\p{N}+“])\+[1-9]\d{5,14}(?![\p{L}\p{N}”])/gu, sayPhone);
}

function fits(national: string, format: Format): boolean {
  const { whole, start } = patternsOf(format);
  return start.test(national) && whole.test(national);
}

function patternsOf(format: Format) {
  const known = compiled.get(format);
  if (known) return known;
  const [digits, , beginning = ''] = format;
  const patterns = { whole: new RegExp(`^(?:${digits})$`), start: new RegExp(`^(?:${beginning})`) };
  compiled.set(format, patterns);
  return patterns;
}
