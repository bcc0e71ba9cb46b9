import { parseJson } from '../json/parse-json.ts';
import type { JsonValue } from '../json/value.ts';
import type { Scanner } from './scanner.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '/': '/',
  '\\': '\\',
};

/** Text in single or double quotes; the scanner stands on the opening quote. */
export function scanQuoted(scanner: Scanner): string {
  const start = scanner.at;
  const quote = scanner.next;
  const plain = quote === "'" ? /[^'\\\p{Cc}\p{Cs}]*/uy : /[^"\\\p{Cc}\p{Cs}]*/uy;
  scanner.at += 1;
  let text = '';
  for (;;) {
    text += scanner.match(plain);
    if (scanner.take(quote)) return text;
    if (scanner.done) scanner.fail('This quotation mark is never closed.', start);
    text += scanner.next === '\\' ? scanEscape(scanner, quote) : scanUnusual(scanner);
  }
}

function scanEscape(scanner: Scanner, quote: string): string {
  const letter = scanner.text.charAt(scanner.at + 1);
  if (letter === 'u') {
    const digits = scanner.text.slice(scanner.at + 2, scanner.at + 6);
    if (!/^[0-9A-Fa-f]{4}$/.test(digits)) scanner.fail('Four hexadecimal digits must follow \\u.');
    scanner.at += 6;
    // Half a surrogate pair passes although RFC 9535 forbids it: JSON allows it in keys, and every key must have a path (PA2).
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
  const character = letter === quote ? quote : ESCAPES[letter];
  if (character === undefined) scanner.fail('This backslash sequence is not known; write \\\\ for a backslash.');
  scanner.at += 2;
  return character;
}

/** DEL and the C1 controls are allowed as they are, C0 controls and half surrogate pairs only as escapes. */
function scanUnusual(scanner: Scanner): string {
  const character = scanner.next;
  if (character < ' ' || character >= '\ud800') scanner.fail('This invisible character must be written as \\u…');
  scanner.at += 1;
  return character;
}

/** A position in a list, or undefined where none stands here. */
export function scanInteger(scanner: Scanner): number | undefined {
  const start = scanner.at;
  const digits = scanner.match(/-?\d+/y);
  if (digits === undefined) return undefined;
  if (!/^(0|-?[1-9]\d*)$/.test(digits)) scanner.fail('A position is written without leading zeros.', start);
  if (!Number.isSafeInteger(Number(digits))) scanner.fail('This position is too large.', start);
  return Number(digits);
}

/** A number, true, false, null or quoted text, as they stand in a comparison; undefined where none stands here. */
export function scanLiteral(scanner: Scanner): { value: JsonValue } | undefined {
  if (scanner.next === "'" || scanner.next === '"') return { value: scanQuoted(scanner) };
  const start = scanner.at;
  const word = scanner.match(/-?\d[\d.eE+-]*|(?:true|false|null)(?![\w(])/y);
  if (word === undefined) return undefined;
  const parsed = parseJson(word);
  if (!parsed.ok) scanner.fail('This number is not written as in JSON.', start);
  return { value: parsed.value };
}
