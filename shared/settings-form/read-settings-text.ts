import type { FieldType } from '../contract/field.ts';
import type { SettingsForm } from '../contract/settings-form.ts';
import type { IdentitySlot } from '../contract/webhook.ts';
import { assertNever } from '../errors.ts';
import { foldName } from '../text/fold-name.ts';
import { readSettingsLine, typeNamed, wordOf } from './settings-line.ts';

/** A line that was left out, counted from 1, and why. */
export interface LineFault {
  line: number;
  message: string;
}

const SLOTS: Readonly<Record<string, IdentitySlot>> = {
  'user ns': 'userNs',
  'crm contact id': 'crmContactId',
  phone: 'phone',
  email: 'email',
  'e-mail': 'email',
};
/** Other words for the same; a row of such a name is a custom field where the slot has its path already. */
const ALSO_SLOTS: Readonly<Record<string, IdentitySlot>> = {
  'crm id': 'crmContactId',
  'phone number': 'phone',
  'email address': 'email',
  'e-mail address': 'email',
};
const NAMES: ReadonlySet<string> = new Set(['name', 'webhook name', 'inbound webhook']);

const MOST_LINES = 300;
const LONGEST_NAME = 120;

/**
 * The settings of an inbound webhook of UChat, Flochat and the like as they stand on its page, one a line: `Name: Bookings`, the four paths
 * (`Phone: $.phone`), and a row for each custom field (`Booking start ← $.start`, also `→`, `<-`, `->`, `=`, or cells of a table, and the path may
 * come first: `$.start → Booking start`); a value may also stand in the line below its label. A field in `known` has its type; for another one it
 * may be written behind the name, as in `Start (datetime)`, or in a cell or line of its own, and is text otherwise.
 * What cannot be read is left out and told; the rest is the form, which may be half-written.
 */
export function readSettingsText(
  text: string,
  known: readonly { name: string; type: FieldType }[],
): { form: SettingsForm; faults: LineFault[] } {
  const form: SettingsForm = {
    name: '',
    identity: { userNs: null, crmContactId: null, phone: null, email: null },
    fields: [],
  };
  const faults: LineFault[] = [];
  for (const { line, head, value } of entriesOf(text.split(/\r\n|\r|\n/), faults)) {
    const message = take(form, head, value, known);
    if (message !== null) faults.push({ line, message });
  }
  return { form, faults: faults.sort((one, other) => one.line - other.line) };
}

interface Entry {
  line: number;
  head: string;
  value: string;
}

function entriesOf(lines: readonly string[], faults: LineFault[]): Entry[] {
  const entries: Entry[] = [];
  /** A label that waits for its value in the next line. */
  let label: { line: number; head: string; isBare: boolean } | null = null;
  const giveUp = () => {
    if (label?.isBare && !isKnownLabel(label.head)) faults.push({ line: label.line, message: UNCLEAR });
    label = null;
  };
  for (const [index, text] of lines.slice(0, MOST_LINES).entries()) {
    const line = index + 1;
    const read = readSettingsLine(text);
    switch (read.kind) {
      case 'nothing':
        break;
      case 'row':
        giveUp();
        entries.push({ line, head: read.head, value: read.value });
        break;
      case 'path':
        if (label === null) faults.push({ line, message: 'Write in front of the path what it is for.' });
        else entries.push({ line, head: label.head, value: read.value });
        label = null;
        break;
      case 'type':
        if (label?.isBare && !isKnownLabel(label.head)) label.head += ` (${read.head})`;
        else {
          giveUp();
          label = { line, head: read.head, isBare: true };
        }
        break;
      case 'label':
        if (read.isBare && label !== null && NAMES.has(wordOf(label.head)) && !isKnownLabel(read.head)) {
          entries.push({ line, head: label.head, value: read.head });
          label = null;
        } else {
          giveUp();
          label = { line, head: read.head, isBare: read.isBare };
        }
        break;
      default:
        assertNever(read);
    }
  }
  giveUp();
  if (lines.length > MOST_LINES)
    faults.push({ line: MOST_LINES + 1, message: `A form has no more than ${MOST_LINES} lines.` });
  return entries;
}

const UNCLEAR = 'Write a name, an arrow or a colon, and a path, for example “Phone: $.phone”.';

/** Puts an entry into the form; answers why it could not be. */
function take(
  form: SettingsForm,
  head: string,
  value: string,
  known: readonly { name: string; type: FieldType }[],
): string | null {
  const word = wordOf(head);
  if (NAMES.has(word)) {
    if (form.name !== '') return 'The name is there twice.';
    if (value.length > LONGEST_NAME) return `A name has no more than ${LONGEST_NAME} letters.`;
    form.name = value;
    return null;
  }
  const slot = Object.hasOwn(SLOTS, word) ? SLOTS[word] : undefined;
  if (slot !== undefined && form.identity[slot] !== null) return `“${head}” is there twice.`;
  const also = Object.hasOwn(ALSO_SLOTS, word) ? ALSO_SLOTS[word] : undefined;
  const free = slot ?? (also !== undefined && form.identity[also] === null ? also : undefined);
  if (free !== undefined) {
    form.identity[free] = value;
    return null;
  }
  const field = fieldOf(head, known);
  if (form.fields.some((other) => foldName(other.name) === foldName(field.name)))
    return `“${field.name}” is there twice.`;
  form.fields.push({ ...field, path: value });
  return null;
}

function isKnownLabel(head: string): boolean {
  const word = wordOf(head);
  return NAMES.has(word) || Object.hasOwn(SLOTS, word) || Object.hasOwn(ALSO_SLOTS, word);
}

function fieldOf(head: string, known: readonly { name: string; type: FieldType }[]): { name: string; type: FieldType } {
  const typed = /^(.+?)\s*\(([\w ]+)\)$/u.exec(head);
  const type = typeNamed(typed?.[2] ?? '');
  if (typed?.[1] !== undefined && type !== undefined) return { name: typed[1].slice(0, LONGEST_NAME), type };
  const name = head.slice(0, LONGEST_NAME);
  return { name, type: known.find((field) => foldName(field.name) === foldName(name))?.type ?? 'text' };
}
