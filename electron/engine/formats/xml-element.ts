import type { JsonObject, JsonValue } from '#shared/json/value.ts';

/** Under this key stands the text of an element that has attributes or elements too. No name in XML begins with `#` or `@`. */
const TEXT_KEY = '#text';

/** An element while it is read, and what it becomes in the payload. */
export class XmlElement {
  /** With its prefix, as written. */
  readonly name: string;
  /** Where its tag begins. */
  readonly at: number;
  readonly #content: JsonObject = Object.create(null);
  #hasAttributes: boolean = false;
  #hasElements: boolean = false;
  #hasVerbatim: boolean = false;
  #text = '';

  constructor(name: string, at: number) {
    this.name = name;
    this.at = at;
  }

  /** False where it has this attribute already. */
  addAttribute(name: string, value: string): boolean {
    const key = `@${name}`;
    if (key in this.#content) return false;
    this.#content[key] = value;
    this.#hasAttributes = true;
    return true;
  }

  /** A name that repeats makes a list. */
  addElement(name: string, value: JsonValue): void {
    this.#hasElements = true;
    const before = this.#content[name];
    if (before === undefined) this.#content[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else this.#content[name] = [before, value];
  }

  /** `verbatim` is text from a CDATA section, whose blanks are meant. */
  addText(text: string, verbatim: boolean): void {
    this.#text += text;
    if (verbatim) this.#hasVerbatim = true;
  }

  /**
   * Plain text where it has nothing else. Else an object: attributes as `@name`, elements by name, text as `#text`. An element with
   * attributes and no elements always has its `#text`, so that a path to it does not come and go with the value.
   */
  value(): JsonValue {
    const text = this.#hasVerbatim ? this.#text : this.#text.trim();
    if (!this.#hasAttributes && !this.#hasElements) return text;
    if (text !== '' || !this.#hasElements) this.#content[TEXT_KEY] = text;
    return this.#content;
  }
}
