import { type FieldType, PRIVATE_MASK } from '#shared/contract/field.ts';
import type { Operand, Test } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import { COMPARISON_WORDS } from '#shared/flow/say-step.ts';
import { compareNumbers } from '#shared/json/compare-numbers.ts';
import { excerpt, excerptOf } from '#shared/json/excerpt.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import { isJsonObject, type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { DEFAULT_LOCALE, localFormOf } from '#shared/local-form/local-form.ts';
import { trimText } from '#shared/text/trim-text.ts';
import { convertValue } from '../mapping/convert-value.ts';
import { sayValue } from '../mapping/say-value.ts';
import { instantOf, wallOf } from '../mapping/zone-time.ts';
import { isMissing } from '../templates/is-missing.ts';
import type { World } from './world.ts';

type Seen = Pick<World, 'contact' | 'tags' | 'fields' | 'payload' | 'settings' | 'at'>;

/** Which branch is taken, and why in words. */
export interface Tested {
  holds: boolean;
  sentence: string;
}

/** A value that a condition looks at; null text: there is none. */
interface Looked {
  name: string;
  text: string | null;
  type: FieldType;
  /** Neither it nor what it is compared with is told (LG3): what a run tells stands in the log. */
  isPrivate?: boolean;
  /** Why there is none, where that is a fault of the flow. */
  fault?: string;
}

/** A condition of a flow. What cannot be compared (no number, no date) does not hold, and the sentence says so. */
export function testCondition({ operand, comparison, value }: Test, seen: Seen): Tested {
  const looked = look(operand, seen);
  if (looked.fault !== undefined) return { holds: false, sentence: `No: ${looked.fault}` };
  const holds = compare(looked, comparison, value, seen);
  const quote = (text: string) => `“${looked.isPrivate ? PRIVATE_MASK : excerptOf(text, 60)}”`;
  const needsValue = comparison !== 'exists' && comparison !== 'missing';
  const asked = `${looked.name} ${COMPARISON_WORDS[comparison]}${needsValue ? ` ${quote(value)}` : ''}`;
  const found = () => {
    if (looked.text === null) return 'missing';
    if (looked.isPrivate) return quote(looked.text);
    return sayValue({ text: looked.text, original: null }, looked.type, localFormOf(seen.settings));
  };
  if (holds === 'not-comparable') {
    const why = looked.text === null ? 'It is missing' : `${quote(looked.text)} cannot be compared like that`;
    return { holds: false, sentence: `No: ${asked}? ${why}.` };
  }
  if (!holds) return { holds, sentence: `No: ${asked}?${needsValue ? ` It is ${found()}.` : ''}` };
  const isTold = !needsValue || comparison === 'is';
  return { holds, sentence: `Yes: ${asked}${isTold ? '' : ` (it is ${found()})`}.` };
}

function look(operand: Operand, { contact, tags, fields, payload }: Seen): Looked {
  switch (operand.of) {
    case 'field': {
      const field = fields.find(({ key }) => key === operand.field);
      const text = contact.fields[operand.field]?.text ?? null;
      if (field === undefined) return { ...NOTHING, fault: `there is no field “${operand.field}”.` };
      return { name: `“${field.name}”`, text, type: field.type, isPrivate: field.isPrivate === true };
    }
    case 'contact': {
      const { slot } = operand;
      return { name: SLOT_NAMES[slot], text: present(slotText(contact, slot)), type: 'text' };
    }
    case 'tag':
      return { name: `The tag “${operand.tag}”`, text: tags.has(operand.tag) ? operand.tag : null, type: 'text' };
    case 'payload':
      return lookInPayload(operand.path, payload);
    default:
      return assertNever(operand);
  }
}

const NOTHING = { name: '', text: null, type: 'text' } as const;

const SLOT_NAMES = {
  crmContactId: 'The CRM Contact Id',
  phone: 'The phone number',
  email: 'The e-mail',
  firstName: 'The first name',
  lastName: 'The last name',
  name: 'The name',
  channel: 'The channel',
} as const;

function slotText({ identifiers, profile, channel }: Seen['contact'], slot: keyof typeof SLOT_NAMES): string | null {
  switch (slot) {
    case 'crmContactId':
    case 'phone':
    case 'email':
      return identifiers[slot];
    case 'channel':
      return channel;
    default:
      return profile[slot];
  }
}

