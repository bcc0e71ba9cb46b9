import { printStep } from '../path.ts';
import { scanInteger, scanQuoted } from '../scan-literals.ts';
import { Scanner } from '../scanner.ts';
import { recogniseFilter } from './recognise-filter.ts';

/**
 * Recognises the older dialect of other products, read as jsonpath-plus reads it: names with hyphens or leading digits, `[(@.length-1)]`,
 * `===` in filters, parent `^` and key name `~`. jsonpath-plus itself accepts nonsense and answers it wrongly, so nothing reaches it that
 * this small grammar does not know. Throws PathFault.
 */
export function recogniseClassic(text: string): { rfcForm: string | null } {
  const scanner = new Scanner(text);
  if (!scanner.take('$')) scanner.fail('A path starts with $.');
  let form: string | null = '$';
  while (!scanner.done) {
    const segment = recogniseSegment(scanner);
    form = form === null || segment === null ? null : form + segment;
  }
  const second = text.indexOf('..', text.indexOf('..') + 2);
  if (form === null && second > 0) scanner.fail('The older dialect is run with one .. only.', second);
  return { rfcForm: form };
}

/** Answers the segment in RFC 9535, or null where there is no such form. */
function recogniseSegment(scanner: Scanner): string | null {
  const start = scanner.at;
  if (scanner.take('^')) {
    if (start === 1) scanner.fail('The root has no parent.', start);
    return null;
  }
  if (scanner.take('~')) {
    if (start === 1 || !scanner.done) scanner.fail('~ can only stand at the end, behind a name or position.', start);
    return null;
  }
  const descends = scanner.take('..');
  if (scanner.next === '[') {
    const inside = recogniseBrackets(scanner);
    return inside === null ? null : `${descends ? '..' : ''}${inside}`;
  }
  if (!descends && !scanner.take('.')) scanner.fail(`A dot, two dots or [ is expected here, but ${scanner.found()}.`);
  if (scanner.take('*')) return descends ? '..*' : '.*';
  const name = scanner.match(/[\p{L}\p{Nd}_-]+/uy);
  if (name === undefined)
    scanner.fail("A name or * is expected here; other names stand in brackets and quotes: ['…'].");
  // On a list a number is a position, on an object a name: RFC 9535 has no step that is both.
  if (/^\d+$/.test(name)) return null;
  return descends ? `..[${printQuoted(name)}]` : printStep(name);
}

function recogniseBrackets(scanner: Scanner): string | null {
  if (scanner.sees('[(')) return recogniseFromEnd(scanner);
  if (scanner.take('[?(')) return recogniseFilter(scanner);
  scanner.at += 1;
  const inside = recogniseList(scanner);
  if (!scanner.take(']')) scanner.fail(`] is expected here, but ${scanner.found()}.`);
  return `[${inside}]`;
}

function recogniseFromEnd(scanner: Scanner): string {
  const found = scanner.match(/\[\(@\.length *- *[1-9]\d{0,8}\)\]/y);
  if (found === undefined) scanner.fail('Of scripts in brackets only [(@.length-1)] and the like are understood.');
  return `[-${found.match(/\d+/)![0]}]`;
}

function recogniseList(scanner: Scanner): string {
  if (scanner.take('*')) return '*';
  if (scanner.next === "'" || scanner.next === '"') return separated(scanner, recogniseName);
  const slice = scanner.match(/(?:-?\d{1,9})?:(?:-?\d{1,9})?(?::[1-9]\d{0,8})?/y);
  return slice ?? separated(scanner, recognisePosition);
}

function separated(scanner: Scanner, recognise: (scanner: Scanner) => string): string {
  const items: string[] = [];
  do items.push(recognise(scanner));
  while (scanner.take(','));
  return items.join(',');
}

function recogniseName(scanner: Scanner): string {
  const start = scanner.at;
  if (scanner.next !== "'" && scanner.next !== '"') scanner.fail('A name in quotes is expected here.');
  const name = scanQuoted(scanner);
  // Characters that jsonpath-plus would take for notation even inside quotes.
  if (!/^[\p{L}\p{Nd}_ -]+$/u.test(name))
    scanner.fail('The older dialect cannot address this name; use RFC 9535 throughout.', start);
  return printQuoted(name);
}

function recognisePosition(scanner: Scanner): string {
  const start = scanner.at;
  const position = scanInteger(scanner);
  if (position === undefined)
    scanner.fail(`A position, a name in quotes or * is expected here, but ${scanner.found()}.`);
  if (position < 0) scanner.fail('The older dialect counts from the end with [(@.length-1)].', start);
  return String(position);
}

function printQuoted(name: string): string {
  return `'${name}'`;
}
