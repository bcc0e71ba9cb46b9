import { RE2JS } from 're2js';

/** Instructions a pattern may unfold to; an honest one needs a few dozen. */
const MAX_SIZE = 3_000;
/** Characters times instructions of one search: about a tenth of a second. */
const MAX_COST = 3_000_000;
/** Compiled patterns that are remembered. */
const REMEMBERED = 50;

export type Extracted =
  | { status: 'found'; text: string }
  | { status: 'no-match' }
  | { status: 'too-costly' }
  | { status: 'bad-pattern' };

const compiled = new Map<string, RE2JS | null>();

/**
 * The first part of `text` that fits a regular expression, or of that its first group where it has one. Matched in linear time by RE2 and
 * bounded in size: the built-in RegExp can be made to run for ever by a pattern or a payload (CV9).
 */
export function extractText(text: string, pattern: string): Extracted {
  const regexp = compile(pattern);
  if (regexp === null) return { status: 'bad-pattern' };
  if (text.length * regexp.programSize() > MAX_COST) return { status: 'too-costly' };
  const matcher = regexp.matcher(text);
  if (!matcher.find()) return { status: 'no-match' };
  const part = matcher.group(regexp.groupCount() > 0 ? 1 : 0);
  return part ? { status: 'found', text: part } : { status: 'no-match' };
}

/** Whether `extractText` can work with it. */
export function isPattern(pattern: string): boolean {
  return compile(pattern) !== null;
}

function compile(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= REMEMBERED) compiled.clear();
  const regexp = compileAnew(pattern);
  compiled.set(pattern, regexp);
  return regexp;
}

function compileAnew(pattern: string): RE2JS | null {
  try {
    const regexp = RE2JS.compile(pattern);
    return regexp.programSize() > MAX_SIZE ? null : regexp;
  } catch {
    return null;
  }
}