function lookInPayload(path: string, payload: JsonValue | undefined): Looked {
  const name = `${path} of the request`;
  if (payload === undefined) return { ...NOTHING, name };
  const read = readPath(path, payload);
  if (read.status === 'bad-path') return { ...NOTHING, name, fault: `the path ${path} has a fault: ${read.message}` };
  if (read.status === 'too-costly') return { ...NOTHING, name, fault: `the path ${path} takes too long.` };
  const value = read.matches[0]?.value ?? null;
  const isNumber = typeof value === 'number' || value instanceof SourceNumber;
  const type = typeof value === 'boolean' ? 'boolean' : isNumber ? 'number' : 'text';
  return { name, text: isEmpty(value) ? null : present(textOf(value)), type };
}

function textOf(value: JsonValue): string {
  return isJsonObject(value) || Array.isArray(value) ? stringifyJson(value) : excerpt(value);
}

function isEmpty(value: JsonValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function present(text: string | null): string | null {
  return isMissing(text) ? null : text;
}

type Outcome = boolean | 'not-comparable';

function compare(looked: Looked, comparison: Test['comparison'], value: string, seen: Seen): Outcome {
  const { text } = looked;
  switch (comparison) {
    case 'exists':
      return text !== null;
    case 'missing':
      return text === null;
    case 'is':
      return text !== null && isSame(looked, text, value, seen);
    case 'is-not':
      return text === null || !isSame(looked, text, value, seen);
    case 'contains':
      return text !== null && fold(text).includes(fold(value));
    case 'starts-with':
      return text !== null && fold(text).startsWith(fold(value));
    case 'less':
      return ordered(numbersOf(text, value), (order) => order < 0);
    case 'greater':
      return ordered(numbersOf(text, value), (order) => order > 0);
    case 'before':
      return ordered(momentsOf(looked, value, seen), (order) => order < 0);
    case 'after':
      return ordered(momentsOf(looked, value, seen), (order) => order > 0);
    default:
      return assertNever(comparison);
  }
}

function ordered(order: number | null, holds: (order: number) => boolean): Outcome {
  return order === null ? 'not-comparable' : holds(order);
}

/** As what the value is: 1.50 is 1.5, “yes” is true, and 2 March is 2 March however it is written. Text is compared without case. */
function isSame({ type }: Looked, text: string, value: string, seen: Seen): boolean {
  switch (type) {
    case 'number':
      return numbersOf(text, value) === 0;
    case 'boolean':
    case 'date':
    case 'datetime':
      return converted(text, type, seen) === converted(value, type, seen) && converted(text, type, seen) !== null;
    case 'text':
    case 'json':
      return fold(text) === fold(value);
    default:
      return assertNever(type);
  }
}

function fold(text: string): string {
  return trimText(text).normalize('NFC').toLowerCase();
}

function numbersOf(text: string | null, value: string): number | null {
  const [left, right] = [text, value].map((one) => (one === null ? null : numberOf(one)));
  return left && right ? Math.sign(compareNumbers(left, right)) : null;
}

function numberOf(text: string): SourceNumber | null {
  const read = convertValue(text, 'number', {
    timeZone: 'UTC',
    numberFormat: 'point',
    pattern: null,
    locale: DEFAULT_LOCALE,
  });
  return read.ok ? new SourceNumber(read.value.text) : null;
}

function momentsOf({ text }: Looked, value: string, seen: Seen): number | null {
  const [left, right] = [text, value].map((one) => (one === null ? null : momentOf(one, seen)));
  return left == null || right == null ? null : Math.sign(left - right);
}

/** `now` and `today` stand for themselves; a day is its first moment on the business's clocks. */
function momentOf(text: string, seen: Seen): number | null {
  const { timeZone } = seen.settings;
  const word = fold(text);
  if (word === 'now') return seen.at;
  if (word === 'today') {
    const wall = wallOf(seen.at, timeZone);
    return instantOf(wall - (wall % 86_400_000), timeZone).at;
  }
  const read = converted(text, 'datetime', seen);
  return read === null ? null : Date.parse(read);
}

function converted(text: string, type: FieldType, { settings }: Seen): string | null {
  const { timeZone } = settings;
  const read = convertValue(text, type, { timeZone, numberFormat: 'point', pattern: null, locale: DEFAULT_LOCALE });
  return read.ok ? read.value.text : null;
}
