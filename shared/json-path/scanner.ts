/** A fault in a path text. It never leaves this folder: parsePath turns it into an answer. */
export class PathFault extends Error {
  /** 1-based, in UTF-16 units. */
  readonly column: number;

  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}

/** Filters in filters and parentheses in parentheses: hostile text must not exhaust the stack. */
const MAX_NESTING = 50;

/** Reads a path text from left to right. */
export class Scanner {
  readonly text: string;
  at = 0;
  #nesting = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character (UTF-16 unit), or '' at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  sees(expected: string): boolean {
    return this.text.startsWith(expected, this.at);
  }

  /** Steps over `expected` if it comes next. */
  take(expected: string): boolean {
    if (!this.sees(expected)) return false;
    this.at += expected.length;
    return true;
  }

  /** Steps over what a sticky pattern matches here and answers it. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skipBlanks(): void {
    this.match(/[ \t\n\r]*/y);
  }

  /** Runs `parse` one level deeper inside filters or parentheses. */
  nested<Result>(parse: () => Result): Result {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) this.fail('This is nested too deeply.');
    const result = parse();
    this.#nesting -= 1;
    return result;
  }

  fail(message: string, at = this.at): never {
    throw new PathFault(message, at + 1);
  }

  /** Names what stands here, for a message. */
  found(): string {
    if (this.done) return 'the path ends';
    const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if (/[“”„‘’‚«»]/.test(character)) return `there is ${character}; use straight quotation marks`;
    return character === '"' ? `there is '"'` : `there is "${character}"`;
  }
}
