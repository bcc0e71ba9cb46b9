/** A record of a CSV file: its cells, or why it cannot be read. `line` is where it begins, from 1. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; fault: string };

export type CsvDelimiter = ',' | ';' | '\t';

const DELIMITERS: readonly CsvDelimiter[] = [',', ';', '\t'];
/** What spreadsheets write first to say what stands between cells. */
const STATED = /^sep=([,;\t])(?:\r\n|\r|\n)/i;

export interface CsvText {
  text: string;
  delimiter: CsvDelimiter;
  /** Where the records begin, and the number of that line. */
  start: number;
  line: number;
}

/** What stands between the cells: as the file states it, else whatever is most frequent in its first line, outside of quotes. */
export function csvOf(text: string): CsvText {
  const stated = STATED.exec(text);
  if (stated !== null) return { text, delimiter: stated[1] as CsvDelimiter, start: stated[0].length, line: 2 };
  const counts = new Map(DELIMITERS.map((delimiter) => [delimiter as string, 0]));
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) break;
    else if (!isQuoted && counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  const delimiter = DELIMITERS.reduce((best, one) => (counts.get(one)! > counts.get(best)! ? one : best));
  return { text, delimiter, start: 0, line: 1 };
}

/**
 * The records one by one (RFC 4180), so that a caller can stop to breathe between them. Lines end in CR LF, LF or CR; quoted cells may hold
 * line ends; blank lines are left out. A quote inside an unquoted cell is a character like any other. What follows a closing quote, or a quote that is
 * never closed, is a fault of that record.
 */
export function* readCsv({ text, delimiter, start, line: firstLine }: CsvText): Generator<CsvRecord> {
  const cellEnd = new RegExp(`[${delimiter}\\r\\n]`, 'g');
  let at = start;
  let line = firstLine;
  while (at < text.length) {
    const begin = line;
    const cells: string[] = [];
    let fault: string | null = null;
    for (;;) {
      if (text[at] === '"') {
        const quoted = readQuoted(text, at);
        if (quoted === null) {
          yield {
            line: begin,
            fault: 'A quotation mark is opened here and never closed, so nothing after it can be read.',
          };
          return;
        }
        cells.push(quoted.cell);
        line += lineEndsIn(quoted.cell);
        at = quoted.end;
        if (at < text.length && text[at] !== delimiter && text[at] !== '\r' && text[at] !== '\n') {
          fault ??= `Something follows the closing quotation mark of cell ${cells.length}.`;
          at = endOf(text, cellEnd, at);
        }
      } else {
        const end = endOf(text, cellEnd, at);
        cells.push(text.slice(at, end));
        at = end;
      }
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (text.startsWith('\r\n', at)) at += 2;
    else at += 1;
    line += 1;
    if (fault !== null) yield { line: begin, fault };
    else if (cells.length > 1 || cells[0] !== '') yield { line: begin, cells };
  }
}

/** The records that hold something: spreadsheets end their files in rows of blank cells. */
export function* readRows(csv: CsvText): Generator<CsvRecord> {
  for (const record of readCsv(csv)) {
    if ('fault' in record || record.cells.some((cell) => cell.trim() !== '')) yield record;
  }
}

function readQuoted(text: string, open: number): { cell: string; end: number } | null {
  let cell = '';
  for (let from = open + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    cell += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 };
    cell += '"';
    from = quote + 2;
  }
}

function endOf(text: string, cellEnd: RegExp, from: number): number {
  cellEnd.lastIndex = from;
  return cellEnd.exec(text)?.index ?? text.length;
}

function lineEndsIn(cell: string): number {
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0;
}
