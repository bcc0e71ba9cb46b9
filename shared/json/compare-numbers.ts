import { numberSource } from './stringify-json.ts';
import type { SourceNumber } from './value.ts';

/**
 * Compares two JSON numbers by what is written, not by the nearest double: 12345678901234567890 and 12345678901234567891 differ, 1.50
 * and 1.5 do not. Answers a negative number, 0 or a positive number, like a sort comparator.
 */
export function compareNumbers(left: number | SourceNumber, right: number | SourceNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const a = decimal(numberSource(left));
  const b = decimal(numberSource(right));
  if (a.sign !== b.sign) return a.sign - b.sign;
  return a.sign * compareMagnitudes(a, b);
}

/** sign × 0.digits × 10^exponent, without leading and trailing zeros. */
interface Decimal {
  sign: -1 | 0 | 1;
  digits: string;
  exponent: number;
}

function decimal(source: string): Decimal {
  const mark = source.search(/e/i);
  const mantissa = mark < 0 ? source : source.slice(0, mark);
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const all = whole + fraction;
  const digits = withoutOuterZeros(all);
  if (digits.text === '') return { sign: 0, digits: '', exponent: 0 };
  return {
    sign: source.startsWith('-') ? -1 : 1,
    digits: digits.text,
    exponent: (mark < 0 ? 0 : Number(source.slice(mark + 1))) + whole.length - digits.dropped,
  };
}

function withoutOuterZeros(digits: string): { text: string; dropped: number } {
  let start = 0;
  let end = digits.length;
  while (digits[start] === '0') start += 1;
  while (end > start && digits[end - 1] === '0') end -= 1;
  return { text: digits.slice(start, end), dropped: start };
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  if (a.exponent !== b.exponent) return a.exponent < b.exponent ? -1 : 1;
  // Both are fractions 0.digits, so plain text order is numeric order.
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -1 : 1;
}
