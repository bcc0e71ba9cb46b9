import type { Field } from '#shared/contract/field.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';

/** Something that can be put into a text, without its braces. */
export interface Suggestion {
  group: 'Contact' | 'Fields' | 'Request' | 'Business';
  label: string;
  /** `contact.first_name`, `field.start | date: "%H:%M"`. */
  code: string;
}

const OF_CONTACT: readonly [label: string, name: string][] = [
  ['First name', 'first_name'],
  ['Last name', 'last_name'],
  ['Full name', 'name'],
  ['Phone', 'phone'],
  ['Email', 'email'],
  ['CRM Contact Id', 'crm_contact_id'],
  ['User Ns', 'user_ns'],
  ['Channel', 'channel'],
  ['Time zone, by the phone number', 'time_zone'],
];

/** So deep, and so many, are values of the request offered; the rest can be typed. */
const DEEPEST = 4;
const MOST = 40;

/** Everything that texts can say about a contact, and about this payload (JSON text; null where there is none). */
export function suggestionsFor(fields: readonly Field[], payload: string | null): Suggestion[] {
  return [
    ...OF_CONTACT.map(([label, name]): Suggestion => ({ group: 'Contact', label, code: `contact.${name}` })),
    ...fields.flatMap(ofField),
    ...ofPayload(payload),
    { group: 'Business', label: 'Name of the business', code: 'business.name' },
    { group: 'Business', label: 'Today', code: 'now | date: "%-d %B %Y"' },
  ];
}

function ofField({ key, name, type }: Field): Suggestion[] {
  const plain: Suggestion = { group: 'Fields', label: name, code: `field.${key}` };
  if (type === 'date') return [plain, { ...plain, label: `${name}: weekday`, code: `field.${key} | date: "%A"` }];
  if (type !== 'datetime') return [plain];
  return [
    plain,
    { ...plain, label: `${name}: day only`, code: `field.${key} | date: "%A, %-d %B"` },
    { ...plain, label: `${name}: time only`, code: `field.${key} | date: "%H:%M"` },
    { ...plain, label: `${name}: time on their clocks`, code: `field.${key} | date: "%H:%M", contact.time_zone` },
  ];
}

function ofPayload(text: string | null): Suggestion[] {
  if (text === null) return [];
  const parsed = parseJson(text, TREE_LIMITS);
  if (!parsed.ok) return [];
  return leaves(parsed.value, 'payload', 0)
    .slice(0, MOST)
    .map((code) => ({ group: 'Request', label: code.replace(/^payload\.?/, ''), code }));
}

/** Values as a template writes their places; of a list, those of its first item. */
function leaves(value: JsonValue, code: string, depth: number): string[] {
  if (typeof value !== 'object' || value === null || value instanceof SourceNumber) return depth === 0 ? [] : [code];
  if (depth === DEEPEST) return [];
  if (Array.isArray(value)) return value[0] === undefined ? [] : leaves(value[0], `${code}[0]`, depth + 1);
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = placeNamed(name);
    return place === null ? [] : leaves(inner, `${code}${place}`, depth + 1);
  });
}

/** `.name`, or `["Full name"]`; null where a template has no way to write it. */
function placeNamed(name: string): string | null {
  if (/^[A-Za-z_][\w-]*$/.test(name)) return `.${name}`;
  return /["\\{}\n]/.test(name) ? null : `["${name}"]`;
}

/** What is being typed at a caret. `from` is where the word begins. */
interface Typed {
  from: number;
  word: string;
  /** Behind the comma of a filter, as in `date: "%H:%M", contact.time_zone`: only a plain name fits there. */
  isArgument: boolean;
}

const BEGUN = /\{\{-?\s*([\w.[\]-]*)$/;
const ARGUMENT = /\{\{(?:[^{}"']|"[^"]*"|'[^']*')*,\s*([\w.[\]-]+)$/;

/** What is being typed at the caret inside `{{ }}`, as something to complete; null elsewhere. */
export function typedBefore(text: string, caret: number): Typed | null {
  const before = text.slice(0, caret);
  const begun = BEGUN.exec(before);
  const word = (begun ?? ARGUMENT.exec(before))?.[1];
  return word === undefined ? null : { from: caret - word.length, word, isArgument: begun === null };
}

/** Those that fit what was typed: by their code from its start, or by their name. */
export function fitting(suggestions: readonly Suggestion[], { word, isArgument }: Omit<Typed, 'from'>): Suggestion[] {
  const wanted = word.toLowerCase();
  return suggestions
    .filter(({ code }) => !isArgument || !code.includes('|'))
    .filter(({ code, label }) => code.toLowerCase().startsWith(wanted) || label.toLowerCase().includes(wanted))
    .slice(0, 8);
}

/** The text with a suggestion in the place of what was typed, its braces closed once, and where the caret goes then. */
export function completed(text: string, from: number, to: number, { code }: Suggestion) {
  const isClosed = /^\s*-?\}\}/.test(text.slice(to));
  const before = `${text.slice(0, from)}${text.charAt(from - 1) === '{' ? ' ' : ''}${code}`;
  const after = isClosed ? text.slice(to) : ` }}${text.slice(to)}`;
  const gap = isClosed ? after.indexOf('}}') + 2 : 3;
  return { text: `${before}${after}`, caret: before.length + gap };
}

/** The text with a suggestion put in at the caret, over what is selected. */
export function inserted(text: string, start: number, end: number, { code }: Suggestion) {
  const put = `{{ ${code} }}`;
  return { text: `${text.slice(0, start)}${put}${text.slice(end)}`, caret: start + put.length };
}
