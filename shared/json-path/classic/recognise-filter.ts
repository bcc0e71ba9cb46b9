import type { Scanner } from '../scanner.ts';

/**
 * Recognises a filter of the older dialect, the scanner behind `[?(`. Answers it in RFC 9535, or null where JavaScript would judge some
 * value differently: `@.x` alone asks for truth instead of presence, `==` and `<` convert types, `.length` counts. Throws PathFault.
 */
export function recogniseFilter(scanner: Scanner): string | null {
  const test = chain(scanner);
  if (!scanner.take(')]')) scanner.fail(`&&, || or )] is expected here, but ${scanner.found()}.`);
  return test === null ? null : `[?${test}]`;
}

function chain(scanner: Scanner): string | null {
  let form: string | null = '';
  for (;;) {
    const test = basic(scanner);
    form = form === null || test === null ? null : form + test;
    scanner.skipBlanks();
    const operator = scanner.match(/&&|\|\|/y);
    if (operator === undefined) return form;
    if (form !== null) form += ` ${operator} `;
  }
}

function basic(scanner: Scanner): string | null {
  scanner.skipBlanks();
  const not = scanner.match(/!(?!=)/y) ?? '';
  if (scanner.take('(')) {
    const inner = scanner.nested(() => chain(scanner));
    if (!scanner.take(')')) scanner.fail(`&&, || or ) is expected here, but ${scanner.found()}.`);
    return inner === null ? null : `${not}(${inner})`;
  }
  const left = operand(scanner);
  scanner.skipBlanks();
  const operator = scanner.match(/[=!]==?|[<>]=?/y);
  if (operator === undefined) {
    if (!left.isPath) scanner.fail('A value alone decides nothing; compare it with something.');
    return null;
  }
  if (not !== '') scanner.fail('Put parentheses around the comparison behind !.');
  scanner.skipBlanks();
  return compare(left, operator, operand(scanner));
}

interface Operand {
  text: string;
  isPath: boolean;
  /** Whether JavaScript and RFC 9535 read it alike, and compare it alike with `==` as with `===`. */
  isSound: boolean;
  isSameLoosely: boolean;
}

function compare(left: Operand, operator: string, right: Operand): string | null {
  if (left.isPath === right.isPath || !left.isSound || !right.isSound) return null;
  if (operator === '===' || operator === '!==') return `${left.text} ${operator.slice(0, 2)} ${right.text}`;
  const isEquality = operator === '==' || operator === '!=';
  return isEquality && (left.isSameLoosely || right.isSameLoosely) ? `${left.text} ${operator} ${right.text}` : null;
}

function operand(scanner: Scanner): Operand {
  const path = scanner.match(/@(?:\.[A-Za-z_]\w*|\['[\w -]+'\]|\["[\w -]+"\]|\[(?:0|[1-9]\d{0,8})\])*(?![\w.[(-])/y);
  if (path !== undefined) return { text: path, isPath: true, isSound: !path.includes('length'), isSameLoosely: false };
  const literal = scanner.match(
    /'[^'"\\()[\]@`~^;%#]*'|"[^'"\\()[\]@`~^;%#]*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?![\w.])|(?:true|false|null)\b/y,
  );
  if (literal === undefined) {
    scanner.fail(`@, a number, true, false, null or plain text in quotes is expected here, but ${scanner.found()}.`);
  }
  // JavaScript's == takes text that looks like a number, and empty text, for a number.
  const isSameLoosely = /^['"]/.test(literal) && Number.isNaN(Number(literal.slice(1, -1)));
  return { text: literal, isPath: false, isSound: true, isSameLoosely };
}
