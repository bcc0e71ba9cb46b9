import {
  type ComparisonOperator,
  type FilterQuery,
  type Operand,
  type Query,
  singularSteps,
  type Test,
} from './query.ts';
import { scanLiteral } from './scan-literals.ts';
import type { Scanner } from './scanner.ts';

/**
 * Parses the logical expression of a filter, the scanner behind `?`, and checks that functions and comparisons are well typed as
 * RFC 9535 (2.4.3) asks. `parseSegments` parses the queries inside it. Throws PathFault.
 */
export function parseTest(scanner: Scanner, parseSegments: (scanner: Scanner) => Query): Test {
  return new TestParser(scanner, parseSegments).or();
}

/** A part of an expression before it is known whether it is compared. */
type Term =
  | { kind: 'literal'; operand: Operand }
  | { kind: 'query'; query: FilterQuery }
  | { kind: 'value'; name: string; operand: Operand }
  | { kind: 'logical'; name: string; test: Test };

class TestParser {
  readonly #scanner: Scanner;
  readonly #parseSegments: (scanner: Scanner) => Query;

  constructor(scanner: Scanner, parseSegments: (scanner: Scanner) => Query) {
    this.#scanner = scanner;
    this.#parseSegments = parseSegments;
  }

  or(): Test {
    return this.#chain('||', 'or', () => this.#chain('&&', 'and', () => this.#basic()));
  }

  #chain(operator: string, kind: 'or' | 'and', parse: () => Test): Test {
    const first = parse();
    const tests = [first];
    for (;;) {
      this.#scanner.skipBlanks();
      if (!this.#scanner.take(operator)) return tests.length === 1 ? first : { kind, tests };
      tests.push(parse());
    }
  }

  #basic(): Test {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    const start = scanner.at;
    const negated = scanner.take('!');
    scanner.skipBlanks();
    const inParentheses = scanner.next === '(';
    const test = inParentheses ? this.#parentheses() : this.#comparisonOrTest();
    if (!negated) return test;
    if (test.kind === 'compare' && !inParentheses) {
      scanner.fail('Put parentheses around the comparison behind this !.', start);
    }
    return { kind: 'not', test };
  }

  #parentheses(): Test {
    const scanner = this.#scanner;
    scanner.at += 1;
    const test = scanner.nested(() => this.or());
    if (!scanner.take(')')) scanner.fail(`&&, || or ) is expected here, but ${scanner.found()}.`);
    return test;
  }

  #comparisonOrTest(): Test {
    const scanner = this.#scanner;
    const leftAt = scanner.at;
    const left = this.#term();
    scanner.skipBlanks();
    const operator = scanner.match(/[=!]=(?!=)|[<>]=?/y);
    if (operator === undefined) {
      if (scanner.next === '=') scanner.fail('Equality is written ==.');
      return this.#asTest(left, leftAt);
    }
    scanner.skipBlanks();
    const rightAt = scanner.at;
    const right = this.#term();
    return {
      kind: 'compare',
      operator: operator as ComparisonOperator,
      left: this.#asOperand(left, leftAt),
      right: this.#asOperand(right, rightAt),
    };
  }

  #term(): Term {
    const scanner = this.#scanner;
    const literal = scanLiteral(scanner);
    if (literal !== undefined) return { kind: 'literal', operand: { kind: 'literal', value: literal.value } };
    if (scanner.take('@')) return { kind: 'query', query: { from: 'current', segments: this.#parseSegments(scanner) } };
    if (scanner.take('$')) return { kind: 'query', query: { from: 'root', segments: this.#parseSegments(scanner) } };
    const start = scanner.at;
    const name = scanner.match(/[a-z][a-z0-9_]*(?=\()/y);
    if (name !== undefined) return scanner.nested(() => this.#call(name, start));
    return scanner.fail(`A value in quotes, a number, @ or $ is expected here, but ${scanner.found()}.`);
  }

  #call(name: string, start: number): Term {
    const asOperand = (term: Term, at: number) => this.#asOperand(term, at);
    const asQuery = (term: Term, at: number) => this.#asQuery(term, at);
    switch (name) {
      case 'length':
        return { kind: 'value', name, operand: { kind: 'length', of: this.#arguments(name, 1, asOperand)[0]! } };
      case 'count':
      case 'value':
        return { kind: 'value', name, operand: { kind: name, query: this.#arguments(name, 1, asQuery)[0]! } };
      case 'match':
      case 'search': {
        const [text, pattern] = this.#arguments(name, 2, asOperand);
        return {
          kind: 'logical',
          name,
          test: { kind: 'regexp', whole: name === 'match', text: text!, pattern: pattern! },
        };
      }
      default:
        return this.#scanner.fail(
          `There is no function ${name}(); there are length, count, value, match and search.`,
          start,
        );
    }
  }

  #arguments<Argument>(name: string, count: number, as: (term: Term, at: number) => Argument): Argument[] {
    const scanner = this.#scanner;
    const list: Argument[] = [];
    do {
      scanner.at += 1;
      scanner.skipBlanks();
      const at = scanner.at;
      if (scanner.next !== ')') list.push(as(this.#term(), at));
      scanner.skipBlanks();
    } while (scanner.next === ',' && list.length < count);
    if (list.length < count) scanner.fail(`${name}() needs ${count === 1 ? 'a value' : `${count} values`} here.`);
    if (!scanner.take(')')) scanner.fail(`A ) is expected here, but ${scanner.found()}.`);
    return list;
  }

  #asTest(term: Term, at: number): Test {
    switch (term.kind) {
      case 'query':
        return { kind: 'exists', query: term.query };
      case 'logical':
        return term.test;
      case 'literal':
        return this.#scanner.fail('A value alone decides nothing; compare it with something.', at);
      case 'value':
        return this.#scanner.fail(`${term.name}() must be compared with something.`, at);
    }
  }

  #asOperand(term: Term, at: number): Operand {
    switch (term.kind) {
      case 'literal':
      case 'value':
        return term.operand;
      case 'logical':
        return this.#scanner.fail(`${term.name}() answers yes or no and cannot be compared.`, at);
      case 'query':
        if (singularSteps(term.query.segments) === null) {
          this.#scanner.fail('This can find several values; only a path to one value can stand here.', at);
        }
        return { kind: 'query', query: term.query };
    }
  }

  #asQuery(term: Term, at: number): FilterQuery {
    return term.kind === 'query'
      ? term.query
      : this.#scanner.fail('A path that starts with @ or $ is needed here.', at);
  }
}
