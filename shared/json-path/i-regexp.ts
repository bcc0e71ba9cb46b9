import { RE2JS } from 're2js';
import { type Budget, TooCostly } from './budget.ts';

/**
 * I-Regexp (RFC 9485), matched in linear time by RE2: the built-in RegExp can be made to run for ever by a pattern or a payload. One
 * instance serves one evaluation and remembers its compiled patterns.
 */
export class Regexps {
  readonly #budget: Budget;
  readonly #compiled = new Map<string, RE2JS | null>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /**
   * A pattern that is not an I-Regexp matches nothing, as RFC 9535 asks. Throws TooCostly.
   *
   * @param whole Whether the whole text must match, or any part of it.
   */
  matches(pattern: string, text: string, whole: boolean): boolean {
    const regexp = this.#compile(pattern);
    if (regexp === null) return false;
    // Measured: RE2 needs at most about 30 ns per character and instruction.
    this.#budget.spend(1 + (text.length * regexp.programSize()) / 2);
    return whole ? regexp.testExact(text) : regexp.test(text);
  }

  #compile(pattern: string): RE2JS | null {
    let regexp = this.#compiled.get(pattern);
    if (regexp !== undefined) return regexp;
    const size = pattern.length > MAX_SIZE ? Number.POSITIVE_INFINITY : sizeOfIRegexp(pattern);
    this.#budget.spend(2_000 + 50 * (size ?? 0));
    regexp = size === null ? null : compile(pattern, size);
    this.#compiled.set(pattern, regexp);
    return regexp;
  }
}

/** Instructions a pattern may unfold to; an honest one needs a few dozen. */
const MAX_SIZE = 3_000;

function compile(pattern: string, size: number): RE2JS {
  if (size > MAX_SIZE) throw new TooCostly();
  try {
    return RE2JS.compile(toRe2(pattern));
  } catch {
    // A valid I-Regexp that RE2 does not take repeats more often than it allows.
    throw new TooCostly();
  }
}

const ESCAPE = String.raw`\\[()*+\-.?[\]\\^nrt{|}]`;
const CATEGORY = String.raw`\\[pP]\{(?:L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?)\}`;
const CLASS_CHARACTER = String.raw`(?:[^\-[\]\\]|${ESCAPE})`;
const CLASS_ITEM = `(?:${CATEGORY}|${CLASS_CHARACTER}(?:-${CLASS_CHARACTER})?)`;
const CLASS = String.raw`\[\^?(?:-|${CLASS_ITEM})${CLASS_ITEM}*-?\]`;
const CHARACTER = String.raw`[^()*+.?[\]\\{|}]`;
const ATOM = `${CLASS}|${CATEGORY}|${ESCAPE}|${CHARACTER}|\\.`;
const TOKEN = String.raw`(?<atom>${ATOM})|(?<quantifier>[*+?]|\{(?<least>\d+)(?:,(?<most>\d*))?\})|[()|]`;

/** The one difference in meaning: a dot outside a class is any character but a line break. */
function toRe2(pattern: string): string {
  return pattern.replace(new RegExp(ATOM, 'gu'), (atom) => (atom === '.' ? '[^\\n\\r]' : atom));
}

/** Roughly how many instructions the pattern unfolds to, or null where it does not follow RFC 9485's grammar. */
function sizeOfIRegexp(pattern: string): number | null {
  const tokens = new RegExp(TOKEN, 'uy');
  const outer: number[] = [];
  let size = 0;
  let piece = 0;
  while (tokens.lastIndex < pattern.length) {
    const token = tokens.exec(pattern);
    if (token === null) return null;
    const { atom, quantifier, least, most } = token.groups!;
    if (atom !== undefined) {
      piece = 1;
      size += 1;
    } else if (quantifier !== undefined) {
      if (piece === 0) return null;
      size += piece * Math.max(1, Number(least ?? 1), Number(most ?? 1));
      piece = 0;
    } else if (token[0] === '(') {
      outer.push(size);
      size = 0;
      piece = 0;
    } else if (token[0] === ')') {
      const before = outer.pop();
      if (before === undefined) return null;
      piece = size + 1;
      size = before + piece;
    } else {
      size += 1;
      piece = 0;
    }
  }
  return outer.length === 0 ? size : null;
}
