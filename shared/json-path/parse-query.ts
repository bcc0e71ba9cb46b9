import { parseTest } from './parse-test.ts';
import type { Query, Segment, Selector } from './query.ts';
import { scanInteger, scanQuoted } from './scan-literals.ts';
import type { Scanner } from './scanner.ts';

/**
 * Parses the segments of an RFC 9535 query; the scanner stands behind `$` or `@` and afterwards behind the last segment.
 * Throws PathFault.
 */
export function parseSegments(scanner: Scanner): Query {
  const segments: Segment[] = [];
  for (;;) {
    const end = scanner.at;
    scanner.skipBlanks();
    const segment = parseSegment(scanner);
    if (segment === undefined) {
      // Blanks belong to a query only between its segments.
      scanner.at = end;
      return segments;
    }
    segments.push(segment);
  }
}

function parseSegment(scanner: Scanner): Segment | undefined {
  if (scanner.take('..')) {
    if (scanner.next === '[') return { kind: 'descendant', selectors: parseBrackets(scanner) };
    return { kind: 'descendant', selectors: [parseShorthand(scanner, 'the two dots')] };
  }
  if (scanner.take('.')) return { kind: 'child', selectors: [parseShorthand(scanner, 'the dot')] };
  if (scanner.next === '[') return { kind: 'child', selectors: parseBrackets(scanner) };
  return undefined;
}

function parseShorthand(scanner: Scanner, before: string): Selector {
  if (scanner.take('*')) return { kind: 'wildcard' };
  const name = scanner.match(/[A-Za-z_\u{80}-\u{d7ff}\u{e000}-\u{10ffff}][\w\u{80}-\u{d7ff}\u{e000}-\u{10ffff}]*/uy);
  if (name === undefined) {
    scanner.fail(`A name or * must follow ${before}; other names stand in brackets and quotes: ['…'].`);
  }
  return { kind: 'name', name };
}

function parseBrackets(scanner: Scanner): Selector[] {
  const selectors: Selector[] = [];
  do {
    scanner.at += 1;
    scanner.skipBlanks();
    selectors.push(parseSelector(scanner));
    scanner.skipBlanks();
  } while (scanner.next === ',');
  if (!scanner.take(']')) scanner.fail(`A comma or ] is expected here, but ${scanner.found()}.`);
  return selectors;
}

function parseSelector(scanner: Scanner): Selector {
  if (scanner.next === "'" || scanner.next === '"') return { kind: 'name', name: scanQuoted(scanner) };
  if (scanner.take('*')) return { kind: 'wildcard' };
  if (scanner.take('?')) return { kind: 'filter', test: scanner.nested(() => parseTest(scanner, parseSegments)) };
  return parseIndexOrSlice(scanner);
}

function parseIndexOrSlice(scanner: Scanner): Selector {
  const start = scanner.at;
  const first = scanInteger(scanner);
  scanner.skipBlanks();
  if (!scanner.take(':')) {
    if (first === undefined) {
      scanner.fail(`A position, a name in quotes, * or ? is expected here, but ${scanner.found()}.`, start);
    }
    return { kind: 'index', index: first };
  }
  scanner.skipBlanks();
  const end = scanInteger(scanner);
  scanner.skipBlanks();
  let step: number | undefined;
  if (scanner.take(':')) {
    scanner.skipBlanks();
    step = scanInteger(scanner);
  }
  return { kind: 'slice', start: first ?? null, end: end ?? null, step: step ?? 1 };
}
