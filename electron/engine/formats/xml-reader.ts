import type { JsonObject } from '#shared/json/value.ts';
import { sayRound } from '#shared/local-form/say-number.ts';
import { XmlElement } from './xml-element.ts';
import { XmlFault } from './xml-fault.ts';
import { resolveReferences } from './xml-text.ts';

export interface XmlLimits {
  /** Elements inside one another; `<a><b/></a>` is 2 deep. */
  depth: number;
  /** Elements, attributes, and what else stands in angle brackets. */
  values: number;
  /** `&amp;`, `&#233;` and the like. */
  references: number;
}

const BLANKS = /[ \t\r\n]*/y;
/** A name (XML 1.0, 2.3), as long as one may be here. */
const NAME =
  /[:A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}][-.0-9:A-Z_a-z\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u200C-\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]{0,999}/uy;
const XINCLUDE = 'http://www.w3.org/2001/XInclude';

/**
 * Reads one XML document from left to right in one loop: no recursion, no definitions, nothing fetched, and every limit is met before
 * what it limits is built. Throws XmlFault.
 */
export class XmlReader {
  readonly #text: string;
  readonly #limits: XmlLimits;
  /** From the root inwards. */
  readonly #open: XmlElement[] = [];
  readonly #payload: JsonObject = Object.create(null);
  #hasRoot: boolean = false;
  #at = 0;
  #values = 0;
  #references = 0;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  read(): JsonObject {
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] !== '<') this.#characters();
      else if (this.#text.startsWith('</', this.#at)) this.#endTag();
      else if (this.#text.startsWith('<!--', this.#at)) this.#skipPast('-->', 'A comment is not closed.');
      else if (this.#text.startsWith('<![CDATA[', this.#at)) this.#verbatim();
      else if (this.#text.startsWith('<?', this.#at)) this.#skipPast('?>', 'An instruction (<?…) is not closed.');
      else if (this.#text.startsWith('<!', this.#at)) {
        this.#fail('It brings definitions of its own (<!DOCTYPE …>), which are refused for safety.');
      } else this.#startTag();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed) this.#fail(`The element ${shown(unclosed.name)} is not closed.`, unclosed.at);
    if (!this.#hasRoot) this.#fail('There is no element in it.');
    return this.#payload;
  }

  #characters(): void {
    const next = this.#text.indexOf('<', this.#at);
    const end = next < 0 ? this.#text.length : next;
    const element = this.#open.at(-1);
    if (element) element.addText(this.#resolve(this.#text.slice(this.#at, end)), false);
    else {
      this.#skipBlanks();
      if (this.#at < end) this.#fail(outside(this.#hasRoot));
    }
    this.#at = end;
  }

  #verbatim(): void {
    const start = this.#at;
    const element = this.#open.at(-1);
    if (!element) this.#fail(outside(this.#hasRoot));
    this.#skipPast(']]>', 'A CDATA section is not closed.');
    element.addText(this.#text.slice(start + '<![CDATA['.length, this.#at - ']]>'.length), true);
  }

  #startTag(): void {
    const start = this.#at;
    if (this.#hasRoot && this.#open.length === 0) this.#fail(outside(true));
    if (this.#open.length >= this.#limits.depth) {
      const sentence = `This is nested more than ${this.#limits.depth} levels deep.`;
      throw new XmlFault('too-deep', sentence, start);
    }
    this.#count();
    this.#at += 1;
    const element = new XmlElement(this.#name('the name of an element'), start);
    this.#hasRoot = true;
    for (;;) {
      const separated = this.#skipBlanks();
      if (this.#take('>')) {
        this.#open.push(element);
        return;
      }
      if (this.#take('/>')) {
        this.#close(element);
        return;
      }
      if (!separated) this.#fail(`The tag ${shown(element.name)} is not closed here.`);
      this.#attribute(element);
    }
  }

  #attribute(element: XmlElement): void {
    const start = this.#at;
    this.#count();
    const name = this.#name(`an attribute or the end of the tag ${shown(element.name)}`);
    this.#skipBlanks();
    if (!this.#take('=')) this.#fail(`The attribute “${name}” has no value.`, start);
    this.#skipBlanks();
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") this.#fail(`The value of “${name}” must stand in quotation marks.`);
    const end = this.#text.indexOf(quote, this.#at + 1);
    const written = this.#text.slice(this.#at + 1, end < 0 ? undefined : end);
    if (end < 0 || written.includes('<')) this.#fail(`The value of “${name}” is not closed.`);
    if (written === XINCLUDE) this.#fail('It asks to include other documents, which is refused for safety.', start);
    if (!element.addAttribute(name, this.#resolve(written))) this.#fail(`The attribute “${name}” repeats.`, start);
    this.#at = end + 1;
  }

  #endTag(): void {
    const start = this.#at;
    this.#at += '</'.length;
    const name = this.#name('the name of an element');
    this.#skipBlanks();
    if (!this.#take('>')) this.#fail(`The end of ${shown(name)} is not closed here.`);
    const element = this.#open.pop();
    if (element?.name !== name) this.#fail(mismatch(name, element), start);
    this.#close(element);
  }

  #close(element: XmlElement): void {
    const parent = this.#open.at(-1);
    if (parent) parent.addElement(element.name, element.value());
    else this.#payload[element.name] = element.value();
  }

  #count(): void {
    this.#values += 1;
    if (this.#values <= this.#limits.values) return;
    const sentence = `This has more than ${sayRound(this.#limits.values)} elements, attributes and comments.`;
    throw new XmlFault('too-many-nodes', sentence, this.#at);
  }

  #resolve(written: string): string {
    return resolveReferences(written, () => {
      this.#references += 1;
      if (this.#references <= this.#limits.references) return;
      const sentence = `This has more than ${sayRound(this.#limits.references)} references such as &amp;.`;
      throw new XmlFault('too-many-nodes', sentence, this.#at);
    });
  }

  #name(expected: string): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) this.#fail(`Here should stand ${expected}.`);
    this.#at += name.length;
    return name;
  }

  /** Whether there were any. */
  #skipBlanks(): boolean {
    const start = this.#at;
    BLANKS.lastIndex = start;
    BLANKS.test(this.#text);
    this.#at = BLANKS.lastIndex;
    return this.#at > start;
  }

  #skipPast(end: string, sentence: string): void {
    const found = this.#text.indexOf(end, this.#at);
    if (found < 0) this.#fail(sentence);
    this.#count();
    this.#at = found + end.length;
  }

  #take(written: string): boolean {
    if (!this.#text.startsWith(written, this.#at)) return false;
    this.#at += written.length;
    return true;
  }

  #fail(sentence: string, at = this.#at): never {
    throw new XmlFault('bad-xml', sentence, at);
  }
}

function outside(hasRoot: boolean): string {
  return hasRoot
    ? 'The document is complete before this place, but more follows.'
    : 'It does not begin with an element.';
}

function mismatch(name: string, open: XmlElement | undefined): string {
  return open
    ? `The element ${shown(open.name)} is closed as ${shown(name)}.`
    : `The element ${shown(name)} is closed but was never opened.`;
}

function shown(name: string): string {
  return `<${name.slice(0, 100)}>`;
}
