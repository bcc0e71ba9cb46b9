import { FIELD_TYPES, type FieldType } from '../contract/field.ts';
import { foldName } from '../text/fold-name.ts';

/** What one line of pasted settings is; `isBare`: nothing behind the label said that it is one. */
export type SettingsLine =
  | { kind: 'nothing' }
  | { kind: 'row'; head: string; value: string }
  | { kind: 'label'; head: string; isBare: boolean }
  | { kind: 'type'; head: string }
  | { kind: 'path'; value: string };

/** What stands above the boxes and tables of such a page, and says nothing. */
const HEADINGS: ReadonlySet<string> = new Set(['custom field', 'custom fields', 'json path', 'json path mapping']);
const COLUMNS: ReadonlySet<string> = new Set([...HEADINGS, 'field', 'name', 'type', 'path', 'value', 'variable']);

const OTHER_TYPES: Readonly<Record<string, FieldType>> = {
  array: 'json',
  string: 'text',
  'date time': 'datetime',
};

const INVISIBLE = /[\u200b\u2060\ufeff]/g;
const BULLET = /^[-*•–]\s+/u;
const QUOTED = /^(?:"(.*)"|“(.*)”|`(.*)`)$/u;
const TURNED = /^(\$.*?)\s*(?:→|->|=>)\s*([^$].{0,199})$/u;
const SAID = /^(.{1,200}?)\s*(?:←|→|<-|->|=>|:|=|\t)\s*(.*)$/u;
/** `Start, DateTime, $.start`, as a spreadsheet may save it. */
const SEPARATED = /^([^$]{1,240})[,;]\s*(\$.*)$/u;

/** A line by itself, whether typed, or a row of a table that was copied from a page, a spreadsheet or a document. */
export function readSettingsLine(line: string): SettingsLine {
  const text = line.replace(INVISIBLE, '').trim().replace(BULLET, '');
  if (text === '' || HEADINGS.has(wordOf(text.replace(/:$/, '')))) return { kind: 'nothing' };
  const cells = cellsOf(text);
  if (cells.every((cell) => /^[-: ]*$/.test(cell))) return { kind: 'nothing' };
  if (cells.length > 1) {
    if (cells.every((cell) => COLUMNS.has(wordOf(cell)))) return { kind: 'nothing' };
    const row = rowOf(cells);
    if (row !== null) return row;
  }
  const turned = TURNED.exec(text);
  if (turned !== null) return { kind: 'row', head: turned[2]!, value: bare(turned[1]!) };
  if (text.startsWith('$')) return { kind: 'path', value: text };
  const said = SAID.exec(text);
  if (said === null) {
    const head = bare(text);
    return typeNamed(head) === undefined ? { kind: 'label', head, isBare: true } : { kind: 'type', head };
  }
  const [, head = '', value = ''] = said;
  return value === ''
    ? { kind: 'label', head: bare(head), isBare: false }
    : { kind: 'row', head: bare(head), value: bare(value) };
}

/** The type that goes by this name, also by those of other platforms. */
export function typeNamed(text: string): FieldType | undefined {
  const word = wordOf(text);
  return (
    FIELD_TYPES.find((type) => type === word) ?? (Object.hasOwn(OTHER_TYPES, word) ? OTHER_TYPES[word] : undefined)
  );
}

/** A label as it is compared: without case, and however its words are held together. */
export function wordOf(text: string): string {
  return foldName(text.trim()).replace(/[\s_]+/g, ' ');
}

function cellsOf(text: string): string[] {
  const separated = SEPARATED.exec(text);
  const cells = text.includes('\t')
    ? text.split('\t')
    : /^\|.*\|$/.test(text)
      ? text.slice(1, -1).split(/\s\|\s/)
      : separated !== null
        ? [...separated[1]!.split(/[,;]/), separated[2]!]
        : [text];
  return cells.map((cell) => bare(cell.trim())).filter((cell) => cell !== '');
}

/** A row with one path in it: the first other cell names what it is for, and one may be its type. */
function rowOf(cells: readonly string[]): SettingsLine | null {
  const path = cells.filter((cell) => cell.startsWith('$'));
  const [name, ...others] = cells.filter((cell) => !cell.startsWith('$'));
  if (path.length !== 1 || name === undefined) return null;
  const type = others.find((cell) => typeNamed(cell) !== undefined);
  return { kind: 'row', head: type === undefined ? name : `${name} (${type})`, value: path[0]! };
}

function bare(text: string): string {
  const quoted = QUOTED.exec(text);
  return quoted === null ? text : (quoted[1] ?? quoted[2] ?? quoted[3] ?? '').trim();
}
