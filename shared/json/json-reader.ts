import { sayRound } from '../local-form/say-number.ts';
import { JsonFault, missingName, missingValue } from './json-fault.ts';
import { type JsonObject, type JsonValue, SourceNumber } from './value.ts';

export interface JsonLimits {
  /** Lists and objects inside one another; `[[1]]` is 2 deep. */
  depth: number;
  /** All values counted, lists and objects included. */
  values: number;
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const UPPER_E = 0x45;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const LOWER_E = 0x65;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = 0xfeff;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads one JSON text from left to right. Throws JsonFault. */
export class JsonReader {
  readonly #text: string;
  readonly #limits: JsonLimits;
  /** The first name that an object has more than once; its last value counts. */
  repeatedKey: string | null = null;
  #at = 0;
  #values = 0;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  read(): JsonValue {
    if (this.#text.charCodeAt(0) === BYTE_ORDER_MARK) this.#at = 1;
    this.#skipBlanks();
    const value = this.#value(0);
    this.#skipBlanks();
    if (this.#at < this.#text.length) this.#fail('The JSON is complete before this place, but more text follows.');
    return value;
  }

  #value(depth: number): JsonValue {
    this.#values += 1;
    if (this.#values > this.#limits.values) {
      throw new JsonFault('too-many-nodes', `This has more than ${sayRound(this.#limits.values)} values.`, this.#at);
    }
    switch (this.#text.charCodeAt(this.#at)) {
      case OPEN_OBJECT:
        return this.#object(this.#deeper(depth));
      case OPEN_LIST:
        return this.#list(this.#deeper(depth));
      case QUOTE:
        return this.#string();
      default: {
        const word = this.#word();
        return word === undefined ? this.#number() : word;
      }
    }
  }

  #deeper(depth: number): number {
    if (depth >= this.#limits.depth) {
      throw new JsonFault(
        'too-deep',
        `This is nested more than ${sayRound(this.#limits.depth)} levels deep.`,
        this.#at,
      );
    }
    return depth + 1;
  }

  #object(depth: number): JsonObject {
    const object: JsonObject = Object.create(null);
    this.#at += 1;
    this.#skipBlanks();
    if (this.#take(CLOSE_OBJECT)) return object;
    for (;;) {
      if (this.#text.charCodeAt(this.#at) !== QUOTE) this.#fail(missingName(this.#text, this.#at));
      const key = this.#string();
      this.#skipBlanks();
      if (!this.#take(COLON)) this.#fail('A colon is missing between a name and its value.');
      this.#skipBlanks();
      if (this.repeatedKey === null && key in object) this.repeatedKey = key;
      object[key] = this.#value(depth);
      this.#skipBlanks();
      if (this.#take(CLOSE_OBJECT)) return object;
      if (!this.#take(COMMA)) this.#fail('A comma or a closing } is missing here.');
      this.#skipBlanks();
    }
  }

  #list(depth: number): JsonValue[] {
    const list: JsonValue[] = [];
    this.#at += 1;
    this.#skipBlanks();
    if (this.#take(CLOSE_LIST)) return list;
    for (;;) {
      list.push(this.#value(depth));
      this.#skipBlanks();
      if (this.#take(CLOSE_LIST)) return list;
      if (!this.#take(COMMA)) this.#fail('A comma or a closing ] is missing here.');
      this.#skipBlanks();
    }
  }

  #string(): string {
    const text = this.#text;
    let decoded = '';
    let start = this.#at + 1;
    for (let at = start; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return decoded + text.slice(start, at);
      }
      if (code === BACKSLASH) {
        decoded += text.slice(start, at);
        this.#at = at;
        decoded += this.#escape();
        start = this.#at;
        at = start - 1;
      } else if (!(code >= 0x20)) {
        // Also true for NaN, which is what lies behind the end of the text.
        this.#at = at;
        this.#fail(
          at >= text.length
            ? 'The text ends inside quotation marks.'
            : 'Line breaks and control characters inside quotation marks must be written as \\n, \\t or \\u….',
        );
      }
    }
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at + 1);
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9A-Fa-f]{4}$/.test(digits)) this.#fail('Four hexadecimal digits must follow \\u.');
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = ESCAPES[letter];
    if (character === undefined) this.#fail('JSON does not know this backslash sequence; write \\\\ for a backslash.');
    this.#at += 2;
    return character;
  }

  #word(): null | boolean | undefined {
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return undefined;
  }

  #number(): number | SourceNumber {
    const start = this.#at;
    const negative = this.#take(MINUS);
    const digits = this.#digits();
    if (digits === 0) this.#fail(missingValue(this.#text, start), start);
    if (digits > 1 && this.#text[this.#at - digits] === '0') {
      this.#fail('A number may not start with 0; put it in quotation marks if the zero matters.', start);
    }
    const short = !negative && digits < 16;
    const whole = this.#at;
    if (this.#take(DOT) && this.#digits() === 0) this.#fail('Digits are missing after the decimal point.');
    if (this.#take(LOWER_E) || this.#take(UPPER_E)) {
      if (!this.#take(MINUS)) this.#take(PLUS);
      if (this.#digits() === 0) this.#fail('Digits are missing in the exponent.');
    }
    const source = this.#text.slice(start, this.#at);
    if (short && this.#at === whole) return Number(source);
    // No number prints longer than 25 characters; longer ones are not even worth converting.
    if (source.length > 25) return new SourceNumber(source);
    const number = Number(source);
    return String(number) === source ? number : new SourceNumber(source);
  }

  #digits(): number {
    const start = this.#at;
    for (let code = this.#text.charCodeAt(this.#at); code >= 0x30 && code <= 0x39; ) {
      this.#at += 1;
      code = this.#text.charCodeAt(this.#at);
    }
    return this.#at - start;
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #take(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at += 1;
    return true;
  }

  #fail(sentence: string, at = this.#at): never {
    throw new JsonFault('bad-json', sentence, at);
  }
}

const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;
