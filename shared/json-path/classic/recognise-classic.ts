import { printStep } from '../path.ts';
import { scanInteger, scanQuoted } from '../scan-literals.ts';
import { Scanner } from '../scanner.ts';
import { recogniseFilter } from './recognise-filter.ts';

/** jsonpath-plus goes one call deeper for every step. */
const MAX_LENGTH = 1_000;

interface Segment {
  finds: 'one' | 'many' | 'parent' | 'key';
  /** The segment in RFC 9535; null where there is no such form. */
  form: string | null;
}

/**
 * Recognises the older dialect of other products, read as jsonpath-plus reads it: names with hyphens or leading digits, `[(@.length-1)]`,
 * `===` in filters, parent `^` and key name `~`. jsonpath-plus itself accepts nonsense and answers it wrongly, so nothing reaches it that
 * this small grammar does not know, and nothing that multiplies its results (it cannot be interrupted).
 *
 * @returns `rfcForm` is the path in RFC 9535, null where the dialects have no common meaning. Throws PathFault.
 */
export function recogniseClassic(text: string): { rfcForm: string | null } {
  const scanner = new Scanner(text);
  if (text.length > MAX_LENGTH) scanner.fail('This is too long for a path in the older dialect.', MAX_LENGTH);
  if (!scanner.take('$')) scanner.fail('A path starts with $.');
  let form: string | null = '$';
  let hasParent = false;
  while (!scanner.done) {
    const start = scanner.at;
    const segment = recogniseSegment(scanner);
    if (hasParent && segment.finds === 'many') scanner.fail('Behind ^ only names and positions can follow.', start);
    hasParent ||= segment.finds === 'parent';
    form = form === null || segment.form === null ? null : form + segment.form;
  }
  if (form === null && text.split('..').length > 2) {
    scanner.fail('A path in the older dialect can have one .. only, where it has no form in RFC 9535.');
  }
  return { rfcForm: form };
}

function recogniseSegment(scanner: Scanner): Segment {
  const start = scanner.at;
  if (scanner.take('^')) {
    if (start === 1) scanner.fail('The root has no parent.');
    return { finds: 'parent', form: null };
  }
  if (scanner.take('~')) {
    if (start === 1 || !scanner.done) scanner.fail('~ can only stand at the end, behind a name or position.');
    return { finds: 'key', form: null };
  }
  if (scanner.take('..')) {
    const { form } = scanner.next === '[' ? recogniseBrackets(scanner) : recogniseName(scanner);
    return { finds: 'many', form: form && (form.startsWith('.') ? `.${form}` : `..${form}`) };
  }
  if (scanner.next === '[') return recogniseBrackets(scanner);
  if (!scanner.take('.')) scanner.fail(`A dot, two dots or [ is expected here, but ${scanner.found()}.`);
  return recogniseName(scanner);
}

function recogniseName(scanner: Scanner): Segment {
  if (scanner.take('*')) return { finds: 'many', form: '.*' };
  const name = scanner.match(/[\p{L}\p{Nd}_-]+/uy);
  if (name === undefined) {
    scanner.fail("A name or * is expected here; other names stand in brackets and quotes: ['…'].");
  }
  return { finds: 'one', form: isNumber(name) ? null : printStep(name) };
}

function recogniseBrackets(scanner: Scanner): Segment {
  if (scanner.sees('[(')) return { finds: 'one', form: recogniseFromEnd(scanner) };
  if (scanner.take('[?(')) return { finds: 'many', form: recogniseFilter(scanner) };
  scanner.at += 1;
  const inside = recogniseInside(scanner);
  if (!scanner.take(']')) scanner.fail(`] is expected here, but ${scanner.found()}.`);
  return { finds: inside.finds, form: inside.form && `[${inside.form}]` };
}

function recogniseFromEnd(scanner: Scanner): string {
  const found = scanner.match(/\[\(@\.length *- *[1-9]\d{0,8}\)\]/y);
  if (found === undefined) {
    scanner.fail('Of scripts in brackets only [(@.length-1)] and the like are understood.', scanner.at + 2);
  }
  return `[-${found.match(/\d+/)![0]}]`;
}

function recogniseInside(scanner: Scanner): Segment {
  if (scanner.take('*')) return { finds: 'many', form: '*' };
  if (scanner.next === "'" || scanner.next === '"') return recogniseUnion(scanner, recogniseQuoted);
  const slice = scanner.match(/(?:-?\d{1,9})?:(?:-?\d{1,9})?(?!\d)(?::[1-9]\d{0,8})?/y);
  return slice === undefined ? recogniseUnion(scanner, recognisePosition) : { finds: 'many', form: slice };
}

function recogniseUnion(scanner: Scanner, recognise: (scanner: Scanner) => string | null): Segment {
  const start = scanner.at;
  const forms: (string | null)[] = [];
  do forms.push(recognise(scanner));
  while (scanner.take(','));
  if (new Set(forms).size < forms.length) scanner.fail('The same name or position stands here twice.', start);
  return { finds: forms.length === 1 ? 'one' : 'many', form: forms.includes(null) ? null : forms.join(',') };
}

function recogniseQuoted(scanner: Scanner): string | null {
  const start = scanner.at;
  if (scanner.next !== "'" && scanner.next !== '"') scanner.fail('A name in quotes is expected here.');
  const name = scanQuoted(scanner);
  // jsonpath-plus would take other characters for notation even inside quotes, and does not decode escapes.
  if (!/^[\p{L}\p{Nd}_ -]+$/u.test(name) || scanner.at - start !== name.length + 2) {
    scanner.fail('The older dialect cannot address this name; write the whole path in RFC 9535.', start);
  }
  return isNumber(name) ? null : `'${name}'`;
}

function recognisePosition(scanner: Scanner): string {
  const start = scanner.at;
  const position = scanInteger(scanner);
  if (position === undefined) {
    scanner.fail(`A position, a name in quotes or * is expected here, but ${scanner.found()}.`);
  }
  if (position < 0) scanner.fail('The older dialect counts from the end with [(@.length-1)].', start);
  return String(position);
}

/** A number as a name is a position on a list and a name on an object; RFC 9535 has no step that is both. */
function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}
