import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import { type Conversion, converted, keptOut, type Scalar } from './conversion.ts';

type NumberFormat = WebhookConfig['numberFormat'];

/** Digits that a stored number may have. Longer ones are no amount, count or id. */
const MAX_DIGITS = 400;

/** Beyond this many places, `1e400` is not written out. */
const MAX_PLACES = 40;

/** What may stand between groups of three whatever the format: blank, no-break and narrow blanks, apostrophes. */
const BLANK = "[ \\u00a0\\u2009\\u202f'’]";

/** Sign, digits with or without groups, fraction. */
const WRITTEN: Readonly<Record<NumberFormat, RegExp>> = {
  point: writtenWith(',', '\\.'),
  comma: writtenWith('\\.', ','),
};

const JSON_NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** CV4 as it stands in the owner's settings. */
const EXAMPLES: Readonly<Record<NumberFormat, string>> = { point: '1,234.50', comma: '1.234,50' };

/** CV4: a JSON number, or text that is one in the stated format. Digits stay as sent; nothing is rounded. */
export function convertNumber({ kind, written }: Scalar, format: NumberFormat): Conversion {
  if (kind === 'boolean') return keptOut(`It is ${written}, not a number.`);
  if (written.length > MAX_DIGITS) return keptOut(`It has more than ${MAX_DIGITS} digits.`);
  const text = kind === 'number' ? written : plainNumber(written, format);
  if (text === null) return keptOut(explain(written, format));
  const digits = decimalDigits(text);
  return converted(
    digits,
    written,
    isExact(digits) ? null : 'It is larger or finer than can be calculated with; its digits are kept as text.',
  );
}

function writtenWith(group: string, point: string): RegExp {
  const western = `\\d{1,3}(?:${group}\\d{3})+`;
  const indian = `\\d{1,2}(?:${group}\\d{2})+${group}\\d{3}`;
  const blanks = `\\d{1,3}(?:${BLANK}\\d{3})+`;
  return new RegExp(`^([+\\u2212-]?)(${western}|${indian}|${blanks}|\\d*)(?:${point}(\\d+))?$`);
}

/** Text in the stated format as a JSON number; null when it is none. */
function plainNumber(written: string, format: NumberFormat): string | null {
  const match = WRITTEN[format].exec(written);
  if (match === null) return format === 'point' && JSON_NUMBER.test(written) ? written : null;
  const [, sign, whole = '', fraction] = match;
  if (whole === '' && fraction === undefined) return null;
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' || sign === '−' ? '-' : ''}${digits}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A JSON number without its exponent, as far as that is readable. */
function decimalDigits(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = JSON_NUMBER.exec(number)!;
  if (exponent === undefined || Math.abs(Number(exponent)) > MAX_PLACES) return number;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const before =
    digits
      .slice(0, Math.max(point, 0))
      .padEnd(point, '0')
      .replace(/^0+(?=\d)/, '') || '0';
  const after = point < 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  return `${sign}${before}${after === '' ? '' : `.${after}`}`;
}

/** Whether a calculation would see exactly this number: not beyond 2^53, and not more digits than a double tells apart. */
function isExact(digits: string): boolean {
  const value = Number(digits);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER + 1 && significant(digits) === significant(value.toString());
}

function significant(digits: string): string {
  return digits.replace(/e.*$/i, '').replace('-', '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
}

function explain(written: string, format: NumberFormat): string {
  const said = `“${excerptOf(written, 80)}”`;
  if (!/\d/.test(written)) return `${said} is not a number.`;
  if (/[^\d\s.,+\u2212'’-]/u.test(written))
    return `${said} is more than a number: it has a currency, a unit or other text.`;
  return `${said} is not a number written like ${EXAMPLES[format]}, the format set for this webhook.`;
}
